using Experiments.Reduction.Graphs;

namespace Experiments.Reduction.Umap.Supervised;

/// <summary>
/// The fuzzy intersection (by the product of memberships) of a graph with that of a categorical metric, umap-learn's supervised mode:
/// edges between classes are weakened, those of an unknown class a little; then, as for the samples alone (McInnes, Healy and Melville
/// 2018, §3.1), every point is connected fully to its nearest, and both ends' views are united.
/// </summary>
internal static class LabelIntersection
{
    private const int Unknown = -1;

    /// <summary>Distance of an unknown label from any other.</summary>
    private const double UnknownDistance = 1;

    /// <summary>Distance of two classes where labels count not at all.</summary>
    private const double LeastDistance = 2.5;

    /// <summary>Intersects the samples' graph with that of their classes.</summary>
    /// <param name="graph">The samples' own graph.</param>
    /// <param name="labels">One class a point; −1 where it is not known.</param>
    /// <param name="weight">0..1: classes are 2.5/(1 − weight) apart.</param>
    public static FuzzyGraph Of(FuzzyGraph graph, int[] labels, double weight)
    {
        double apart = Math.Exp(-LeastDistance / (1 - weight)); // 0 for weight 1
        double unknown = Math.Exp(-UnknownDistance);
        float[] own = new float[graph.Weights.Length];
        for (int i = 0; i < graph.Count; i++)
        {
            for (int e = graph.Starts[i]; e < graph.Starts[i + 1]; e++)
            {
                (int mine, int theirs) = (labels[i], labels[graph.Targets[e]]);
                double factor = mine == Unknown || theirs == Unknown ? unknown : mine == theirs ? 1 : apart;
                own[e] = (float)(graph.Weights[e] * factor);
            }

            ConnectToNearest(own.AsSpan(graph.Starts[i]..graph.Starts[i + 1]));
        }

        return graph.Reweighted(Union(graph, own));
    }

    private static void ConnectToNearest(Span<float> weights)
    {
        float largest = 0;
        foreach (float weight in weights)
        {
            largest = Math.Max(largest, weight);
        }

        foreach (ref float weight in weights)
        {
            weight = largest > 0 ? weight / largest : 0;
        }
    }

    /// <summary>Every edge's weight from its own end joined with that from its other end, where the same edge stands in that row.</summary>
    private static float[] Union(FuzzyGraph graph, float[] own)
    {
        float[] united = new float[own.Length];
        for (int i = 0; i < graph.Count; i++)
        {
            for (int e = graph.Starts[i]; e < graph.Starts[i + 1]; e++)
            {
                int other = graph.Targets[e];
                int place = graph.Targets.AsSpan(graph.Starts[other]..graph.Starts[other + 1]).BinarySearch(i);
                float theirs = own[graph.Starts[other] + place];
                united[e] = own[e] + theirs - (own[e] * theirs);
            }
        }

        return united;
    }
}
