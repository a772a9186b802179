using Experiments.Reduction.Metrics.Classes;
using Experiments.Reduction.Metrics.Geometry;
using Experiments.Reduction.Metrics.Neighborhoods;

namespace Experiments.Reduction;

/// <summary>Every metric of the library, in the order they are reported. A new metric is one file and one line here.</summary>
public static class StandardMetrics
{
    private static readonly MetricRegistry Registry = Create();

    /// <summary>The descriptors of all metrics, in reporting order.</summary>
    public static IReadOnlyList<MetricDescriptor> All { get; } = [.. Registry.All.Select(metric => metric.Descriptor)];

    /// <summary>The descriptors of the metrics that are computed where nobody says which.</summary>
    public static IReadOnlyList<MetricDescriptor> Default { get; } = [.. All.Where(metric => metric.ByDefault)];

    /// <summary>A registry with all of them; a program may add its own.</summary>
    public static MetricRegistry Create() => new MetricRegistry()
        .Add(new Trustworthiness())
        .Add(new Continuity())
        .Add(new NeighborPreservation())
        .Add(new LocalContinuity())
        .Add(new RankedNeighborGain())
        .Add(new RankErrorOfPicture())
        .Add(new RankErrorOfData())
        .Add(new DensityPreservation())
        .Add(new NeighborhoodHit())
        .Add(new NeighborAccuracy())
        .Add(new NeighborAccuracyChange())
        .Add(new NeighborGainArea())
        .Add(new LocalQuality())
        .Add(new GlobalQuality())
        .Add(new RandomTriplets())
        .Add(new ShepardGoodness())
        .Add(new Stress())
        .Add(new KruskalStress())
        .Add(new ScaledStress())
        .Add(new ScaledKruskalStress())
        .Add(new Silhouette())
        .Add(new DistanceConsistency())
        .Add(new DaviesBouldin())
        .Add(new CalinskiHarabasz());

    /// <summary>The metric of that name, or null.</summary>
    internal static IEmbeddingMetric? Find(string name) => Registry.Find(name);

    /// <summary>The metrics of these names, in reporting order; the default ones for null.</summary>
    /// <exception cref="ReductionException">A name belongs to no metric.</exception>
    internal static IReadOnlyList<IEmbeddingMetric> Choose(IReadOnlyCollection<string>? names)
    {
        if (names?.FirstOrDefault(name => All.All(metric => metric.Name != name)) is { } unknown)
        {
            throw new ReductionException($"There is no metric '{unknown}'; expected {string.Join(", ", All.Select(metric => metric.Name))}.");
        }

        return [.. Registry.All.Where(metric => names?.Contains(metric.Descriptor.Name) ?? metric.Descriptor.ByDefault)];
    }
}
