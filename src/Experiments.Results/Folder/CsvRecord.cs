using System.Globalization;

namespace Experiments.Results.Folder;

/// <summary>
/// One record of a table by RFC 4180: fields quoted where they must be, numbers in full and invariant. A text that a spreadsheet would run as a
/// formula gets an apostrophe in front, as OWASP advises ("CSV Injection"): names come from anybody's files.
/// </summary>
public static class CsvRecord
{
    /// <summary>The record with its line end (CRLF).</summary>
    public static string Line(IEnumerable<object?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    /// <summary>Tells whether a text begins as a formula does and is no number.</summary>
    private static bool IsFormula(string text) => text.Length > 1 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r'
        && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Field(object? value)
    {
        string text = value switch
        {
            null => string.Empty,
            bool truth => truth ? "true" : "false",
            string own when IsFormula(own) => $"'{own}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
