using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Exports;

/// <summary>
/// Writes <see cref="ExportedTable"/> as Parquet files with typed columns: a folder with a file a table, or, where a name ends in .parquet, that one
/// file with a row a trial. A table without rows leaves no file.
/// </summary>
internal static class ParquetExport
{
    public const string UsualName = "parquet";
    private const string Extension = ".parquet";

    public static string Write(SweepPaths paths, SweepResults results, string output)
    {
        if (Path.GetExtension(output).Equals(Extension, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(output))
        {
            byte[] bytes = Bytes(ResultsTable.Of(results));
            SweepFiles.WriteOutput(paths, output, stream => stream.Write(bytes));
            return $"{results.Trials.Count} trials";
        }

        (string File, ResultsTable Table)[] tables = [.. ExportedTable.All.Select(table => (table.Name + Extension, table.Read(paths, results)))];
        ILookup<bool, (string File, ResultsTable Table)> byRows = tables.ToLookup(table => table.Table.Rows.Count > 0);
        OwnFolder folder = ExportFolder.Open(paths, output, UsualName, byRows[true].Select(table => table.File));
        foreach ((string file, ResultsTable table) in byRows[true])
        {
            folder.Put(PlainName.Under(folder.Root, file), Bytes(table));
        }

        folder.Remove(byRows[false].Select(table => PlainName.Under(folder.Root, table.File)));
        folder.Seal();
        return $"{results.Trials.Count} trials in {byRows[true].Count()} tables";
    }

    private static byte[] Bytes(ResultsTable table) =>
        ParquetFile.Bytes([.. table.Columns.Select((name, c) => ParquetColumn.Of(name, [.. table.Rows.Select(row => row[c])]))]);
}
