using System.Globalization;

namespace Experiments.Sweeps.Options;

/// <summary>Recognises numbers and truth values in the dress of another language.</summary>
public static class NumberHint
{
    private static readonly string[] True = ["yes", "on", "y", "True", "TRUE"];
    private static readonly string[] False = ["no", "off", "n", "False", "FALSE"];

    /// <summary>"; write 0.1" for "10%" or "0,1", "; write 1000" for "1,000" or "1_000", "; write true" for "yes"; else "".</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? meant = True.Contains(text) ? "true" : False.Contains(text) ? "false" : Percentage(text) ?? Plain(text);
        return meant is null ? string.Empty : $"; write {meant}";
    }

    private static string? Percentage(string text) =>
        text.EndsWith('%') && decimal.TryParse(text[..^1].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal percent)
            ? (percent / 100).ToString("0.############", CultureInfo.InvariantCulture) : null;

    /// <summary>Commas before three digits part thousands, a single one elsewhere is a decimal point; underscores part anything.</summary>
    private static string? Plain(string text)
    {
        string[] parts = text.Split(',', '_');
        if (parts.Length == 1 || parts.Any(part => part.Length == 0 || !part.All(char.IsAsciiDigit)))
        {
            return null;
        }

        return parts.Skip(1).All(part => part.Length == 3) && parts[0] != "0" ? string.Concat(parts)
            : parts.Length == 2 && text.Contains(',', StringComparison.Ordinal) ? $"{parts[0]}.{parts[1]}"
            : text.Contains('_', StringComparison.Ordinal) ? string.Concat(parts) : null;
    }
}
