using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.QualityCurves;

/// <summary>The page of the pictures' faithfulness at every size of neighbourhood, with Shepard diagrams of distances.</summary>
internal static class QualityCurvesPage
{
    private const float CurvesHeight = 250;

    public static ReportPage Page { get; } = new(
        PageTitles.QualityCurves, "faithfulness at every neighbourhood size, and Shepard diagrams", model => Known(model).Any(), Compose);

    private static IEnumerable<(LayerGroup Group, PictureQualities Qualities)> Known(ReportModel model)
    {
        foreach (LayerGroup group in model.Shown(PageTitles.QualityCurves, model.LastLayers, group => PictureQualities.Of(model, group) is not null))
        {
            yield return (group, PictureQualities.Of(model, group)!);
        }
    }

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach ((LayerGroup group, PictureQualities qualities) in Known(model))
        {
            composer.StartSection(Page.Title, group.Name);
            composer.Figure(CurvesHeight, CurvesCaption(group, qualities), (canvas, area) =>
                new QualityCurvesFigure(qualities, model.Reducers).Draw(canvas, area));
            ComposeShepard(model, composer, qualities.Pictures);
        }
    }

    private static void ComposeShepard(ReportModel model, PageComposer composer, IReadOnlyList<JudgedPicture> pictures)
    {
        // Three in a row, or four where one would be left over.
        int most = pictures.Count > 1 && pictures.Count % 3 == 1 ? 4 : 3;
        int columns = Math.Min(most, pictures.Count);
        int rows = (pictures.Count + columns - 1) / columns;
        RichText caption = ShepardCaption();
        float side = (composer.Width - (PageGeometry.Gutter * (most - 1))) / most;
        side = Math.Max(60, Math.Min(side, (composer.RoomForFigure(caption) / rows) - ShepardFigure.HeadHeight));
        FittedLabels titles = new(pictures.Select(picture => picture.Picture.Setting.Label), Typography.TableHead,
            pictures.Count == 1 ? composer.Width : side);
        composer.Figure(rows * (side + ShepardFigure.HeadHeight), caption, "Shepard diagram", area => [.. pictures.Select((picture, i) =>
        {
            ReducerSetting setting = picture.Picture.Setting;
            SKPoint at = new(
                area.Left + (i % columns * (side + PageGeometry.Gutter)), area.Top + (i / columns * (side + ShepardFigure.HeadHeight)));
            return new FigurePanel(setting.Label, SKRect.Create(at.X, at.Y, side, side + ShepardFigure.HeadHeight),
                new ShepardFigure(picture, model.Reducers[setting.Reducer].Color, titles[setting.Label]).Draw);
        })]);
    }

    private static RichText CurvesCaption(LayerGroup group, PictureQualities qualities)
    {
        JudgedPicture best = qualities.Pictures.MaxBy(picture => picture.Curve.GainArea)!;
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add("R_NX(K): how many of a sample\u2019s K nearest neighbours its picture keeps, 0 as by chance, 1 all of them (Lee and Verleysen "
            + "2009). Left, the closest neighbours; right, the whole. A curve that is high on the left shows who is near whom, one high on the "
            + "right how the groups lie. ");
        text.Add(qualities.CurveSamples < group.Layer.Samples
            ? $"Of {Numbers.Count(qualities.CurveSamples)} samples drawn at random. "
            : string.Empty);
        return text.Add($"The largest area over the logarithm of K has {best.Picture.Setting.InWords}, {Numbers.Score(best.Curve.GainArea)}.");
    }

    private static RichText ShepardCaption() => new RichText().Bold("Shepard diagrams. ")
        .Add("A point is a pair of samples: its distance in the data across, in the picture up, each as a share of the largest. A thin rising band "
        + "keeps "
            + "distances; a flat cloud means that far apart in the picture says nothing.");
}
