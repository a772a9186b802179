namespace Experiments.Reduction;

/// <summary>What the metrics ask of samples.</summary>
internal static class DistanceMetrics
{
    /// <summary>Tells whether a metric depends on where zero lies.</summary>
    public static bool ReadsZero(this DistanceMetric metric) => metric is DistanceMetric.Cosine or DistanceMetric.Correlation;
}
