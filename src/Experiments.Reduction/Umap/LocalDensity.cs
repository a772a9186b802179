using Experiments.Reduction.Graphs;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Umap;

/// <summary>
/// Local radii of the samples, the inverse of their local density (Narayan, Berger and Cho 2021, Methods, "Local radius"):
/// R(i) = Σⱼ Pᵢⱼ·d(i, j)² / Σⱼ Pᵢⱼ over the edges of the fuzzy graph.
/// </summary>
internal static class LocalDensity
{
    private const int BlockRows = 256;
    private const double Softening = 1e-8;

    /// <summary>
    /// log R of every point. A point whose neighbours all coincide with it counts as 10⁻⁸ of the mean, whatever the samples' units.
    /// </summary>
    public static double[] LogRadii(FuzzyGraph graph, NeighborGraph neighbors, ReductionContext context)
    {
        double[] radii = new double[graph.Count];
        RowBlocks.For(graph.Count, BlockRows, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                radii[i] = Radius(i, graph, neighbors);
            }
        });
        double least = Softening * RowBlocks.Sum(graph.Count, BlockRows, context, (start, end) =>
            radii.AsSpan(start..end).ToArray().Sum()) / graph.Count;
        return least > 0 ? [.. radii.Select(radius => Math.Log(least + radius))] : new double[graph.Count];
    }

    private static double Radius(int i, FuzzyGraph graph, NeighborGraph neighbors)
    {
        (double weighted, double weights) = (0, 0);
        for (int e = graph.Starts[i]; e < graph.Starts[i + 1]; e++)
        {
            double distance = Distance(neighbors, i, graph.Targets[e]);
            weighted += graph.Weights[e] * distance * distance;
            weights += graph.Weights[e];
        }

        return weights > 0 ? weighted / weights : 0;
    }

    /// <summary>Two points share an edge when one of them, if not both, is a neighbour of the other.</summary>
    private static double Distance(NeighborGraph neighbors, int i, int j)
    {
        int place = neighbors.IndicesOf(i).IndexOf(j);
        return place >= 0 ? neighbors.DistancesOf(i)[place] : neighbors.DistancesOf(j)[neighbors.IndicesOf(j).IndexOf(i)];
    }
}
