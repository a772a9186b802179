using Experiments.Results.Folder;
using Experiments.Results.Records;
using Microsoft.Data.Sqlite;

namespace Experiments.Exports;

/// <summary>Results as SQLite tables: <see cref="ExportedTable"/>.</summary>
internal static class ResultsDatabase
{
    /// <summary>Creates and fills every table of an empty database.</summary>
    public static void Fill(SqliteConnection connection, SweepPaths paths, SweepResults results)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        foreach (ExportedTable table in ExportedTable.All)
        {
            Insert(connection, table.Name, table.Read(paths, results));
        }

        transaction.Commit();
    }

    private static void Insert(SqliteConnection connection, string name, ResultsTable table)
    {
        string names = string.Join(", ", table.Columns.Select(column => $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        using SqliteCommand create = connection.CreateCommand();
        create.CommandText = $"CREATE TABLE {name} ({names})";
        create.ExecuteNonQuery();
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO {name} VALUES ({string.Join(", ", table.Columns.Select((_, c) => $"$p{c}"))})";
        SqliteParameter[] values = [.. table.Columns.Select((_, c) => insert.Parameters.AddWithValue($"$p{c}", DBNull.Value))];
        foreach (IReadOnlyList<object?> row in table.Rows)
        {
            for (int c = 0; c < values.Length; c++)
            {
                // SQLite knows no number that is none; a missing one says the same.
                values[c].Value = row[c] is null or double.NaN or float.NaN ? DBNull.Value : row[c];
            }

            insert.ExecuteNonQuery();
        }
    }
}
