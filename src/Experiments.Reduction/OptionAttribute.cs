namespace Experiments.Reduction;

/// <summary>
/// Describes one setting of an options record: its meaning and its range. YAML schema, command-line help and validation
/// are all derived from it. A setting's name is the property's name in snake_case (NNeighbors is n_neighbors).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string description) : Attribute
{
    /// <summary>The meaning of the setting, in one line.</summary>
    public string Description { get; } = description;

    /// <summary>Smallest value allowed (inclusive unless <see cref="ExclusiveMinimum"/>).</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The largest value allowed.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>True when <see cref="Minimum"/> itself is refused.</summary>
    public bool ExclusiveMinimum { get; init; }

    /// <summary>The values allowed for a text setting; null for any (an enum lists its own).</summary>
    public string[]? Choices { get; init; }

    /// <summary>True when a text setting with <see cref="Choices"/> also takes a whole number of at least 0.</summary>
    public bool OrWholeNumber { get; init; }

    /// <summary>The meaning of a null value, where null is allowed: "auto", say. Users write this word or leave the setting out.</summary>
    public string NullMeans { get; init; } = "auto";
}
