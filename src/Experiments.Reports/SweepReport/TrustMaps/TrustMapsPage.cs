using Experiments.Reduction;
using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.TrustMaps;

/// <summary>The page of a picture's trustworthy places: every point in the colour of its own trustworthiness and continuity.</summary>
internal static class TrustMapsPage
{
    private const float Title = 22;
    private const int MostInOneColumn = 4;
    private const int MostOnPage = 10;
    private const float KeyWidth = 300;

    private static readonly (string Name, Func<PointQuality, IReadOnlyList<double>> Of)[] Told =
        [("trustworthiness", points => points.Trustworthiness), ("continuity", points => points.Continuity)];

    public static ReportPage Page { get; } = new(
        PageTitles.TrustMaps, "where in a picture neighbourhoods can be trusted", model =>
            model.LastLayers.Any(group => PictureQualities.Of(model, group) is not null), Compose);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in model.Shown(Page.Title, model.LastLayers, group => PictureQualities.Of(model, group) is not null))
        {
            PictureQualities qualities = PictureQualities.Of(model, group)!;
            double low = Low(qualities);
            RichText caption = Caption(group, qualities);
            LeastTrusted least = new(model, group, qualities.Pictures.MaxBy(picture => model.Merit(picture.Picture.Setting))!);
            foreach (JudgedPicture[] pictures in qualities.Pictures.Chunk(MostOnPage))
            {
                composer.StartSection(Page.Title, group.Name);
                composer.Legend(width => new ColorKeyLegend(
                    new ColorKey(low, 1, value => ShadedScatterFigure.Color((1 - value) / (1 - low)), "of the point"), Math.Min(KeyWidth, width)));
                int columns = pictures.Length > MostInOneColumn ? 2 : 1;
                int rows = (pictures.Length + columns - 1) / columns;
                float width = ((composer.Width + PageGeometry.Gutter) / (2 * columns)) - PageGeometry.Gutter;
                float below = pictures[^1] == qualities.Pictures[^1] ? least.HeightIn(composer) : 0;
                float height = Math.Min(width, ((composer.RoomForFigure(caption) - below) / rows) - Title);
                composer.Figure(rows * (height + Title), caption, "Trust map", area => Panels(area, (pictures, columns), (width, height), low));
            }

            least.Compose(composer);
        }
    }

    /// <summary>The scale ends where a fiftieth of the points lies.</summary>
    private static double Low(PictureQualities qualities)
    {
        double[] all = [.. qualities.Pictures.SelectMany(picture => picture.Points.Trustworthiness.Concat(picture.Points.Continuity)).Order()];
        return Math.Min(0.95, Math.Floor(all[all.Length / 50] * 20) / 20);
    }

    /// <summary>Two panels a picture, trustworthiness and continuity.</summary>
    private static IReadOnlyList<FigurePanel> Panels(
        SKRect area, (JudgedPicture[] All, int Columns) pictures, (float Width, float Height) size, double low)
    {
        float step = size.Width + PageGeometry.Gutter;
        FittedLabels titles = new(pictures.All.SelectMany(picture => Told.Select(told => $"{picture.Picture.Setting.Label}: {told.Name}")),
            Typography.TableHead, size.Width);
        return [.. pictures.All.SelectMany((picture, i) => Told.Select((told, side) =>
        {
            string title = $"{picture.Picture.Setting.Label}: {told.Name}";
            SKPoint at = new(area.Left + (((i % pictures.Columns * 2) + side) * step), area.Top + (i / pictures.Columns * (size.Height + Title)));
            return new FigurePanel($"{picture.Picture.Setting.Label} {told.Name}", SKRect.Create(at.X, at.Y, size.Width, size.Height + Title),
                (canvas, place) => DrawOne(canvas, place, picture.Picture.Points, titles[title], told.Of(picture.Points), low));
        }))];
    }

    private static void DrawOne(SKCanvas canvas, SKRect area, Points points, string title, IReadOnlyList<double> values, double low)
    {
        canvas.DrawLine(title, new SKPoint(area.Left, area.Top + 8), Typography.TableHead);
        double[] sorted = [.. values.Order()];
        string mean = $"mean {Numbers.Score(values.Average())}";
        string told = $"{mean}, worst twentieth below {Numbers.Score(sorted[sorted.Length / 20])}";
        bool fits = Typography.Measure(told, Typography.Small) <= area.Width;
        canvas.DrawLine(fits ? told : $"{mean}, worst 5 % < {Numbers.Score(sorted[sorted.Length / 20])}",
            new SKPoint(area.Left, area.Top + 17), Typography.Small);
        float[] doubts = [.. values.Select(value => (float)(1 - value))];
        new ShadedScatterFigure(points, doubts, 0, 1 - low).Draw(canvas, new SKRect(area.Left, area.Top + Title, area.Right, area.Bottom - 4));
    }

    private static RichText Caption(LayerGroup group, PictureQualities qualities)
    {
        JudgedPicture most = qualities.Pictures.MaxBy(picture => picture.Points.Trustworthiness.Average())!;
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add($"Each point\u2019s own trustworthiness and continuity over {Numbers.Count(qualities.Neighborhood)} neighbours; the mean over "
            + $"points is the score of that name. "
            + "Dark on the left: neighbours here that are none in the data. Dark on the right: neighbours in the data that were torn away. ");
        return text.Add($"Highest on average is {most.Picture.Setting.InWords}; read the dark places of any picture with care.");
    }
}
