using System.Text.Json.Serialization;

namespace Experiments.Reduction;

/// <summary>A score, or the reason why there is none (never a silent 0).</summary>
/// <param name="Name">The score's full name, e.g. "trustworthiness@15".</param>
/// <param name="Value">The score; null when undefined.</param>
/// <param name="Reason">The reason why the score is undefined; null when it is defined.</param>
public sealed record MetricScore(string Name, double? Value, string? Reason = null)
{
    /// <summary>Standard error of a score that is estimated from a sample; null for an exact one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? StandardError { get; init; }
}

/// <summary>A metric as users meet it.</summary>
/// <param name="Name">The name users type, e.g. "trustworthiness".</param>
/// <param name="Title">The name people read.</param>
/// <param name="Definition">Formula in words, with its source; printed in the report's appendix.</param>
/// <param name="PerNeighborhood">True when the metric has one value for each neighbourhood size k; its scores are then named name@k.</param>
/// <param name="NeedsLabels">True when the metric compares with true labels.</param>
/// <param name="HigherIsBetter">True when a larger score is a better one.</param>
/// <param name="Version">A number raised by hand when the metric's values change; part of every cache key.</param>
public sealed record MetricDescriptor(
    string Name, string Title, string Definition, bool PerNeighborhood, bool NeedsLabels, bool HigherIsBetter, int Version)
{
    /// <summary>True when the metric is computed where nobody says which metrics to compute.</summary>
    public bool ByDefault { get; init; }
}
