using Experiments.Data;
using Experiments.Results.Records;
using Experiments.Viewer.Blocks;
using Experiments.Viewer.Head;

namespace Experiments.Viewer.Content;

/// <summary>Describes the samples of a dataset.</summary>
internal sealed class DatasetBuilder(BlockWriter blocks)
{
    /// <summary>The characters of a text that the file holds.</summary>
    public const int LongestText = 600;

    /// <summary>The classes that a dataset's labels and models' answers name.</summary>
    public static int Classes(SweepPart part, DatasetResult dataset) =>
        Math.Max(dataset.ClassNames.Count, part.Stored.Labels(dataset.Id)?.DefaultIfEmpty(-1).Max() + 1 ?? 0);

    /// <summary>The head of a dataset.</summary>
    /// <param name="part">The sweep, the first of those that have it.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="shown">The samples that are shown.</param>
    /// <param name="title">Its title among those of the file.</param>
    public DatasetHead Build(SweepPart part, DatasetResult dataset, ShownSamples shown, string title)
    {
        int classes = Classes(part, dataset);
        int[]? labels = part.Stored.Labels(dataset.Id);
        double[]? values = part.Stored.Values(dataset.Id);
        IReadOnlyList<string>? names = part.Stored.Names(dataset.Id);
        return new DatasetHead
        {
            Id = part.Prefix + dataset.Id,
            Title = title,
            Split = dataset.Split,
            Samples = shown.Count,
            Total = shown.Total,
            Rows = shown.IsAll ? null : blocks.Add<int>(shown.Rows),
            Classes = [.. Enumerable.Range(0, classes).Select(c => new ClassHead(
                c < dataset.ClassNames.Count ? dataset.ClassNames[c] : $"class {Numbers.Count(c)}", part.Words.ClassColor(c, classes)))],
            Labels = labels is null ? null : blocks.AddWhole(Array.ConvertAll(shown.Rows, row => labels[row]), classes, isSigned: true),
            Values = values is null ? null : blocks.Add<float>(Array.ConvertAll(shown.Rows, row => (float)values[row])),
            Grouping = labels is null && values is null ? Grouping(part, dataset.Id, shown.Rows) : null,
            Names = names is null ? null : blocks.AddTexts(shown.Rows.Select(row => names[row])),
            Texts = part.Stored.Texts(dataset.Id) is not { } texts ? null
                : blocks.AddTexts(shown.Rows.Select(row => Snippet.Of(texts[row], LongestText))),
            Columns = new TableColumns(part, blocks).Of(dataset, shown.Rows),
            Images = Images(part, dataset.Id, shown.Rows),
            Atlas = new AtlasHead(part.Results.Report.AtlasGrid, part.Results.Report.AtlasDistance),
        };
    }

    private GroupingHead? Grouping(SweepPart part, string datasetId, int[] rows) => part.Stored.Grouping(datasetId) is not { } grouping ? null
        : new GroupingHead(
            grouping.Description.Method, grouping.Place(part.Results), grouping.InWords(part.Results),
            [.. Enumerable.Range(0, grouping.Count).Select(group => new ClassHead(
                Results.Inspection.Grouping.Name(group), part.Words.ClassColor(group, grouping.Count)))],
            blocks.AddWhole(Array.ConvertAll(rows, row => grouping.Groups[row]), grouping.Count, isSigned: true));

    private ImagesHead? Images(SweepPart part, string datasetId, int[] rows)
    {
        if (part.Stored.Images(datasetId) is not { } images)
        {
            return null;
        }

        SpriteSheets sheets = new(images);
        return new ImagesHead(
            sheets.Width, sheets.Height, sheets.Columns, sheets.Rows, [.. sheets.Encode(rows).Select(sheet => blocks.AddImage(sheet))]);
    }
}
