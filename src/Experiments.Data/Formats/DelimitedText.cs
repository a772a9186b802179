using System.Text;

namespace Experiments.Data;

/// <summary>
/// Reads CSV, TSV and space-separated text line by line. The separator is what the first line contains, looked for in the order tab,
/// semicolon, comma, space. Cells may stand in double quotes (a quote inside is doubled); a line break inside a cell is refused.
/// Leading lines that start with '#' and blank lines at the end are passed over.
/// </summary>
internal sealed class DelimitedText : IDisposable
{
    private readonly string path;
    private readonly TextLines lines;
    private string? next;

    /// <summary>Opens a file; <paramref name="separator"/> is what stands between cells, null to look at the first line.</summary>
    public DelimitedText(string path, char? separator = null)
    {
        this.path = path;
        lines = new TextLines(path);
        next = lines.Next();
        while (next is { } line && line.StartsWith('#'))
        {
            next = lines.Next();
        }

        Separator = separator ?? (next is null ? ',' : "\t;, ".FirstOrDefault(next.Contains, ','));
    }

    /// <summary>What stands between cells.</summary>
    public char Separator { get; }

    /// <summary>Number of the line last read, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Reads the next line's cells into <paramref name="cells"/>; false at the end.</summary>
    /// <exception cref="DataException">A quote is not closed, or a blank line is followed by more.</exception>
    public bool TryRead(List<string> cells)
    {
        cells.Clear();
        if (next is not { } line)
        {
            return false;
        }

        Line = lines.Number;
        next = lines.Next();
        if (string.IsNullOrWhiteSpace(line))
        {
            return EndsHere();
        }

        Split(line, cells);
        return true;
    }

    /// <summary>The fault of a cell, with its place.</summary>
    public DataException Fault(int column, string problem) => new($"{path}: line {Line}, column {column + 1}: {problem}.");

    public void Dispose() => lines.Dispose();

    private bool EndsHere()
    {
        int blank = Line;
        for (; next is not null; next = lines.Next())
        {
            if (!string.IsNullOrWhiteSpace(next))
            {
                throw new DataException($"{path}: line {blank} is blank but line {lines.Number} is not; remove the blank line.");
            }
        }

        return false;
    }

    private void Split(string line, List<string> cells)
    {
        if (Separator == ' ')
        {
            cells.AddRange(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return;
        }

        for (int start = 0; start <= line.Length;)
        {
            int first = start;
            while (first < line.Length && line[first] == ' ')
            {
                first++;
            }

            start = first < line.Length && line[first] == '"' ? Quoted(line, first, cells) : Plain(line, start, cells);
        }
    }

    private int Plain(string line, int start, List<string> cells)
    {
        int end = line.IndexOf(Separator, start);
        end = end < 0 ? line.Length : end;
        cells.Add(line[start..end].Trim());
        return end + 1;
    }

    private int Quoted(string line, int start, List<string> cells)
    {
        StringBuilder text = new();
        int i = start + 1;
        for (; i < line.Length; i++)
        {
            if (line[i] != '"')
            {
                text.Append(line[i]);
            }
            else if (i + 1 < line.Length && line[i + 1] == '"')
            {
                text.Append(line[i++]);
            }
            else
            {
                break;
            }
        }

        int after = i + 1;
        while (after < line.Length && line[after] == ' ')
        {
            after++;
        }

        if (i == line.Length || (after < line.Length && line[after] != Separator))
        {
            throw Fault(cells.Count, "a double quote is not closed on its line before the next separator");
        }

        cells.Add(text.ToString());
        return after + 1;
    }
}
