namespace Experiments.Reduction;

/// <summary>Every metric of the library, in the order they are reported. A new metric is one file and one line here.</summary>
public static class StandardMetrics
{
    internal static readonly IReadOnlyList<IEmbeddingMetric> Metrics =
    [
        new Trustworthiness(),
        new Continuity(),
        new NeighborPreservation(),
        new LocalContinuity(),
        new RankedNeighborGain(),
        new RankErrorOfPicture(),
        new RankErrorOfData(),
        new DensityPreservation(),
        new NeighborhoodHit(),
        new NeighborAccuracy(),
        new NeighborAccuracyChange(),
        new NeighborGainArea(),
        new LocalQuality(),
        new GlobalQuality(),
        new RandomTriplets(),
        new ShepardGoodness(),
        new Stress(),
        new KruskalStress(),
        new ScaledStress(),
        new ScaledKruskalStress(),
        new Silhouette(),
        new DistanceConsistency(),
        new DaviesBouldin(),
        new CalinskiHarabasz(),
    ];

    /// <summary>The descriptors of all metrics, in reporting order.</summary>
    public static IReadOnlyList<MetricDescriptor> All { get; } = [.. Metrics.Select(metric => metric.Descriptor)];

    /// <summary>The descriptors of the metrics that are computed where nobody says which.</summary>
    public static IReadOnlyList<MetricDescriptor> Default { get; } = [.. All.Where(metric => metric.ByDefault)];

    /// <summary>The metrics of these names, in reporting order; the default ones for null.</summary>
    /// <exception cref="ReductionException">A name belongs to no metric.</exception>
    internal static IReadOnlyList<IEmbeddingMetric> Choose(IReadOnlyCollection<string>? names)
    {
        if (names?.FirstOrDefault(name => All.All(metric => metric.Name != name)) is { } unknown)
        {
            throw new ReductionException($"There is no metric '{unknown}'; expected {string.Join(", ", All.Select(metric => metric.Name))}.");
        }

        return [.. Metrics.Where(metric => names?.Contains(metric.Descriptor.Name) ?? metric.Descriptor.ByDefault)];
    }
}
