using Experiments.Reports.Typesetting;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.Drawing.Inputs;

/// <summary>The rows that are nearest to an input in a layer, with their values.</summary>
internal sealed class NearTable
{
    private const int MostColumns = 7;
    private const int LeastColumns = 3;
    private const float NameWidth = 110;

    /// <summary>Sets an input that is a row of numbers, and the nearest samples.</summary>
    /// <param name="dataset">The input in its dataset.</param>
    /// <param name="layer">The layer in which samples are near.</param>
    /// <param name="data">The classes.</param>
    /// <param name="width">The width of the page: as many columns are set as have room for their names.</param>
    /// <param name="most">The most samples to set.</param>
    public NearTable(ExplainedDataset dataset, ExplainedLayer layer, PictureData data, float width, int most = int.MaxValue)
    {
        ExplainedTable row = dataset.Table!;
        int count = Math.Min(MostColumns, row.Columns);
        Table = Build(dataset, layer, data, row.Leading(count), most);
        while (count > LeastColumns && ColumnFitting.NaturalWidth(Table with { Columns = [new("Row"), .. Table.Columns.Skip(1)] }) > width)
        {
            Table = Build(dataset, layer, data, row.Leading(--count), most);
        }

        Caption = new RichText().Bold($"The rows nearest in {layer.Layer.Name}. ").Add(count < row.Columns
            ? $"Values of the {Numbers.Count(count)} of {Numbers.Count(row.Columns)} columns in which "
                + $"{(dataset.Sample is null ? "the input" : "the first")} lies farthest from the mean."
            : "Their values in every column.");
    }

    public Table Table { get; }

    public RichText Caption { get; }

    private static Table Build(ExplainedDataset dataset, ExplainedLayer layer, PictureData data, IReadOnlyList<int> columns, int most)
    {
        ExplainedTable row = dataset.Table!;
        FittedLabels names = new(columns.Select(row.Name), Typography.TableHead, NameWidth);
        bool hasClasses = data.Labels is not null;
        return new Table(
            [
                new("Row", Wraps: true), .. hasClasses ? [new("Class")] : (TableColumn[])[], new("Distance", Align.Right),
                .. columns.Select(column => new TableColumn(names[row.Name(column)], Align.Right)),
            ],
            [
                Row(dataset.Sample is int own ? SampleName.Of(dataset.Names, own) : "the input", dataset.TrueClass ?? -1, null, row.Own),
                .. layer.Nearest.Indices.Take(most).Zip(layer.Nearest.Distances, (sample, distance) => Row(
                    SampleName.Of(dataset.Names, sample), data.Labels?[sample] ?? -1, distance, column => row.Of(sample, column))),
            ]);
        TableRow Row(string name, int label, double? distance, Func<int, double> value) => new(
        [
            name, .. hasClasses ? [label < 0 ? Numbers.Missing : data.ClassName(label)] : (TableCell[])[],
            Numbers.Decimal(distance, 2), .. columns.Select(column => (TableCell)ExplainedTable.Text(value(column))),
        ]);
    }
}
