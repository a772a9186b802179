using System.Globalization;

namespace Experiments.Sweeps;

/// <summary>One record of a table by RFC 4180: fields quoted where they must be, numbers in full and invariant.</summary>
public static class CsvRecord
{
    /// <summary>The record with its line end (CRLF).</summary>
    public static string Line(IEnumerable<object?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    private static string Field(object? value)
    {
        string text = value switch
        {
            null => string.Empty,
            bool truth => truth ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
