namespace Experiments.Reduction.Metrics.Neighborhoods;

/// <summary>The share of a point's nearest in the picture that carry its label (Paulovich et al. 2008), itself not counted.</summary>
internal sealed class NeighborhoodHit : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "neighborhood_hit",
        "Neighbourhood hit",
        "Mean share of a point's k nearest neighbours in the picture that have its true label, the point itself not counted "
        + "(Paulovich et al. 2008).",
        PerNeighborhood: true,
        NeedsLabels: true,
        HigherIsBetter: true,
        Version: 1)
    {
        ByDefault = true,
    };

    public double? Perfect(int count, int k) => 1;

    /// <summary>Two points drawn at random share a class.</summary>
    public double? ByChance(ChanceModel chance, int k) =>
        chance.ClassSizes.Sum(size => size * (size - 1.0)) / (chance.Count * (chance.Count - 1.0));

    public MetricValue Score(EmbeddingView view, int k)
    {
        int[] labels = view.Labels!;
        long hits = 0;
        for (int i = 0; i < view.Count; i++)
        {
            foreach (int neighbor in view.EmbeddingNeighbors.AsSpan(i * view.LargestK, k))
            {
                hits += labels[neighbor] == labels[i] ? 1 : 0;
            }
        }

        return hits / ((double)view.Count * k);
    }
}
