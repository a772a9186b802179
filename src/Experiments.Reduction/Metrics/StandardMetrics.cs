namespace Experiments.Reduction;

/// <summary>Every metric of the library, in the order they are reported. A new metric is one file and one line here.</summary>
public static class StandardMetrics
{
    internal static readonly IReadOnlyList<IEmbeddingMetric> Metrics =
    [
        new Trustworthiness(),
        new Continuity(),
        new NeighborPreservation(),
        new NeighborhoodHit(),
        new Silhouette(),
    ];

    /// <summary>What users see of them.</summary>
    public static IReadOnlyList<MetricDescriptor> All { get; } = [.. Metrics.Select(metric => metric.Descriptor)];
}
