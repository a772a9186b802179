using Experiments.Results.Folder;
using Experiments.Results.Records;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Experiments.Exports;

/// <summary>Writes <see cref="ResultsDatabase"/> to a file, which is made in memory first: a killed export leaves nothing half-written.</summary>
internal static class SqliteExport
{
    public static string Write(SweepPaths paths, SweepResults results, string file)
    {
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        ResultsDatabase.Fill(connection, paths, results);
        byte[] bytes = Serialize(connection);
        SweepFiles.WriteOutput(paths, file, stream => stream.Write(bytes));
        return $"{results.Trials.Count} trials in {ExportedTable.All.Count} tables";
    }

    /// <summary>The database as the bytes of a file.</summary>
    private static byte[] Serialize(SqliteConnection connection)
    {
        IntPtr copy = raw.sqlite3_serialize(connection.Handle, "main", out long length, 0);
        try
        {
            byte[] bytes = new byte[length];
            System.Runtime.InteropServices.Marshal.Copy(copy, bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            raw.sqlite3_free(copy);
        }
    }
}
