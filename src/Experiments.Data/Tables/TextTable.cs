using System.Globalization;

namespace Experiments.Data;

/// <summary>A table in a text file. It is opened twice: to see whether the first line is a header, and to read the rows.</summary>
internal sealed class TextTable : ITableFile
{
    private readonly string path;
    private readonly bool hasHeader;

    /// <summary>Opens a file and reads its first lines.</summary>
    /// <exception cref="DataException">It is missing, not text, or empty.</exception>
    public TextTable(string path, TableHeader header)
    {
        this.path = path;
        using DelimitedText text = new(path);
        List<string> first = [];
        List<string> second = [];
        if (!text.TryRead(first))
        {
            throw NoRows();
        }

        bool more = text.TryRead(second);
        bool counts = first.Count > 1 && Counts(first) && more && !second.TrueForAll(cell => int.TryParse(cell, out _));
        hasHeader = header switch
        {
            TableHeader.True => true,
            TableHeader.False => false,
            _ => counts || !first.Exists(NumberText.IsNumber),
        };
        Columns = hasHeader && !counts ? [.. first] : [.. first.Select(_ => string.Empty)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public TableRows Read(TableSelection selection)
    {
        using DelimitedText text = new(path);
        List<string> cells = [];
        BlockedNumbers values = new();
        List<string>? labels = selection.Label is null ? null : [];
        int rows = 0;
        if (hasHeader)
        {
            text.TryRead(cells);
        }

        for (; text.TryRead(cells); rows++)
        {
            if (cells.Count != Columns.Count)
            {
                throw text.Fault(
                    Math.Min(cells.Count, Columns.Count), $"{cells.Count} cells, expected {Columns.Count} as on the first line");
            }

            AddNumbers(text, cells, selection, values);
            if (selection.Label is { } label)
            {
                labels!.Add(cells[label]);
            }
        }

        return rows > 0
            ? new TableRows(new NumberTable(values.ToArray(), rows, selection.Features.Count), labels is null ? null : LabelTexts.OfCells(labels))
            : throw NoRows();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static bool Counts(List<string> cells) =>
        cells.Index().All(cell => cell.Item == cell.Index.ToString(CultureInfo.InvariantCulture));

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
            values.Add(missing ? double.NaN : NumberText.TryParse(cell, out double value) ? value : throw Fault(text, column, cell, selection));
        }
    }

    private DataException Fault(DelimitedText text, int column, string cell, TableSelection selection)
    {
        string name = Columns[column].Length == 0 ? string.Empty : $" in '{Columns[column]}'";
        return text.Fault(column, cell.Length == 0
            ? $"empty{name}; write nan where a number is missing"
            : $"'{NumberText.Shorten(cell)}'{name} is not a number; {selection.Remedy(column)}");
    }
}
