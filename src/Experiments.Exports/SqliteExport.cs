using Experiments.Sweeps;
using Microsoft.Data.Sqlite;

namespace Experiments.Exports;

/// <summary>Writes <see cref="ResultsDatabase"/> to a file.</summary>
internal static class SqliteExport
{
    public static string Write(SweepPaths paths, SweepResults results, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        string partial = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            using (SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ToString()))
            {
                connection.Open();
                ResultsDatabase.Fill(connection, results);
            }

            File.Move(partial, file, overwrite: true);
        }
        catch (SqliteException e)
        {
            throw new SweepException($"Cannot write '{file}': {e.Message}", e);
        }
        finally
        {
            File.Delete(partial);
        }

        return $"{results.Trials.Count} trials in {ExportedTable.All.Count} tables";
    }
}
