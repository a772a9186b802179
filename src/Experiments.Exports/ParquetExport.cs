using Experiments.Reduction;
using Experiments.Sweeps;

namespace Experiments.Exports;

/// <summary>
/// Writes <see cref="ExportedTable"/> as Parquet files with typed columns: a folder with a file a table, or, where a name ends in .parquet, that one
/// file with a row a trial. A table without rows leaves no file.
/// </summary>
internal static class ParquetExport
{
    private const string Extension = ".parquet";

    public static string Write(SweepPaths paths, SweepResults results, string output)
    {
        if (Path.GetExtension(output).Equals(Extension, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(output))
        {
            Write(output, ResultsTable.Of(results));
            return $"{results.Trials.Count} trials";
        }

        int tables = 0;
        foreach (ExportedTable table in ExportedTable.All)
        {
            tables += Write(Path.Combine(output, table.Name + Extension), table.Read(results)) ? 1 : 0;
        }

        return $"{results.Trials.Count} trials in {tables} tables";
    }

    private static bool Write(string file, ResultsTable table)
    {
        if (table.Rows.Count == 0)
        {
            File.Delete(file);
            return false;
        }

        byte[] bytes = ParquetFile.Bytes([.. table.Columns.Select((name, c) => ParquetColumn.Of(name, [.. table.Rows.Select(row => row[c])]))]);
        AtomicFile.Write(file, stream => stream.Write(bytes));
        return true;
    }
}
