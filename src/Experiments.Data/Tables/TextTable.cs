using System.Globalization;
using Experiments.Data.Formats;
using Experiments.Data.Numbers;

namespace Experiments.Data.Tables;

/// <summary>A table in a text file. It is opened again for every pass: to see its first rows, to look for an index, to read the rows.</summary>
internal sealed class TextTable : ITableFile
{
    private const int FirstRows = 50;
    private const string UnnamedIndex = "Unnamed: 0";
    private readonly string path;
    private readonly bool hasHeader;
    private readonly DecimalMark mark;

    /// <summary>Opens a file and reads its first lines.</summary>
    /// <exception cref="DataException">The file is missing, not text, or empty.</exception>
    public TextTable(string path, TextReading reading)
    {
        this.path = path;
        List<string[]> first = [];
        using (DelimitedText text = new(path))
        {
            List<string> cells = [];
            while (first.Count < FirstRows && text.TryRead(cells))
            {
                first.Add([.. cells]);
            }
        }

        if (first.Count == 0)
        {
            throw NoRows();
        }

        mark = reading.DecimalMark == DecimalMark.Auto ? NumberText.MarkOf(first.SelectMany(cells => cells)) : reading.DecimalMark;
        HeaderLine header = HeaderLine.Of(reading.Header, first, mark);
        hasHeader = header.IsHeader;
        Columns = header.Names;
        Index = hasHeader && Columns.Count > 1 && (first[0][0].Length == 0 || first[0][0] == UnnamedIndex) && IsIndex() ? 0 : null;
        Notes = [.. header.Hint is { } hint ? [hint] : (string[])[], .. Index is null ? (string[])[] : ["column 1 numbers the rows and is left out"]];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public int? Index { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; }

    /// <inheritdoc/>
    public TableRows Read(TableSelection selection)
    {
        BlockedNumbers values = new();
        List<string>? labels = selection.Label is null ? null : [];
        List<string>[] texts = [.. selection.Texts.Select(_ => new List<string>())];
        int rows = 0;
        foreach ((DelimitedText text, List<string> cells) in Rows())
        {
            rows++;
            AddNumbers(text, cells, selection, values);
            labels?.Add(cells[selection.Label!.Value]);
            for (int i = 0; i < texts.Length; i++)
            {
                texts[i].Add(cells[selection.Texts[i]]);
            }
        }

        return rows > 0
            ? new TableRows(
                new NumberTable(values.ToArray(), rows, selection.Features.Count),
                labels is null ? null : LabelTexts.OfCells(labels),
                [.. texts.Select(LabelTexts.OfCells)])
            : throw NoRows();
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> TextColumns(IReadOnlyList<int> columns)
    {
        HashSet<int> numeric = [.. columns];
        foreach ((_, List<string> cells) in Rows())
        {
            numeric.RemoveWhere(column => !NumberText.IsMissing(cells[column]) && !NumberText.TryParse(cells[column], mark, out _));
        }

        return [.. columns.Where(column => !numeric.Contains(column))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>The rows, one after another, each with as many cells as there are columns.</summary>
    private IEnumerable<(DelimitedText Text, List<string> Cells)> Rows()
    {
        using DelimitedText text = new(path);
        List<string> cells = [];
        if (hasHeader)
        {
            text.TryRead(cells);
        }

        while (text.TryRead(cells))
        {
            if (cells.Count != Columns.Count)
            {
                throw text.Fault(
                    Math.Min(cells.Count, Columns.Count), $"{cells.Count} cells, expected {Columns.Count} as on the first line");
            }

            yield return (text, cells);
        }
    }

    /// <summary>Tells whether the first column holds whole numbers, each once.</summary>
    private bool IsIndex()
    {
        List<long> numbers = [];
        foreach ((_, List<string> cells) in Rows())
        {
            if (!long.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                return false;
            }

            numbers.Add(number);
        }

        numbers.Sort();
        return numbers.Count > 0 && Enumerable.Range(1, numbers.Count - 1).All(i => numbers[i] != numbers[i - 1]);
    }

    private DataException NoRows() => new($"{path}: holds no rows of numbers.");

    private void AddNumbers(DelimitedText text, List<string> cells, TableSelection selection, BlockedNumbers values)
    {
        if (values.Count + selection.Features.Count > Array.MaxLength)
        {
            throw text.Fault(0, $"more than {Array.MaxLength} numbers; split the file");
        }

        foreach (int column in selection.Features)
        {
            string cell = cells[column];
            bool missing = selection.MissingAllowed && NumberText.IsMissing(cell);
            values.Add(missing ? double.NaN : NumberText.TryParse(cell, mark, out double value) ? value : throw Fault(text, column, cell, selection));
        }
    }

    private DataException Fault(DelimitedText text, int column, string cell, TableSelection selection)
    {
        string name = Columns[column].Length == 0 ? string.Empty : $" in '{NumberText.Shorten(Columns[column])}'";
        if (cell.Length == 0)
        {
            return text.Fault(column, $"empty{name}; write nan where a number is missing");
        }

        if (NumberText.TryParse(cell, DecimalMark.Comma, out _) || NumberText.TryParse(cell, DecimalMark.Point, out _))
        {
            return text.Fault(column, mark == DecimalMark.Auto
                ? $"'{NumberText.Shorten(cell)}'{name} may have a decimal comma or thousands; say decimal_mark: comma or decimal_mark: point"
                : $"'{NumberText.Shorten(cell)}'{name} is not a number with a decimal "
                + $"{(mark == DecimalMark.Comma ? "comma; say decimal_mark: point" : "point; say decimal_mark: comma")} if it is one");
        }

        string header = hasHeader || text.Line > 1 ? string.Empty : ", or say header: true if this line names the columns";
        return text.Fault(column, $"'{NumberText.Shorten(cell)}'{name} is not a number; {selection.Remedy(column)}{header}");
    }
}
