using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Microsoft.Data.Sqlite;

namespace Experiments.Exports;

/// <summary>Answers a question in SQL about a sweep's results, which are read into memory: nothing is written.</summary>
public static class ResultsQuery
{
    /// <summary>Columns and rows of the answer.</summary>
    /// <exception cref="SweepException">The results cannot be read, or SQLite did not understand the question.</exception>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows) Ask(SweepPaths paths, string sql)
    {
        SweepResults results = SweepFiles.Open(paths);
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        ResultsDatabase.Fill(connection, paths, results);

        // Without other databases neither ATTACH nor VACUUM INTO can write a file.
        SQLitePCL.raw.sqlite3_limit(connection.Handle, SQLitePCL.raw.SQLITE_LIMIT_ATTACHED, 0);
        try
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            using SqliteDataReader reader = command.ExecuteReader();
            string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            List<IReadOnlyList<object?>> rows = [];
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(c => reader.IsDBNull(c) ? null : reader.GetValue(c))]);
            }

            return (columns, rows);
        }
        catch (InvalidOperationException e)
        {
            throw new SweepException(
                "SQL: ?, :name, $name and @name stand for values that nobody gives here; write the value itself, and names with @ or : in double "
                + "quotes.", e);
        }
        catch (SqliteException e)
        {
            string reason = e.Message.Replace($"SQLite Error {e.SqliteErrorCode}: ", string.Empty, StringComparison.Ordinal).Trim('\'', '.');
            throw new SweepException(
                $"SQL: {reason}; tables: {string.Join(", ", ExportedTable.All.Select(table => table.Name))}; names with @ or . stand in double "
                + $"quotes.", e);
        }
    }
}
