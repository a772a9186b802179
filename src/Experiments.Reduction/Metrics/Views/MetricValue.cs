namespace Experiments.Reduction;

/// <summary>A value of a metric, or the reason why there is none.</summary>
/// <param name="Value">The value, finite; null where it is undefined.</param>
/// <param name="Reason">Why the value is undefined, as part of a sentence ("there is one class only"); null where it is defined.</param>
/// <param name="StandardError">Standard error of a value that is estimated from a sample; null for an exact one.</param>
public readonly record struct MetricValue(double? Value, string? Reason, double? StandardError = null)
{
    /// <summary>A defined, exact value.</summary>
    public static implicit operator MetricValue(double value) => new(value, null);

    /// <summary>No value, for that reason.</summary>
    public static MetricValue Undefined(string reason) => new(null, reason);
}
