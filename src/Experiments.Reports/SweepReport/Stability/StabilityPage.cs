using Experiments.Reduction;
using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Stability;

/// <summary>
/// The page of a picture's changes from seed to seed: the seeds' pictures laid over each other, every sample in the colour of its spread.
/// </summary>
internal static class StabilityPage
{
    private const float Title = 22;
    private const double Darkest = 0.5;
    private const float KeyWidth = 340;

    private sealed record Aligned(ReducerSetting Setting, Points Mean, float[] Spread, int Seeds)
    {
        public double Median => Spread.Order().ElementAt(Spread.Length / 2);

        public double Share => Spread.Count(spread => spread > Darkest / 2) / (double)Spread.Length;
    }

    private static readonly ComputationKey<Aligned[]> Repeats = new();

    public static ReportPage Page { get; } = new(
        PageTitles.Stability, "the same picture from other seeds, laid over each other", model => Told(model).Count > 0, Compose);

    private static IReadOnlyList<LayerGroup> Told(ReportModel model) =>
        model.Shown(PageTitles.Stability, model.LastLayers, group => Repeated(model, group).Any());

    /// <summary>Each reducer's best setting, where it ran with several seeds on the same activations.</summary>
    private static IEnumerable<(Picture Picture, Matrix[] Repeats)> Repeated(ReportModel model, LayerGroup group)
    {
        foreach (Picture picture in model.BestPictures(group))
        {
            Matrix[] repeats =
            [
                .. picture.Setting.Done.Where(trial => trial.LayerId == group.Layer.Id).DistinctBy(trial => trial.Seed)
                    .Select(trial => model.Stored.Embedding(trial.Id)).OfType<Points>()
                    .Where(points => points.Count == picture.Points.Count && points.IsFinite)
                    .Select(points => points.ToMatrix()),
            ];
            if (repeats.Length > 1)
            {
                yield return (picture, repeats);
            }
        }
    }

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in Told(model))
        {
            Aligned[] pictures =
                model.Once(Repeats, group, () => [.. Repeated(model, group).Select(pair => Align(pair.Picture.Setting, pair.Repeats))]);
            composer.StartSection(Page.Title, group.Name);
            composer.Legend(width => new ColorKeyLegend(
                new ColorKey(0, Darkest, value => ShadedScatterFigure.Color(value / Darkest), "spread over seeds, in radii of the picture"),
                Math.Min(KeyWidth, width)));
            RichText caption = Caption(group, pictures);
            int columns = Math.Min(2, pictures.Length);
            int rows = (pictures.Length + columns - 1) / columns;
            float side = Math.Min(
                (composer.Width - (PageGeometry.Gutter * (columns - 1))) / columns, (composer.RoomForFigure(caption) / rows) - Title);
            FittedLabels titles = new(pictures.Select(picture => picture.Setting.Label), Typography.TableHead, side);
            composer.Figure(rows * (side + Title), caption, Page.Title, area => [.. pictures.Select((picture, i) =>
            {
                SKPoint at = new(area.Left + (i % columns * (side + PageGeometry.Gutter)), area.Top + (i / columns * (side + Title)));
                return new FigurePanel(picture.Setting.Label, SKRect.Create(at.X, at.Y, side, side + Title),
                    (canvas, place) => DrawOne(canvas, place, picture, titles[picture.Setting.Label]));
            })]);
        }
    }

    private static void DrawOne(SKCanvas canvas, SKRect area, Aligned picture, string title)
    {
        canvas.DrawLine(title, new SKPoint(area.Left, area.Top + 8), Typography.TableHead);
        string told = $"{Numbers.Of(picture.Seeds, "seed")}: median spread {Numbers.Decimal(picture.Median, 3)}, {Numbers.Percent(picture.Share)} "
            + $"beyond {Numbers.Decimal(Darkest / 2, 2)}";
        canvas.DrawLine(Shortening.ToWidth(told, Typography.Small, area.Width), new SKPoint(area.Left, area.Top + 17), Typography.Small);
        new ShadedScatterFigure(picture.Mean, picture.Spread, 0, Darkest)
            .Draw(canvas, new SKRect(area.Left, area.Top + Title, area.Right, area.Bottom - 4));
    }

    private static Aligned Align(ReducerSetting setting, Matrix[] repeats)
    {
        ProcrustesAlignment alignment = ProcrustesAlignment.Of(repeats);
        Matrix mean = alignment.Mean;
        Points points = new([.. Enumerable.Range(0, mean.Rows).Select(i => mean[i, 0])], [.. Enumerable.Range(0, mean.Rows).Select(i => mean[i, 1])]);
        return new Aligned(setting, points, alignment.Spread(), repeats.Length);
    }

    private static RichText Caption(LayerGroup group, Aligned[] pictures)
    {
        Aligned steadiest = pictures.MinBy(picture => picture.Median)!;
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add("Each reducer\u2019s best setting: the pictures of all its seeds, moved, turned, mirrored and scaled onto each other (generalised "
            + "Procrustes analysis, Gower 1975), drawn at their mean. The darker a point, the farther apart the seeds put that sample; 1 is the "
            + "picture\u2019s root-mean-square radius. ");
        return text.Add(pictures.Length > 1
            ? $"Steadiest is {steadiest.Setting.InWords}. What is dark here should not be read from a single picture."
            : "What is dark here should not be read from a single picture.");
    }
}
