using Experiments.Reduction.Metrics.Distances;

namespace Experiments.Reduction.Metrics.Geometry;

/// <summary>Measures how far distances in the picture, as drawn, are from those in the data.</summary>
internal sealed class Stress : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = StressFormula.Descriptor(
        "stress", "Stress", "Sum over pairs of (D - d)^2 over the sum of D^2, with distances D in the data and d in the picture as drawn: "
        + "depends on the picture's scale (Kruskal 1964).", version: 1);

    public MetricValue Score(EmbeddingView view, int k) => StressFormula.Score(view, sums => sums.Difference / sums.Data);
}

/// <summary>The root of <see cref="Stress"/>: Kruskal's stress-1.</summary>
internal sealed class KruskalStress : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = StressFormula.Descriptor(
        "kruskal_stress", "Kruskal stress", "The square root of stress, with distances in the picture as drawn (Kruskal 1964).", version: 1);

    public MetricValue Score(EmbeddingView view, int k) => StressFormula.Score(view, sums => Math.Sqrt(sums.Difference / sums.Data));
}

/// <summary>Stress at the scale of the picture that makes it least.</summary>
internal sealed class ScaledStress : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = StressFormula.Descriptor(
        "scaled_stress", "Stress, scaled", "Stress with the picture scaled to make it least, by a = (sum of D d)/(sum of d^2): "
        + "1 - (sum of D d)^2/(sum of D^2 x sum of d^2) (Borg and Groenen 2005, chapter 11).", version: 2);

    public double? Perfect(int count, int k) => 0;

    public MetricValue Score(EmbeddingView view, int k) => StressFormula.Score(view, StressFormula.Scaled);
}

/// <summary>The root of <see cref="ScaledStress"/>.</summary>
internal sealed class ScaledKruskalStress : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = StressFormula.Descriptor(
        "scaled_kruskal_stress", "Kruskal stress, scaled", "The square root of stress with the picture scaled to make it least "
        + "(Kruskal 1964; Borg and Groenen 2005, chapter 11).", version: 2);

    public double? Perfect(int count, int k) => 0;

    public MetricValue Score(EmbeddingView view, int k) => StressFormula.Score(view, sums => Math.Sqrt(StressFormula.Scaled(sums)));
}

/// <summary>The formula that the four stresses share.</summary>
internal static class StressFormula
{
    public static MetricDescriptor Descriptor(string name, string title, string definition, int version) =>
        new(name, title, definition, PerNeighborhood: false, NeedsLabels: false, HigherIsBetter: false, version);

    /// <summary>Σ (D − αd)² / Σ D² at the best α. A picture of one place cannot be scaled: then it is 1.</summary>
    public static double Scaled(DistanceSums sums) =>
        sums.Picture == 0 ? 1 : Math.Max(0, sums.Residual - (sums.Slope / sums.Picture * sums.Slope)) / sums.Data;

    public static MetricValue Score(EmbeddingView view, Func<DistanceSums, double> formula) =>
        view.Count < 2 ? MetricValue.Undefined($"distances need at least 2 points, got {view.Count}")
        : view.Sums.Data == 0 ? MetricValue.Undefined("all samples are the same point")
        : formula(view.Sums);
}
