using Experiments.Results.Records;

namespace Experiments.Results.Folder;

/// <summary>Writes results as CSV by RFC 4180: one row a trial, CRLF line ends, fields quoted where they must be.</summary>
internal static class ResultsCsv
{
    /// <summary>The whole table with its header.</summary>
    public static string Write(SweepResults results)
    {
        ResultsTable table = ResultsTable.Of(results);
        return string.Concat(table.Rows.Prepend(table.Columns).Select(CsvRecord.Line));
    }
}
