namespace Experiments.Reduction.Metrics.Neighborhoods;

/// <summary>The share of a point's k nearest that data and picture have in common (Q_NX of Lee and Verleysen 2009).</summary>
internal sealed class NeighborPreservation : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "knn_preservation",
        "kNN preservation",
        "Mean share of a point's k nearest neighbours in the data that are also among its k nearest in the picture: "
        + "overlap / k, not Jaccard; equals Q_NX(k) of the co-ranking matrix (Lee and Verleysen 2009).",
        PerNeighborhood: true,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 2)
    {
        ByDefault = true,
    };

    public double? Perfect(int count, int k) => 1;

    public double? ByChance(ChanceModel chance, int k) => k / (chance.Count - 1.0);

    public MetricValue Score(EmbeddingView view, int k) => Of(view, k);

    /// <summary>Returns Q_NX(k), the mean share of the k nearest neighbours that data and picture have in common.</summary>
    public static double Of(EmbeddingView view, int k)
    {
        long shared = 0;
        for (int i = 0; i < view.Count; i++)
        {
            foreach (int rank in view.SampleRanks.AsSpan(i * view.LargestK, k))
            {
                shared += rank <= k ? 1 : 0;
            }
        }

        return shared / ((double)view.Count * k);
    }
}
