using System.Globalization;
using Experiments.Data.Numbers;

namespace Experiments.Data.Tables;

/// <summary>The decision whether the first row of a text table names its columns.</summary>
/// <param name="IsHeader">True when the first row is no sample.</param>
/// <param name="Names">Names of the columns; empty texts where they have none.</param>
/// <param name="Hint">A hint that a user may want about the decision; null for none.</param>
internal sealed record HeaderLine(bool IsHeader, IReadOnlyList<string> Names, string? Hint = null)
{
    /// <summary>Decides about a first row, from it and the rows below.</summary>
    /// <param name="told">The user's word about the first row.</param>
    /// <param name="rows">The first rows; at least one.</param>
    /// <param name="mark">The mark before a number's fraction.</param>
    public static HeaderLine Of(TableHeader told, IReadOnlyList<string[]> rows, DecimalMark mark)
    {
        string[] first = rows[0];
        bool IsNumber(string cell) => NumberText.TryParse(cell, mark, out _);
        bool counts = Counts(first) && rows.Count > 1 && !rows[1].All(cell => IsWhole(cell));
        bool years = AreYears(rows, mark);
        bool header = told switch
        {
            TableHeader.True => true,
            TableHeader.False => false,
            _ => counts || !first.Any(IsNumber)
                || (years && first.Any(cell => cell.Any(char.IsLetter) && !IsNumber(cell) && !NumberText.IsMissing(cell))),
        };
        return header
            ? new HeaderLine(true, counts && told == TableHeader.Auto ? [.. first.Select(_ => string.Empty)] : first)
            : new HeaderLine(false, [.. first.Select(_ => string.Empty)], years && told == TableHeader.Auto
                ? $"the first line ({NumberText.Shorten(string.Join(", ", first))}) is read as a sample; if it names the columns, say header: true"
                : null);
    }

    /// <summary>Tells whether cells count 0, 1, 2, …, where the first may be empty, as above an index.</summary>
    private static bool Counts(string[] cells) => cells.Length > 1
        && (cells[0].Length == 0 ? cells[1..] : cells).Index().All(cell => cell.Item == cell.Index.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Tells whether the numbers of the first row are different whole ones, as years are, each above some number that is not whole.
    /// </summary>
    private static bool AreYears(IReadOnlyList<string[]> rows, DecimalMark mark)
    {
        int[] numbers = [.. Enumerable.Range(0, rows[0].Length).Where(column => NumberText.TryParse(rows[0][column], mark, out _))];
        return numbers.Length > 1 && numbers.All(column => IsWhole(rows[0][column]))
            && numbers.Select(column => rows[0][column]).Distinct().Count() == numbers.Length
            && numbers.All(column => rows.Skip(1).Any(row =>
                column < row.Length && NumberText.TryParse(row[column], mark, out double value) && value != Math.Floor(value)));
    }

    private static bool IsWhole(string cell) => int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
