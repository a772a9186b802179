using System.Globalization;
using System.Text;

namespace Experiments.Data;

/// <summary>
/// Text as it may stand in a message. Messages quote files, which may hold anything: line breaks, characters that steer a terminal, megabytes.
/// </summary>
public static class OneLine
{
    private const int Head = 700;
    private const int Tail = 280;

    /// <summary>The text on one line: control and direction characters spelled out (\n, \u001b), the middle of a very long one left out.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Head + Tail)
        {
            text = $"{text[..Head]} … {text[^Tail..]}";
        }

        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        StringBuilder line = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                line.Append(text, i++, 2);
            }
            else
            {
                line.Append(Spelled(text[i]));
            }
        }

        return line.ToString();
    }

    /// <summary>Cleans each line of a message that tells several problems.</summary>
    public static string OfEach(string lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return string.Join('\n', lines.Split('\n').Select(Of));
    }

    /// <summary>Text of any length and number of lines with the same characters spelled out; line ends and tabs stay what they are.</summary>
    public static string Visible(ReadOnlySpan<char> text)
    {
        StringBuilder visible = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            bool stays = isPair || text[i] is '\n' or '\t' || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n');
            visible.Append(stays ? text[i].ToString() : Spelled(text[i]));
            if (isPair)
            {
                visible.Append(text[++i]);
            }
        }

        return visible.ToString();
    }

    private static string Spelled(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when Prints(c) => c.ToString(),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
    };

    private static bool Prints(char c) =>
        char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
