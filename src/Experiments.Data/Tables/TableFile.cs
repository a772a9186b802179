using Experiments.Data.Formats;
using Experiments.Data.Numbers;

namespace Experiments.Data.Tables;

/// <summary>The parts that the first line of a text file can have.</summary>
public enum TableHeader
{
    /// <summary>
    /// The first line names the columns when none of its cells is a number, when it counts 0, 1, 2, … above a line that is not of whole numbers, or
    /// when words stand beside different whole numbers, as years are, that are above fractions.
    /// </summary>
    Auto,

    /// <summary>The first line names the columns.</summary>
    True,

    /// <summary>The first line is a sample.</summary>
    False,
}

/// <summary>Opens tables of any format.</summary>
internal static class TableFile
{
    /// <summary>Opens a table; the part of an NPZ names its array.</summary>
    /// <exception cref="DataException">The file is missing, damaged or of another format, or does not have such a part.</exception>
    public static ITableFile Open(FilePart file, TextReading? text = null)
    {
        DataFormat format = DataFormats.Of(file.Path);
        if (file.Part is not null && format != DataFormat.Npz)
        {
            throw new DataException($"{file}: only an .npz file holds several arrays; leave ':{file.Part}' out.");
        }

        TextReading reading = text ?? new TextReading();
        if (reading != new TextReading() && format != DataFormat.Text)
        {
            throw new DataException(reading.Header != TableHeader.Auto
                ? $"{file.Path}: only text files may have a header line; leave the setting header out."
                : $"{file.Path}: only text files have decimal marks; leave the setting decimal_mark out.");
        }

        return format switch
        {
            DataFormat.Npy => ArrayTable.OfNpy(file.Path),
            DataFormat.Npz => ArrayTable.OfNpz(file),
            DataFormat.Parquet => new ParquetTable(file.Path),
            _ => new TextTable(file.Path, reading),
        };
    }

    /// <summary>The column a user means: by name, or by its place from 0.</summary>
    /// <exception cref="DataException">There is no such column, or several have the name.</exception>
    public static int Find(string path, IReadOnlyList<string> columns, string wanted)
    {
        int[] named = [.. columns.Index().Where(column => column.Item == wanted).Select(column => column.Index)];
        if (named.Length == 1)
        {
            return named[0];
        }

        if (named.Length > 1)
        {
            throw new DataException($"{path}: {named.Length} columns are named '{wanted}'; say which by its place: {string.Join(" or ", named)}.");
        }

        return int.TryParse(wanted, out int place) && place >= 0 && place < columns.Count
            ? place
            : throw new DataException($"{path}: no column '{wanted}'; there are {List(columns)}.");
    }

    /// <summary>Finds a column, or all elements of a column of lists: "name" means "name[0]", "name[1]", ….</summary>
    /// <exception cref="DataException">There is no such column, or several have the name.</exception>
    public static int[] FindAll(string path, IReadOnlyList<string> columns, string wanted)
    {
        int[] elements = [.. columns.Index()
            .Where(column => column.Item.StartsWith(wanted + '[', StringComparison.Ordinal) && column.Item.EndsWith(']'))
            .Select(column => column.Index)];
        return columns.Contains(wanted) || elements.Length == 0 ? [Find(path, columns, wanted)] : elements;
    }

    /// <summary>The fault of a value: its row and column from 0, what is wrong, and what may mend it.</summary>
    public static DataException Fault(string path, IReadOnlyList<string> columns, int row, int column, string problem) =>
        new($"{path}: row {row + 1}, {Place(columns, column)}: {problem}.");

    /// <summary>Returns the words by which messages call a column: its place from 1, and its name where it has one.</summary>
    public static string Place(IReadOnlyList<string> columns, int column) =>
        columns[column].Length == 0 ? $"column {column + 1}" : $"column {column + 1} ({NumberText.Shorten(columns[column])})";

    /// <summary>
    /// Returns the word that a user writes to mean a column: its name, or its place from 0 where the name is none, long or another column's too.
    /// </summary>
    public static string Word(IReadOnlyList<string> columns, int column) =>
        columns[column].Length is 0 or > 40 || columns.Count(other => other == columns[column]) > 1 ? $"{column}" : columns[column];

    private static string List(IReadOnlyList<string> columns)
    {
        const int Shown = 12;
        if (columns.All(name => name.Length == 0))
        {
            return $"{columns.Count} without names, 0 to {columns.Count - 1}";
        }

        string names = string.Join(", ", columns.Take(Shown).Select(NumberText.Shorten));
        return columns.Count > Shown ? $"{names} and {columns.Count - Shown} more" : names;
    }
}
