using Experiments.Reduction.Metrics.Views;

namespace Experiments.Reduction.Metrics.Neighborhoods;

/// <summary>Overlap of neighbourhoods of all sizes in one number, small sizes counting most.</summary>
internal sealed class NeighborGainArea : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "rnx_auc",
        "R_NX, area",
        "Area under R_NX(K) over log K, sum of R_NX(K)/K over sum of 1/K, K = 1..n-2: 0 for a random picture, 1 for a perfect one "
        + "(Lee, Peluffo-Ordonez and Verleysen 2015).",
        PerNeighborhood: false,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 1);

    public ViewParts Reads => ViewParts.Curve;

    public double? Perfect(int count, int k) => 1;

    public double? ByChance(ChanceModel chance, int k) => 0;

    public MetricValue Score(EmbeddingView view, int k) => CurveScore.Of(view, curve => curve.GainArea);
}

/// <summary>Overlap of neighbourhoods up to the size where the picture is best.</summary>
internal sealed class LocalQuality : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "q_local",
        "Q local",
        "Mean of Q_NX(K) over K = 1..K_max, with K_max where Q_NX(K) - K/(n-1) is largest, the smallest of several (Lee and Verleysen 2009).",
        PerNeighborhood: false,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 2);

    public ViewParts Reads => ViewParts.Curve;

    public double? Perfect(int count, int k) => 1;

    public MetricValue Score(EmbeddingView view, int k) => CurveScore.Of(view, curve => curve.Local);
}

/// <summary>Overlap of neighbourhoods from the size where the picture is best.</summary>
internal sealed class GlobalQuality : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "q_global",
        "Q global",
        "Mean of Q_NX(K) over K = K_max..n-1, with K_max where Q_NX(K) - K/(n-1) is largest, the smallest of several (Lee and Verleysen 2009).",
        PerNeighborhood: false,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 2);

    public ViewParts Reads => ViewParts.Curve;

    public double? Perfect(int count, int k) => 1;

    public MetricValue Score(EmbeddingView view, int k) => CurveScore.Of(view, curve => curve.Global);
}

/// <summary>The formula that the three metrics of the curve share.</summary>
internal static class CurveScore
{
    public static MetricValue Of(EmbeddingView view, Func<QualityCurve, double> score) =>
        QualityCurve.Missing(view.Count) is { } reason ? MetricValue.Undefined(reason) : score(view.Curve);
}
