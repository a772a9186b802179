using Experiments.Reports.Typesetting;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.Explanation;

/// <summary>The values of an input that is a row of numbers.</summary>
internal static class RowTables
{
    private const int MostRows = 40;

    /// <summary>Sets the input's values beside the means of the samples.</summary>
    public static void ComposeValues(ExplainedTable row, int samples, PageComposer composer)
    {
        IReadOnlyList<int> columns = row.Leading(MostRows);
        composer.Table(
            new Table(
                [new("Column", Wraps: true), new("This input", Align.Right), new("Mean", Align.Right), new("Deviations from it", Align.Right)],
                [.. columns.Select(column => new TableRow(
                [
                    row.Name(column), ExplainedTable.Text(row.Own(column)), ExplainedTable.Text(row.Mean(column)),
                    row.Distance(column) is { } distance ? Signed.Decimal(distance, 2) : Numbers.Missing,
                ]))]),
            new RichText().Bold("The input\u2019s values. ").Add(columns.Count < row.Columns
                ? $"The {Numbers.Count(columns.Count)} of {Numbers.Count(row.Columns)} columns in which it lies farthest from the mean"
                : "Every column")
                .Add($", with the mean of {Numbers.Of(samples, "sample")} and how many of their standard deviations the input lies from it."));
    }
}
