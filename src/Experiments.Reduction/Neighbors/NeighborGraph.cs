namespace Experiments.Reduction;

/// <summary>
/// The k nearest other points of every point (self excluded by index, not by position), each row sorted by (distance, index); where they
/// are approximate, equal distances are in any fixed order.
/// </summary>
public sealed class NeighborGraph
{
    private readonly int[] indices;
    private readonly float[] distances;

    /// <summary>Wraps n × k indices and distances, row after row.</summary>
    /// <exception cref="ArgumentException">The arrays differ in length or are not n × k.</exception>
    public NeighborGraph(int[] indices, float[] distances, int count, int k, DistanceMetric metric = DistanceMetric.Euclidean)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(distances);
        if (indices.Length != (long)count * k || distances.Length != indices.Length)
        {
            throw new ArgumentException(
                $"A graph of {count} x {k} needs that many indices and distances, got {indices.Length} and {distances.Length}.");
        }

        this.indices = indices;
        this.distances = distances;
        Count = count;
        K = k;
        Metric = metric;
    }

    /// <summary>The number of points.</summary>
    public int Count { get; }

    /// <summary>Neighbours of each point.</summary>
    public int K { get; }

    /// <summary>The metric of the distances.</summary>
    public DistanceMetric Metric { get; }

    /// <summary>
    /// The share of the true nearest that some of the points have found, where neighbours are approximate; null where all are exact.
    /// </summary>
    public double? Recall { get; init; }

    /// <summary>Indices, row after row.</summary>
    public ReadOnlySpan<int> Indices => indices;

    /// <summary>Distances, row after row (not squared).</summary>
    public ReadOnlySpan<float> Distances => distances;

    /// <summary>Adds the recall to a fit's diagnostics, where neighbours are approximate.</summary>
    internal Dictionary<string, double> Describe(Dictionary<string, double> diagnostics)
    {
        if (Recall is { } recall)
        {
            diagnostics["neighbor_recall"] = recall;
        }

        return diagnostics;
    }

    /// <summary>Returns the graph of samples (or of new ones and their nearest), once all of its distances are known to be finite.</summary>
    /// <exception cref="ReductionException">A distance is beyond single precision.</exception>
    internal NeighborGraph RequireFinite(Matrix samples)
    {
        FinitePicture.RequireDistances(distances, samples);
        return this;
    }

    /// <summary>The neighbours of one point, nearest first.</summary>
    public ReadOnlySpan<int> IndicesOf(int point) => indices.AsSpan(point * K, K);

    /// <summary>The distances of a point's neighbours, nearest first.</summary>
    public ReadOnlySpan<float> DistancesOf(int point) => distances.AsSpan(point * K, K);

    /// <summary>The graph of the nearest <paramref name="k"/> of them: the same bytes as one computed for k.</summary>
    /// <exception cref="ArgumentOutOfRangeException">k exceeds <see cref="K"/>.</exception>
    public NeighborGraph Take(int k)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, K);
        if (k == K)
        {
            return this;
        }

        int[] nearest = new int[Count * k];
        float[] near = new float[Count * k];
        for (int i = 0; i < Count; i++)
        {
            IndicesOf(i)[..k].CopyTo(nearest.AsSpan(i * k));
            DistancesOf(i)[..k].CopyTo(near.AsSpan(i * k));
        }

        return new NeighborGraph(nearest, near, Count, k, Metric) { Recall = Recall };
    }
}
