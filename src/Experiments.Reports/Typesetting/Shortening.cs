namespace Experiments.Reports.Typesetting;

/// <summary>Cuts texts that would not fit, with an ellipsis.</summary>
internal static class Shortening
{
    private const string Ellipsis = "\u2026";

    /// <summary>The text, or as much of its beginning and its end as fits into a width in points: most labels differ at the end.</summary>
    public static string ToWidth(string text, TextStyle style, float width)
    {
        if (Typography.Measure(text, style) <= width)
        {
            return text;
        }

        int length = text.Length - 1;
        while (length > 1 && Typography.Measure(Cut(text, length), style) > width)
        {
            length--;
        }

        return Cut(text, length);
    }

    private static string Cut(string text, int length)
    {
        int head = (length + 1) / 2;
        return $"{Whole(text[..head])}{Ellipsis}{Whole(text[(text.Length - length + head)..])}";
    }

    /// <summary>Without half of a character that takes two units.</summary>
    public static string Whole(string part) => part.Length == 0 ? part
        : part[(char.IsLowSurrogate(part[0]) ? 1 : 0)..^(char.IsHighSurrogate(part[^1]) ? 1 : 0)];

    /// <summary>The text, or its first characters, of which there may be so many.</summary>
    public static string ToLength(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd() + Ellipsis;
}
