using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Atlas;

/// <summary>
/// The page of atlases: a grid over an embedding, filled with the nearest samples' images; of texts, with the words that set those there apart.
/// </summary>
internal static class AtlasPage
{
    private const int MostPages = 12;
    private const int BestOnly = 2;
    private const float SmallestPoints = 90;
    private static readonly ComputationKey<WordContrast> Contrasts = new();

    public static ReportPage Page { get; } = new(
        PageTitles.Atlas, "the images, or the words of texts, at their places in an embedding", model => Told(model).Count > 0, Compose);

    private static IReadOnlyList<LayerGroup> Told(ReportModel model) =>
        model.Shown(PageTitles.Atlas, model.Groups, group => Chosen(model, group).Any());

    private static IEnumerable<(LayerGroup Group, Picture Picture)> Chosen(ReportModel model, LayerGroup group) =>
        model.Data(group) is { Images: null, Texts: null } ? [] : model.BestPictures(group).Select(picture => (group, picture));

    private static void Compose(ReportModel model, PageComposer composer)
    {
        (LayerGroup Group, Picture Picture)[] all =
        [
            .. Told(model).SelectMany(group => model.Detail.IsFull(Page.Title) ? Chosen(model, group)
                : Chosen(model, group).OrderByDescending(pair => model.Merit(pair.Picture.Setting)).Take(BestOnly)),
        ];
        // Later layers are what a sweep is run for: they stay when the pages run out.
        (LayerGroup Group, Picture Picture)[] shown = [.. all.TakeLast(MostPages)];
        foreach ((LayerGroup group, Picture picture) in shown)
        {
            ComposePage(model, composer, group, picture, all.Length - shown.Length);
        }
    }

    private static void ComposePage(ReportModel model, PageComposer composer, LayerGroup group, Picture picture, int hidden)
    {
        PictureData data = Matching(model.Data(group), picture.Points.Count);
        if (data.Images is null)
        {
            ComposeWords(model, composer, group, picture, data, hidden);
            return;
        }

        AtlasGrid grid = AtlasGrid.Assign(picture.Points, model.Options.AtlasGrid, model.Options.AtlasDistance);
        composer.StartSection(Page.Title, $"{group.Name}, {picture.Setting.Label}", PageLayout.Plate);
        composer.Legend(data);
        RichText caption = Caption(model, group, picture, grid, hidden);
        ComposePoints(composer, picture, data, Math.Min(composer.RoomForFigure(caption), composer.Width));
        composer.Figure(composer.Geometry.Plate, caption, (canvas, area) => new AtlasFigure(grid, data).Draw(canvas, area));
    }

    private static void ComposeWords(
        ReportModel model, PageComposer composer, LayerGroup group, Picture picture, PictureData data, int hidden)
    {
        WordAtlasFigure figure = new(picture.Points, data, model.Once(Contrasts, group, () => new WordContrast(data.Texts!)));
        composer.StartSection(Page.Title, $"{group.Name}, {picture.Setting.Label}", PageLayout.Plate);
        composer.Legend(data);
        RichText text = new RichText().Bold($"{picture.Setting.InWords} on {group.Name}, seed {Numbers.Setting(picture.Trial.Seed)}. ");
        text.Add($"Over {Numbers.Of(figure.Filled, "part")} of the picture the words that set the texts there apart from all others: the "
            + "largest log-odds ratios over their standard errors, above 1.96 (as on the page Class words). "
            + (data.Labels is not null ? "Points have the colours of the classes. " : data.GroupsInWords)
            + "Look for words that belong together and lie apart, and for neighbours whose words have nothing in common. ");
        composer.Figure(composer.Geometry.Plate, Hidden(text, hidden), figure.Draw);
    }

    /// <summary>The whole embedding, small, to find one's way by.</summary>
    private static void ComposePoints(PageComposer composer, Picture picture, PictureData data, float side)
    {
        if (side < SmallestPoints)
        {
            return;
        }

        SKRect place = SKRect.Create(composer.Column.Left, composer.Y, side, side);
        composer.Draw(composer.Structure.Add(composer.Picture(place, "All points of the atlas.")),
            canvas => new ScatterFigure(picture.Points, data).Draw(canvas, place));
        composer.Y += side + 8;
    }

    private static PictureData Matching(PictureData data, int count) =>
        data.Labels is null || data.Labels.Length == count ? data : data with { Labels = null };

    private static RichText Caption(ReportModel model, LayerGroup group, Picture picture, AtlasGrid grid, int hidden)
    {
        ReducerSetting setting = picture.Setting;
        int side = grid.Side;
        RichText text = new RichText().Bold($"{setting.InWords} on {group.Name}, seed {Numbers.Setting(picture.Trial.Seed)}. ");
        text.Add($"Left, a grid of {side} × {side} over the embedding, each axis scaled to 0..1; a cell shows the nearest "
            + $"sample\u2019s image if it lies within {Numbers.Setting(model.Options.AtlasDistance)}. Above, all its points, both axes to one "
            + $"scale. ");
        text.Add($"{Numbers.Count(grid.Filled)} of {Numbers.Count(side * side)} cells are filled, by "
            + $"{Numbers.Of(grid.Distinct, "sample")} of {Numbers.Count(group.Layer.Samples)}. ");
        text.Add(model.Data(group).Labels is null
            ? "Look for neighbours that look alike. "
            : "Frames have the colour of the class: look for frames that differ from all around them, and for what their "
                + "images have in common. ");
        string best = group.Settings.Count(other => other.Reducer == setting.Reducer) > 1 && model.Primary is MetricColumn metric
            ? $"Of {setting.ReducerTitle}\u2019s settings this one has the best mean {Contest.Lower(metric)}. " : string.Empty;
        return Hidden(text.Add(best), hidden);
    }

    private static RichText Hidden(RichText text, int hidden) => hidden > 0
        ? text.Add($"Atlases of {Numbers.Of(hidden, "earlier embedding")} are left out; the report prints {Numbers.Count(MostPages)} at most.")
        : text;
}
