using System.Text;

namespace Experiments.Sweeps.Planning;

/// <summary>Sets rows of text in aligned columns; the last column is wrapped.</summary>
public static class TextColumns
{
    /// <summary>Columns of text that a terminal is taken to have when nobody knows.</summary>
    public const int UsualWidth = 100;

    private const int Gap = 2;
    private const int Narrowest = 24;

    /// <summary>The rows, each line indented and ended; no line is wider than <paramref name="width"/> unless a word is.</summary>
    public static string Write(IEnumerable<IReadOnlyList<string>> rows, int indent, int width = UsualWidth)
    {
        ArgumentNullException.ThrowIfNull(rows);
        IReadOnlyList<string>[] all = [.. rows];
        int[] widths = [.. Enumerable.Range(0, all.Length == 0 ? 0 : all[0].Count - 1).Select(c => all.Max(row => row[c].Length))];
        int left = indent + widths.Sum() + (Gap * widths.Length);
        StringBuilder text = new();
        foreach (IReadOnlyList<string> row in all)
        {
            string head = new string(' ', indent) + string.Concat(widths.Select((columns, c) => row[c].PadRight(columns + Gap)));
            foreach (string line in Wrap(row[^1], Math.Max(Narrowest, width - left)))
            {
                text.Append((head + line).TrimEnd()).Append('\n');
                head = new string(' ', left);
            }
        }

        return text.ToString();
    }

    /// <summary>The text broken between words into lines of at most <paramref name="width"/>; at least one.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder line = new();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
        }

        yield return line.ToString();
    }
}
