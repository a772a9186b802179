using System.Text.RegularExpressions;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Microsoft.Data.Sqlite;

namespace Experiments.Exports;

/// <summary>Answers a question in SQL about a sweep's results, which are read into memory: nothing is written.</summary>
public static partial class ResultsQuery
{
    private static readonly string[] Questions = ["SELECT", "WITH", "VALUES"];

    /// <summary>Columns and rows of the answer.</summary>
    /// <exception cref="SweepException">
    /// The results cannot be read, SQLite did not understand the question, or it is none: not one SELECT, which WITH or VALUES may begin.
    /// </exception>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows) Ask(SweepPaths paths, string sql)
    {
        RequireQuestion(sql);
        SweepResults results = SweepFiles.Open(paths);
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        ResultsDatabase.Fill(connection, paths, results);

        // Without other databases neither ATTACH nor VACUUM INTO can write a file.
        SQLitePCL.raw.sqlite3_limit(connection.Handle, SQLitePCL.raw.SQLITE_LIMIT_ATTACHED, 0);
        try
        {
            RefuseChanges(connection);
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            using SqliteDataReader reader = command.ExecuteReader();
            string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            List<IReadOnlyList<object?>> rows = [];
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(c => reader.IsDBNull(c) ? null : reader.GetValue(c))]);
            }

            return reader.NextResult() ? throw new SweepException("SQL: got several statements, expected one SELECT") : (columns, rows);
        }
        catch (InvalidOperationException e)
        {
            throw new SweepException(
                "SQL: ?, :name, $name and @name stand for values that nobody gives here; write the value itself, and names with @ or : in double "
                + "quotes.", e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_READONLY)
        {
            throw new SweepException("SQL: it would change data, expected a SELECT: a question, which changes nothing", e);
        }
        catch (SqliteException e)
        {
            string reason = e.Message.Replace($"SQLite Error {e.SqliteErrorCode}: ", string.Empty, StringComparison.Ordinal).Trim('\'', '.');
            throw new SweepException(
                $"SQL: {reason}; tables: {string.Join(", ", ExportedTable.All.Select(table => table.Name))}; names with @ or . stand in double "
                + $"quotes.", e);
        }
    }

    /// <summary>Refuses what asks nothing, by its first word behind comments.</summary>
    private static void RequireQuestion(string sql)
    {
        string word = FirstWord().Match(sql).Groups[1].Value;
        if (!Questions.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            string got = word.Length > 0 ? $"got '{word}'" : "got no statement";
            throw new SweepException($"SQL: {got}, expected SELECT, WITH or VALUES: a question, which changes nothing"
                + Spelling.Suggest(word.ToUpperInvariant(), Questions));
        }
    }

    /// <summary>Has SQLite refuse what changes data in spite of its first word, as WITH … DELETE.</summary>
    private static void RefuseChanges(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA query_only = ON";
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"^(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/|[(;])*(\w*)", RegexOptions.Singleline)]
    private static partial Regex FirstWord();
}
