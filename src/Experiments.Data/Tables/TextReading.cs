namespace Experiments.Data;

/// <summary>What a user says of a text file, or leaves to its first lines.</summary>
/// <param name="Header">Whether the first line names the columns.</param>
/// <param name="DecimalMark">What stands before a number's fraction.</param>
public sealed record TextReading(TableHeader Header = TableHeader.Auto, DecimalMark DecimalMark = DecimalMark.Auto);
