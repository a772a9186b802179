using Experiments.Data.Tables;

namespace Experiments.Data.Tabular;

/// <summary>Chooses the columns of a table that are features and the one that is the label, from a user's settings.</summary>
internal static class ColumnChoice
{
    /// <summary>Reads the settings against the columns there are.</summary>
    /// <exception cref="DataException">A column does not exist, is meant twice, or none is left.</exception>
    public static TableSelection Of(TableOptions options, string path, ITableFile table)
    {
        IReadOnlyList<string> columns = table.Columns;
        if (options.Columns is not null && options.Ignore is not null)
        {
            throw new DataException($"{path}: both columns and ignore are given; say which columns to take, or which to leave out.");
        }

        int? label = options.Label is null ? null : TableFile.Find(path, columns, options.Label);
        int[] named = [.. Split(options.Columns ?? options.Ignore ?? string.Empty).SelectMany(name => TableFile.FindAll(path, columns, name))];
        int[] features = options.Columns is not null ? named
            : [.. Enumerable.Range(0, columns.Count).Where(column => column != label && column != table.Index && !named.Contains(column))];
        if (features.CountBy(column => column).FirstOrDefault(column => column.Value > 1) is { Value: > 1 } twice)
        {
            throw new DataException($"{path}: {TableFile.Place(columns, twice.Key)} is named twice in columns; name it once.");
        }

        if (label is { } one && features.Contains(one))
        {
            throw new DataException($"{path}: {TableFile.Place(columns, one)} is the label and cannot be a feature too; take it out of columns.");
        }

        if (features.Length == 0)
        {
            throw new DataException($"{path}: no column is left for the features; there are {columns.Count} in all.");
        }

        return new TableSelection(features, label, column => Remedy(columns, column, label is null)) { MissingAllowed = true };
    }

    private static string Remedy(IReadOnlyList<string> columns, int column, bool mayBeLabel)
    {
        string word = TableFile.Word(columns, column);
        return $"leave the column out with ignore: {word}" + (mayBeLabel ? $", or make it the label with label: {word}" : string.Empty)
            + ", or its texts numbers with categories: one_hot";
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
