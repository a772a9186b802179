using System.Globalization;

namespace Experiments.Data;

/// <summary>Cells of text tables as numbers.</summary>
internal static class NumberText
{
    /// <summary>What programs write where a value is missing: pandas and R, spreadsheets, databases.</summary>
    private static readonly HashSet<string> MissingWords = ["", "NA", "<NA>", "N/A", "n/a", "NaN", "nan", "null", "NULL"];

    /// <summary>Whether a cell says that there is no value.</summary>
    public static bool IsMissing(string cell) => MissingWords.Contains(cell);

    /// <summary>Whether a cell is a number.</summary>
    public static bool IsNumber(string cell) => TryParse(cell, out _);

    /// <summary>Parses a number, "nan", "inf", or a truth value (as 1 or 0); one that is finite as written but not in double precision is refused.</summary>
    public static bool TryParse(string cell, out double value)
    {
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return !double.IsInfinity(value) || !cell.AsSpan().ContainsAnyInRange('0', '9');
        }

        (bool known, value) = cell.TrimStart('+', '-').ToLowerInvariant() switch
        {
            "nan" => (true, double.NaN),
            "inf" or "infinity" => (true, cell.StartsWith('-') ? double.NegativeInfinity : double.PositiveInfinity),
            "true" => (true, 1.0),
            "false" => (true, 0.0),
            _ => (false, 0.0),
        };
        return known;
    }

    /// <summary>A number as the name of a class: whole ones without a point.</summary>
    public static string Label(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e15
        ? ((long)value).ToString(CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A cell as messages quote it.</summary>
    public static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
