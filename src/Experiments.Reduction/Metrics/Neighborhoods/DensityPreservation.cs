using Experiments.Reduction.Graphs;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Neighborhoods;

/// <summary>Measures whether dense regions of the data are dense in the picture (Narayan, Berger and Cho 2021).</summary>
internal sealed class DensityPreservation : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "density_preservation",
        "Density preservation",
        "Pearson correlation over points of the logarithms of local radii in data and picture; a local radius is the mean squared distance "
        + "to neighbours, weighted by UMAP's fuzzy graph of k nearest neighbours in that space (Narayan, Berger and Cho 2021).",
        PerNeighborhood: true,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 2);

    public double? Perfect(int count, int k) => 1;

    public double? ByChance(ChanceModel chance, int k) => 0;

    public MetricValue Score(EmbeddingView view, int k)
    {
        double[] data = LocalRadii.Logarithms(view.Samples, view.SampleNeighbors, view.LargestK, k, view.Context);
        double[] picture = LocalRadii.Logarithms(view.Embedding, view.EmbeddingNeighbors, view.LargestK, k, view.Context);
        return PearsonCorrelation.Of(data, picture) is { } correlation
            ? correlation
            : MetricValue.Undefined("local radii do not vary over the points where both are above 0");
    }
}

/// <summary>Local radii: R(i) = Σⱼ pᵢⱼ ‖xᵢ − xⱼ‖² / Σⱼ pᵢⱼ over the edges of UMAP's graph.</summary>
internal static class LocalRadii
{
    private const int BlockRows = 256;

    /// <summary>log R of every point; negative infinity where all neighbours coincide with it.</summary>
    public static double[] Logarithms(Matrix points, int[] neighbors, int stride, int k, ReductionContext context)
    {
        FuzzyGraph graph = FuzzyGraph.Build(Graph(points, neighbors, stride, k), context);
        double[] radii = new double[points.Rows];
        RowBlocks.For(points.Rows, BlockRows, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                (double weighted, double weights) = (0, 0);
                for (int e = graph.Starts[i]; e < graph.Starts[i + 1]; e++)
                {
                    weighted += graph.Weights[e] * DoubleSums.SquaredDistance(points.Row(i), points.Row(graph.Targets[e]));
                    weights += graph.Weights[e];
                }

                radii[i] = Math.Log(weighted / weights);
            }
        });
        return radii;
    }

    /// <summary>
    /// Neighbours at their distances over the largest: edges' weights do not depend on the unit, and nothing leaves the range of floats.
    /// </summary>
    private static NeighborGraph Graph(Matrix points, int[] neighbors, int stride, int k)
    {
        int[] nearest = new int[points.Rows * k];
        double[] distances = new double[nearest.Length];
        for (int at = 0; at < nearest.Length; at++)
        {
            (int i, int place) = Math.DivRem(at, k);
            nearest[at] = neighbors[(i * stride) + place];
            distances[at] = Math.Sqrt(DoubleSums.SquaredDistance(points.Row(i), points.Row(nearest[at])));
        }

        double unit = Math.Max(distances.Max(), double.Epsilon);
        return new NeighborGraph(nearest, Array.ConvertAll(distances, distance => (float)(distance / unit)), points.Rows, k);
    }
}
