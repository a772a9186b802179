using System.Text;

namespace Experiments.Data;

/// <summary>The beginning of a text, to be shown on a line.</summary>
public static class Snippet
{
    /// <summary>
    /// At most <paramref name="length"/> characters of a text: white space and control characters become single spaces, and what is cut ends with an
    /// ellipsis, after a whole word where one ends in the last third.
    /// </summary>
    public static string Of(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder line = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isSpace = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (isSpace && (line.Length == 0 || line[^1] == ' '))
            {
                continue;
            }

            line.Append(isSpace ? " " : rune.ToString());
            if (line.Length > length)
            {
                return Cut(line.ToString(), length);
            }
        }

        return line.ToString().TrimEnd();
    }

    private static string Cut(string line, int length)
    {
        int end = length - 1;
        end -= char.IsHighSurrogate(line[end - 1]) ? 1 : 0;
        int space = line.LastIndexOf(' ', end);
        return $"{line[..(space > length * 2 / 3 ? space : end)].TrimEnd()}\u2026";
    }
}
