using Experiments.Reduction;
using Experiments.Results.Inspection;
using Experiments.Viewer.Blocks;
using Experiments.Viewer.Head;

namespace Experiments.Viewer.Content;

/// <summary>The columns of a dataset that pictures may be coloured by: the split, and the columns of a table in their own units.</summary>
internal sealed class TableColumns(SweepPart part, BlockWriter blocks)
{
    /// <summary>Wider tables are no tables for the eye, but vectors.</summary>
    private const int MostColumns = 40;

    /// <summary>The columns of some samples.</summary>
    public IReadOnlyList<ColumnHead> Of(Results.Records.DatasetResult dataset, int[] rows) => [.. Split(dataset.Id, rows), .. Numbers(dataset, rows)];

    private IEnumerable<ColumnHead> Split(string datasetId, int[] rows)
    {
        if (part.Stored.Splits(datasetId) is not { } splits)
        {
            return [];
        }

        string[] texts = [.. splits.Distinct()];
        return [new ColumnHead("split", "text", blocks.Add<ushort>(Array.ConvertAll(rows, row => (ushort)Array.IndexOf(texts, splits[row]))))
        {
            Texts = texts,
        }];
    }

    private IEnumerable<ColumnHead> Numbers(Results.Records.DatasetResult dataset, int[] rows)
    {
        if (part.Stored.Table(dataset.Id) is not { } table || table.Columns > MostColumns || table.Columns == 0)
        {
            return [];
        }

        ExplainedTable told = new(dataset.Encoding, table, new Matrix(table.Row(0).ToArray(), 1, table.Columns) { Origin = table.Origin });
        return Enumerable.Range(0, table.Columns).Select(column => new ColumnHead(
            told.Name(column), "number", blocks.Add<float>(Array.ConvertAll(rows, row => (float)told.Of(row, column)))));
    }
}
