using Experiments.Data.Numbers;

namespace Experiments.Data.Tables;

/// <summary>The user's word about the form of a text file, or none where its first lines decide.</summary>
/// <param name="Header">The part of the first line: it names the columns, or does not, or its cells decide.</param>
/// <param name="DecimalMark">The mark before a number's fraction.</param>
public sealed record TextReading(TableHeader Header = TableHeader.Auto, DecimalMark DecimalMark = DecimalMark.Auto);
