using Experiments.Reduction;
using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Biplot;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.RidgeSurrogate;

/// <summary>
/// Linear stand-ins for pictures that have no map of their own: weights as arrows and bars, with how much of the picture they give.
/// </summary>
internal static class RidgeSurrogatePage
{
    public static ReportPage Page { get; } = new(
        PageTitles.RidgeSurrogate, "linear stand-ins for pictures without a map", model => Told(model).Count > 0, Compose);

    private static IReadOnlyList<LayerGroup> Told(ReportModel model) =>
        model.Shown(PageTitles.RidgeSurrogate, model.LastLayers, group => Known(model, group).Any());

    private static IEnumerable<(Picture Picture, PictureMap Map)> Known(ReportModel model, LayerGroup group) => model.BestPictures(group)
        .Select(picture => (picture, Map: model.Stored.Map(picture.Trial.Id)))
        .Where(shown => shown.Map is { Exact: false })
        .Select(shown => (shown.picture, shown.Map!));

    private static void Compose(ReportModel model, PageComposer composer)
    {
        bool isFull = model.Detail.IsFull(Page.Title);
        foreach (LayerGroup group in Told(model))
        {
            IEnumerable<(Picture Picture, PictureMap Map)> known = Known(model, group);
            foreach ((Picture picture, PictureMap map) in isFull ? known : known.OrderByDescending(one => model.Merit(one.Picture.Setting)).Take(1))
            {
                composer.StartSection(Page.Title, $"{group.Name}: {picture.Setting.Label}");
                ComposePicture(model, composer, group, picture, map);
            }
        }
    }

    private static void ComposePicture(ReportModel model, PageComposer composer, LayerGroup group, Picture picture, PictureMap map)
    {
        PictureData data = model.Data(group);
        string[] axes = PictureMapText.AxisNames(map, Math.Min(2, map.Map.Axes));
        BiplotModel biplot = BiplotModel.Of(picture.Points, map.Map, group.Layer, model.Options.BiplotArrows);
        composer.Legend(data);
        RichText caption = Caption(group, picture, biplot, map, axes);
        RichText barsCaption = new RichText().Bold("The largest weights on each axis. ")
            .Add("How far the surrogate moves a sample along the axis for one unit more of the feature, all others kept.");
        Table table = Quality(map, axes);
        const string tableCaption =
            "How much of each axis the surrogate gives. Cross-validated: for samples left out of the fit one at a time, the fair number.";
        float below = WeightBars.Height(biplot.Features) + composer.HeightOf(table, tableCaption) + 58;
        composer.Figure(Math.Min(composer.RoomForFigure(caption) - below, composer.Width * 0.8f), caption, (canvas, area) =>
            new BiplotFigure(biplot, data) { AxisNames = (axes[0], axes.Length > 1 ? axes[1] : string.Empty) }.Draw(canvas, area));
        composer.Table(table, tableCaption);
        composer.Figure(WeightBars.Height(biplot.Features), barsCaption, (canvas, area) => DrawBars(group, map, axes, canvas, area),
            "Ridge weights");
    }

    private static void DrawBars(LayerGroup group, PictureMap map, string[] axes, SKCanvas canvas, SKRect area)
    {
        float width = (area.Width - (PageGeometry.Gutter * (axes.Length - 1))) / axes.Length;
        for (int axis = 0; axis < axes.Length; axis++)
        {
            string title = $"{axes[axis]}, cross-validated R² {Numbers.Score(map.Axes[axis].CrossValidatedR2)}";
            new WeightBars(title, map.Map.Weights[axis], feature => FeatureNames.Of(group.Layer, feature))
                .Draw(canvas, SKRect.Create(area.Left + (axis * (width + PageGeometry.Gutter)), area.Top, width, area.Height));
        }
    }

    private static RichText Caption(LayerGroup group, Picture picture, BiplotModel biplot, PictureMap map, string[] axes) => new RichText()
        .Bold($"{picture.Setting.InWords} on {group.Description}. ")
        .Add($"{picture.Setting.ReducerTitle} "
            + (picture.Trial.DrawnAxes == PictureAxes.Free ? "gives its axes no formula. " : "has linear axes, whose weights a sweep does not keep. ")
            + $"Arrows are the {Numbers.Count(biplot.Strongest.Count)} longest weights of "
            + $"{Numbers.Count(biplot.Features)} in a ridge regression of the axes on the features, from where the mean sample would lie, all to "
            + $"one scale of their own: "
            + "more of a feature moves a sample that way, as far as a straight line can say. ")
        .Add(FeatureNames.Explain(group.Layer)).Add(" ")
        .Add(PictureMapText.Worth(map, axes));

    private static Table Quality(PictureMap map, string[] axes)
    {
        List<TableColumn> columns =
            [new("Axis"), new("Cross-validated R²", Align.Right), new("R² of the fit", Align.Right), new("Penalty λ", Align.Right)];
        return new Table(columns, [.. axes.Select((axis, a) => Row(axis, map.Axes[a]))]) { Gap = 22 };
    }

    private static TableRow Row(string axis, RidgeAxis quality) => new(
        [axis, new RichText().Bold(Numbers.Score(quality.CrossValidatedR2)), Numbers.Score(quality.R2),
            Numbers.Setting(Math.Round(quality.Penalty, 4))]);
}
