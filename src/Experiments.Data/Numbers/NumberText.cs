using System.Globalization;
using System.Text.RegularExpressions;

namespace Experiments.Data.Numbers;

/// <summary>Cells of text tables as numbers.</summary>
internal static partial class NumberText
{
    /// <summary>The words that programs write where a value is missing: pandas and R, spreadsheets, databases.</summary>
    private static readonly HashSet<string> MissingWords = ["", "NA", "<NA>", "N/A", "n/a", "NaN", "nan", "null", "NULL"];

    /// <summary>Tells whether a cell says that there is no value.</summary>
    public static bool IsMissing(string cell) => MissingWords.Contains(cell);

    /// <summary>Tells whether a cell is a number with a decimal point.</summary>
    public static bool IsNumber(string cell) => TryParse(cell, DecimalMark.Point, out _);

    /// <summary>
    /// Parses a number, "nan", "inf", or a truth value (as 1 or 0); one that is finite as written but not in double precision is refused. Thousands
    /// may be grouped by what is not the decimal mark: "1,234.5" or "1.234,5"; with <see cref="DecimalMark.Auto"/>, which says that nobody knows the
    /// mark, a number that may be either is refused.
    /// </summary>
    public static bool TryParse(string cell, DecimalMark mark, out double value)
    {
        bool marked = cell.Contains(',', StringComparison.Ordinal) || (mark == DecimalMark.Comma && cell.Contains('.', StringComparison.Ordinal));
        string text = !marked ? cell
            : mark == DecimalMark.Point && PointGroups().IsMatch(cell) ? cell.Replace(",", string.Empty, StringComparison.Ordinal)
            : mark == DecimalMark.Comma && CommaNumber().IsMatch(cell) ? cell.Replace(".", string.Empty, StringComparison.Ordinal).Replace(',', '.')
            : string.Empty;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return !double.IsInfinity(value) || !text.AsSpan().ContainsAnyInRange('0', '9');
        }

        (bool known, value) = text.TrimStart('+', '-').ToLowerInvariant() switch
        {
            "nan" => (true, double.NaN),
            "inf" or "infinity" => (true, text.StartsWith('-') ? double.NegativeInfinity : double.PositiveInfinity),
            "true" => (true, 1.0),
            "false" => (true, 0.0),
            _ => (false, 0.0),
        };
        return known;
    }

    /// <summary>
    /// The decimal mark of cells: the comma where some number can have no other (0,5 or 1,25) and none needs the point; nobody knows (auto) where
    /// every number with a comma may be either (1,234); else the point.
    /// </summary>
    public static DecimalMark MarkOf(IEnumerable<string> cells)
    {
        bool comma = false;
        bool either = false;
        bool point = false;
        foreach (string cell in cells)
        {
            bool has = cell.Contains(',', StringComparison.Ordinal);
            bool grouped = has && PointGroups().IsMatch(cell);
            comma |= has && !grouped && CommaNumber().IsMatch(cell);
            either |= grouped && !cell.Contains('.', StringComparison.Ordinal);
            point |= (has && grouped && cell.Contains('.', StringComparison.Ordinal)) || (!has && PointNumber().IsMatch(cell));
        }

        return point ? DecimalMark.Point : comma ? DecimalMark.Comma : either ? DecimalMark.Auto : DecimalMark.Point;
    }

    /// <summary>A number as the name of a class: whole ones without a point.</summary>
    public static string Label(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e15
        ? ((long)value).ToString(CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A cell as messages quote it.</summary>
    public static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;

    /// <summary>Matches numbers with thousands grouped by commas, as 1,234 or 1,234.5.</summary>
    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$")]
    private static partial Regex PointGroups();

    /// <summary>0,5 or 1.234,5 or 1.234.</summary>
    [GeneratedRegex(@"^[+-]?((\d+|[1-9]\d{0,2}(\.\d{3})+)(,\d*)?|,\d+)([eE][+-]?\d+)?$")]
    private static partial Regex CommaNumber();

    /// <summary>A number that has a point and is not 1.234 or the like.</summary>
    [GeneratedRegex(@"^[+-]?(0?\.\d*|0\.\d*|\d{4,}\.\d*|\d+\.(\d{0,2}|\d{4,}))([eE][+-]?\d+)?$")]
    private static partial Regex PointNumber();
}
