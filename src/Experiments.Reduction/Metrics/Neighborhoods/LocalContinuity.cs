namespace Experiments.Reduction.Metrics.Neighborhoods;

/// <summary>Measures the overlap of neighbourhoods beyond that of a random picture (Chen and Buja 2009).</summary>
internal sealed class LocalContinuity : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "lcmc",
        "LCMC",
        "Local continuity meta-criterion: Q_NX(k) - k/(n-1), the overlap of k nearest neighbours beyond what a random picture has "
        + "(Chen and Buja 2009).",
        PerNeighborhood: true,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 2);

    public double? Perfect(int count, int k) => 1 - (k / (count - 1.0));

    public double? ByChance(ChanceModel chance, int k) => 0;

    public MetricValue Score(EmbeddingView view, int k) => NeighborPreservation.Of(view, k) - (k / (view.Count - 1.0));
}
