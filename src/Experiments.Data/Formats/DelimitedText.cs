using System.Text;

namespace Experiments.Data.Formats;

/// <summary>
/// Reads CSV, TSV and space-separated text record by record. Cells may stand in double quotes (a quote inside is doubled), with line breaks inside.
/// Leading lines that start with '#', a first line "sep=;" and blank lines at the end are passed over.
/// </summary>
internal sealed class DelimitedText : IDisposable
{
    private readonly string path;
    private readonly TextLines lines;
    private string? next;

    /// <summary>Opens a file; <paramref name="separator"/> is what stands between cells, null to look at the first lines.</summary>
    public DelimitedText(string path, char? separator = null)
    {
        this.path = path;
        TextShape shape = separator is { } told ? new TextShape(told, false) : TextShape.Of(path);
        Separator = shape.Separator;
        lines = new TextLines(path);
        next = lines.Next();
        if (shape.Announced)
        {
            next = lines.Next();
        }

        while (next is { } line && line.StartsWith('#'))
        {
            next = lines.Next();
        }
    }

    /// <summary>The character between cells.</summary>
    public char Separator { get; }

    /// <summary>The number of the line where the record last read begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Reads the next record's cells into <paramref name="cells"/>; false at the end.</summary>
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

        Split(Whole(line), cells);
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

    /// <summary>The record that begins with a line: with those after it, where a quoted cell goes on there.</summary>
    private string Whole(string line)
    {
        if (Separator == ' ' || !EndsInQuotes(line, open: false))
        {
            return line;
        }

        StringBuilder record = new(line);
        for (bool open = true; open && next is not null; next = lines.Next())
        {
            record.Append('\n').Append(next);
            open = EndsInQuotes(next, open);
            if (record.Length > TextLines.Longest)
            {
                throw Fault(0, $"a quoted cell goes on for more than {TextLines.Longest} characters");
            }
        }

        return record.ToString();
    }

    /// <summary>Tells whether a quote that opens a cell, here or <paramref name="open"/> before, is not closed on this line.</summary>
    private bool EndsInQuotes(string line, bool open)
    {
        bool start = !open;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (open && c == '"')
            {
                bool doubled = i + 1 < line.Length && line[i + 1] == '"';
                open = doubled;
                i += doubled ? 1 : 0;
            }
            else if (!open)
            {
                open = start && c == '"';
                start = c == Separator || (start && c == ' ');
            }
        }

        return open;
    }

    /// <summary>Finds the place at which the quote that opens a cell is closed; the record's length when it is not.</summary>
    private static int Closing(string record, int start)
    {
        for (int i = start + 1; i < record.Length; i++)
        {
            if (record[i] != '"')
            {
                continue;
            }

            if (i + 1 == record.Length || record[i + 1] != '"')
            {
                return i;
            }

            i++;
        }

        return record.Length;
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
        int close = Closing(line, start);
        int after = close + 1;
        while (after < line.Length && line[after] == ' ')
        {
            after++;
        }

        if (close == line.Length || (after < line.Length && line[after] != Separator))
        {
            throw Fault(cells.Count, "a double quote is not closed before the next separator");
        }

        cells.Add(line[(start + 1)..close].Replace("\"\"", "\"", StringComparison.Ordinal));
        return after + 1;
    }
}
