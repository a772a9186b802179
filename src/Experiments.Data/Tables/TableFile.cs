namespace Experiments.Data;

/// <summary>Whether the first line of a text file names its columns.</summary>
public enum TableHeader
{
    /// <summary>It does when none of its cells is a number, or when it counts 0, 1, 2, … above a line that is not of whole numbers.</summary>
    Auto,

    /// <summary>It does.</summary>
    True,

    /// <summary>It does not.</summary>
    False,
}

/// <summary>Opens tables of any format.</summary>
internal static class TableFile
{
    /// <summary>Opens a table; the part of an NPZ names its array.</summary>
    /// <exception cref="DataException">The file is missing, damaged or of another format, or does not have such a part.</exception>
    public static ITableFile Open(FilePart file, TableHeader header = TableHeader.Auto)
    {
        DataFormat format = DataFormats.Of(file.Path);
        if (file.Part is not null && format != DataFormat.Npz)
        {
            throw new DataException($"{file}: only an .npz file holds several arrays; leave ':{file.Part}' out.");
        }

        if (header != TableHeader.Auto && format != DataFormat.Text)
        {
            throw new DataException($"{file.Path}: only text files may have a header line; leave the setting header out.");
        }

        return format switch
        {
            DataFormat.Npy => ArrayTable.OfNpy(file.Path),
            DataFormat.Npz => ArrayTable.OfNpz(file),
            DataFormat.Parquet => new ParquetTable(file.Path),
            _ => new TextTable(file.Path, header),
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

    /// <summary>The fault of a value: its row and column from 0, what is wrong, and what may mend it.</summary>
    public static DataException Fault(string path, IReadOnlyList<string> columns, int row, int column, string problem) =>
        new($"{path}: row {row + 1}, {Place(columns, column)}: {problem}.");

    /// <summary>What messages call a column: its place from 1, and its name where it has one.</summary>
    public static string Place(IReadOnlyList<string> columns, int column) =>
        columns[column].Length == 0 ? $"column {column + 1}" : $"column {column + 1} ({columns[column]})";

    /// <summary>What a user writes to mean a column.</summary>
    public static string Word(IReadOnlyList<string> columns, int column) =>
        columns[column].Length == 0 || columns.Count(other => other == columns[column]) > 1 ? $"{column}" : columns[column];

    private static string List(IReadOnlyList<string> columns)
    {
        const int Shown = 12;
        if (columns.All(name => name.Length == 0))
        {
            return $"{columns.Count} without names, 0 to {columns.Count - 1}";
        }

        string names = string.Join(", ", columns.Take(Shown));
        return columns.Count > Shown ? $"{names} and {columns.Count - Shown} more" : names;
    }
}
