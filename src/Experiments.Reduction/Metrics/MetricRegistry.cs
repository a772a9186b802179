using System.Buffers;

namespace Experiments.Reduction;

/// <summary>
/// Metrics by name, in the order in which they are reported. <see cref="StandardMetrics.Create"/> gives one with the metrics of this library,
/// to which a program adds its own.
/// </summary>
public sealed class MetricRegistry
{
    private static readonly SearchValues<char> OfNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");
    private readonly List<IEmbeddingMetric> all = [];

    /// <summary>Every metric, in order of registration.</summary>
    public IReadOnlyList<IEmbeddingMetric> All => all;

    /// <summary>Adds a metric.</summary>
    /// <exception cref="ArgumentException">Its name is taken, empty, or holds other characters than a to z, 0 to 9 and _.</exception>
    public MetricRegistry Add(IEmbeddingMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        string name = metric.Descriptor.Name;
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(OfNames))
        {
            throw new ArgumentException($"a metric cannot be named '{name}'; use a to z, 0 to 9 and _, as in nearest_kept", nameof(metric));
        }

        if (Find(name) is not null)
        {
            throw new ArgumentException($"there is a metric '{name}' already; give this one another name", nameof(metric));
        }

        all.Add(metric);
        return this;
    }

    /// <summary>The metric of that name, or null.</summary>
    public IEmbeddingMetric? Find(string name) => all.Find(metric => metric.Descriptor.Name == name);
}
