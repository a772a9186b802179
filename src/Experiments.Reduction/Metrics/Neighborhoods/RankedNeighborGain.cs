namespace Experiments.Reduction.Metrics.Neighborhoods;

/// <summary>The neighbourhoods' overlap on a scale from chance to perfection (Lee, Renard, Bernard, Dupont and Verleysen 2013).</summary>
internal sealed class RankedNeighborGain : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "rnx",
        "R_NX",
        "((n-1) Q_NX(k) - k)/(n-1-k): the overlap of k nearest neighbours, 0 for a random picture and 1 for a perfect one "
        + "(Lee, Renard, Bernard, Dupont and Verleysen 2013).",
        PerNeighborhood: true,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 2);

    public double? Perfect(int count, int k) => 1;

    public double? ByChance(ChanceModel chance, int k) => 0;

    public MetricValue Score(EmbeddingView view, int k)
    {
        double others = view.Count - 1;
        return k < others
            ? ((others * NeighborPreservation.Of(view, k)) - k) / (others - k)
            : MetricValue.Undefined($"k = {k} leaves no point outside a neighbourhood of {view.Count} points; choose k of at most {view.Count - 2}");
    }
}
