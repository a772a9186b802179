using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Configuration;

/// <summary>The columns of scores that a sweep writes.</summary>
internal static class SweepColumns
{
    /// <summary>A column a metric, or one for each neighbourhood size, in the order of the metrics.</summary>
    public static MetricColumn[] Of(SweepConfig config) => Of(config.Metrics, config.Neighbors);

    /// <summary>The same of metrics and neighbourhood sizes.</summary>
    public static MetricColumn[] Of(IEnumerable<IEmbeddingMetric> metrics, IReadOnlyList<int> neighbors) =>
        [.. metrics.Select(metric => metric.Descriptor).SelectMany(metric =>
        metric.PerNeighborhood ? neighbors.Select(k => Column(metric, $"{metric.Name}@{k}", $"{metric.Title}@{k}"))
        : [Column(metric, metric.Name, metric.Title)])];

    /// <summary>The score that judges; null for a sweep without metrics.</summary>
    public static MetricColumn? Primary(SweepConfig config) =>
        PrimaryMetric.Among(Of(config), config.Search.Objectives.Select(objective => objective.Name));

    private static MetricColumn Column(MetricDescriptor metric, string name, string title) =>
        new(name, title, metric.Definition, metric.HigherIsBetter) { NeedsLabels = metric.NeedsLabels };
}
