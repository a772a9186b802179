namespace Experiments.Data.Formats;

/// <summary>The character that separates the cells of a text file, found in its first lines.</summary>
/// <param name="Separator">The character between cells.</param>
/// <param name="Announced">True when the first line says so and nothing else, as spreadsheets write it: "sep=;".</param>
internal sealed record TextShape(char Separator, bool Announced)
{
    private const int Lines = 50;
    private const int Characters = 1 << 20;
    private const string Announcement = "sep=";

    /// <summary>Separators in the order in which they are tried.</summary>
    private const string Known = "\t;|, ";

    /// <summary>
    /// Looks at the first lines, outside double quotes: the first separator of tab, semicolon, bar, comma and space that stands in all of them
    /// equally often; else the first that stands in all of them; else the first in the first line; else a comma.
    /// </summary>
    /// <exception cref="DataException">The file is missing or no text.</exception>
    public static TextShape Of(string path)
    {
        using TextLines lines = new(path);
        List<string> first = [];
        int length = 0;
        while (first.Count < Lines && length < Characters && lines.Next() is { } line)
        {
            length += line.Length;
            if (line.StartsWith(Announcement, StringComparison.OrdinalIgnoreCase) && line.Length == Announcement.Length + 1 && first.Count == 0)
            {
                return new TextShape(line[^1], true);
            }

            if (!string.IsNullOrWhiteSpace(line) && !(first.Count == 0 && line.StartsWith('#')))
            {
                first.Add(line);
            }
        }

        (char Separator, int[] Counts)[] counts = [.. Known.Select(separator => (separator, first.Select(line => Count(line, separator)).ToArray()))];
        (char Separator, int[] Counts)[] best =
        [
            .. counts.Where(one => one.Counts.Length > 0 && one.Counts[0] > 0 && one.Counts.All(count => count == one.Counts[0])),
            .. counts.Where(one => one.Counts.Length > 0 && one.Counts.All(count => count > 0)),
            .. counts.Where(one => one.Counts.Length > 0 && one.Counts[0] > 0),
        ];
        return new TextShape(best.Length == 0 ? ',' : best[0].Separator, false);
    }

    /// <summary>Counts the times that a separator stands outside quotes; runs of spaces are one, and none at the ends.</summary>
    private static int Count(string line, char separator)
    {
        string text = separator == ' ' ? line.Trim() : line;
        int count = 0;
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '"';
            count += !quoted && text[i] == separator && !(separator == ' ' && text[i - 1] == ' ') ? 1 : 0;
        }

        return count;
    }
}
