using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Placement;

/// <summary>
/// The arithmetic that places one sample in each picture of a layer: exact for PCA, a ridge surrogate and its residual for the others.
/// </summary>
internal static class PlacementPage
{
    private const int Named = 12;
    private const int LongestName = 24;
    private const float FigureHeight = 214;

    public static ReportPage Page { get; } = new(
        PageTitles.Placement, "the arithmetic that places one sample", model => Told(model).Count > 0, Compose);

    private static IReadOnlyList<LayerGroup> Told(ReportModel model) =>
        model.Shown(PageTitles.Placement, model.LastLayers, group => Placed(model, group).Any());

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in Told(model))
        {
            foreach ((KeptInput input, PlacedInput place, PictureMap map) in Placed(model, group))
            {
                string setting = group.Settings.First(setting => setting.Trials.Any(trial => trial.Id == place.Trial.Id)).Label;
                composer.StartSection(Page.Title, $"{group.Name}: {input.Name} in {setting}");
                ComposePicture(model, composer, input, place, map);
            }
        }
    }

    /// <summary>
    /// Where it is printed in full, the page follows every sample into every picture; else the picked samples, or the most telling one, into the
    /// picture with an exact map and the best of the others.
    /// </summary>
    private static IEnumerable<(KeptInput Input, PlacedInput Place, PictureMap Map)> Placed(ReportModel model, LayerGroup group)
    {
        bool isFull = model.Detail.IsFull(PageTitles.Placement);
        bool all = isFull || model.Options.Samples.Count > 0;
        string[] best = [.. model.BestPictures(group).OrderByDescending(picture => model.Merit(picture.Setting)).Select(picture => picture.Trial.Id)];
        return model.Inputs(group, PageTitles.Placement).Take(all ? int.MaxValue : 1).SelectMany(input => input.Layer.Places
            .Select(place => (Place: place, Map: model.Stored.Map(place.Trial.Id)))
            .Where(shown => shown.Map is not null)
            .OrderBy(shown => isFull ? 0 : Array.IndexOf(best, shown.Place.Trial.Id))
            .GroupBy(shown => isFull || shown.Map!.Exact)
            .OrderByDescending(kind => kind.Key)
            .SelectMany(kind => isFull ? kind : kind.Take(1))
            .Select(shown => (input, shown.Place, shown.Map!)));
    }

    private static void ComposePicture(ReportModel model, PageComposer composer, KeptInput input, PlacedInput place, PictureMap map)
    {
        PlacementSum placement = PlacementSum.Of(input.Group.Layer, map, input.Activations, place.Coordinates, Named, input.Origin);
        string[] axes = PictureMapText.AxisNames(map, placement.Axes);
        PictureData data = model.Data(input.Group);
        composer.Paragraph(Formula(input, map, axes, data));
        composer.Legend(data);
        if (model.Stored.Embedding(place.Trial.Id) is Points points)
        {
            composer.Figure(FigureHeight, FigureCaption(map, placement), (canvas, area) =>
                new PlacementFigure(placement, points, data, axes).Draw(canvas, area));
        }

        composer.Table(Arithmetic(placement, axes, map.Exact, AsFiled(input, placement)), TableCaption(input, placement, map));
    }

    private static RichText Formula(KeptInput input, PictureMap map, string[] axes, PictureData data)
    {
        string features = Numbers.Of(map.Map.Mean.Length, "feature");
        string of = input.Explained.TrueClass is int label ? $" ({data.InWords(label)})" : string.Empty;
        string dimensions = $"{Numbers.Count(map.Map.Mean.Length)} dimensions to {Numbers.Count(axes.Length)}";
        string names = axes.Length > 1 ? $"{axes[0]}, and {axes[1]} likewise," : axes[0];
        RichText text = new RichText($"{input.Heading}{of} goes from {dimensions}: ");
        if (map.Exact)
        {
            return text.Bold($"{axes[0]} = Σ weight × (value − mean) over the {features}. ")
                .Add($"The weights of {names} are the loadings of that principal component. This is not a model of the placement, it is the "
                + $"placement.");
        }

        return text.Bold($"{axes[0]} ≈ {Numbers.Decimal(map.Map.Intercepts[0], 3)} + Σ weight × (value − mean) over the {features}. ")
            .Add($"The picture has no such formula; the weights of {names} are those of a ridge regression fitted to it, and what it misses is the "
            + $"residual. ")
            .Add(PictureMapText.Worth(map, axes));
    }

    private static RichText FigureCaption(PictureMap map, PlacementSum placement) => new RichText()
        .Bold("From the mean sample to this one. ")
        .Add($"Left: the running sum as a path through the picture, a dot a step, the features that reach farthest first; the diamond is the "
        + $"sample. Right: the same "
            + $"sum axis by axis, blue to the right, orange to the left{(map.Exact ? string.Empty : ", grey the residual")}; the last dot is the "
            + $"coordinate. ")
        .Add(placement.Axes < map.Map.Axes ? "The first two dimensions of the picture are shown." : string.Empty);

    private static RichText TableCaption(KeptInput input, PlacementSum placement, PictureMap map) => new RichText()
        .Bold("The sum. ")
        .Add($"{FeatureNames.Explain(input.Group.Layer)} A term is weight × (value − mean); the sum runs from top to bottom. ")
        .Add(!map.Exact ? string.Empty : Math.Round(placement.Gap, 7) == 0 ? "It gives the stored coordinates."
            : $"It misses the stored coordinates by {Numbers.Setting(Math.Round(placement.Gap, 7))} at most: they are kept in single precision.");

    /// <summary>A feature's value as the table has it that the sample is a row of; null where that is the value the layer has.</summary>
    private static Func<int, string>? AsFiled(KeptInput input, PlacementSum placement) =>
        input.Explained.Table is { } row && placement.Steps.Any(step => step is { Feature: { } feature, Value: { } value }
            && Math.Abs(row.Own(feature) - value.Own) > 1e-4 * Math.Max(1, Math.Abs(value.Own)))
            ? feature => ExplainedTable.Text(row.Own(feature)) : null;

    private static Table Arithmetic(PlacementSum placement, string[] axes, bool exact, Func<int, string>? filed)
    {
        List<TableColumn> columns =
            [new("Step", Wraps: placement.Steps.Any(step => step.Name.Length > LongestName)),
                .. filed is null ? [] : (TableColumn[])[new("In\u00A0file", Align.Right, "feature")], new("Value", Align.Right, "feature"),
                new("Mean", Align.Right, "feature"), new("Value − mean", Align.Right, "feature")];
        foreach (string axis in axes)
        {
            columns.AddRange([new("Weight", Align.Right, axis), new("Term", Align.Right, axis), new("Sum", Align.Right, axis)]);
        }

        List<TableRow> rows =
            [.. placement.Steps.Select((step, i) =>
                Row(step, axes.Length, filed, ruleAbove: i > 0 && step.Value is null && placement.Steps[i - 1].Value is not null))];
        List<TableCell> last = [new RichText().Bold(exact ? "Coordinate" : "Coordinate in the picture"),
            .. filed is null ? [] : (TableCell[])[string.Empty], string.Empty, string.Empty, string.Empty];
        foreach (double coordinate in placement.Coordinates)
        {
            last.AddRange([string.Empty, string.Empty, new RichText().Bold(Numbers.Decimal(coordinate, 3))]);
        }

        rows.Add(new TableRow(last, RuleAbove: true));
        return new Table(columns, rows) { Gap = 7 };
    }

    private static TableRow Row(PlacementStep step, int axes, Func<int, string>? filed, bool ruleAbove)
    {
        List<TableCell> cells = [step.Name, .. filed is null ? [] : (TableCell[])[step.Feature is { } feature ? filed(feature) : string.Empty]];
        cells.AddRange(step.Value is { } value
            ? [Numbers.Decimal(value.Own, 3), Numbers.Decimal(value.Mean, 3), Numbers.Decimal(value.Own - value.Mean, 3)]
            : new TableCell[] { string.Empty, string.Empty, string.Empty });
        for (int axis = 0; axis < axes; axis++)
        {
            cells.Add(step.Weights is null ? string.Empty : Numbers.Decimal(step.Weights[axis], 4));
            cells.Add(step.Terms == step.Sums ? string.Empty : Numbers.Decimal(step.Terms[axis], 3));
            cells.Add(Numbers.Decimal(step.Sums[axis], 3));
        }

        return new TableRow(cells, ruleAbove);
    }
}
