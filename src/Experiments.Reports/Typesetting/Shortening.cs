namespace Experiments.Reports.Typesetting;

/// <summary>Cuts texts that would not fit, with an ellipsis.</summary>
internal static class Shortening
{
    private const string Ellipsis = "\u2026";

    /// <summary>The text, or as much of its beginning as fits into a width in points.</summary>
    public static string ToWidth(string text, TextStyle style, float width)
    {
        if (Typography.Measure(text, style) <= width)
        {
            return text;
        }

        int length = text.Length - 1;
        while (length > 1 && Typography.Measure(text[..length] + Ellipsis, style) > width)
        {
            length--;
        }

        return text[..length] + Ellipsis;
    }

    /// <summary>The text, or its first characters, of which there may be so many.</summary>
    public static string ToLength(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd() + Ellipsis;
}
