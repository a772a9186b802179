using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Embeddings;

/// <summary>All pictures of a layer side by side.</summary>
internal static class EmbeddingsPage
{
    private const int MostOnPage = 12;
    private const int MostPictures = 24;
    private const float Title = 22;

    public static ReportPage Page { get; } = new(
        PageTitles.Embeddings, "the pictures, side by side", model => Told(model).Count > 0, Compose);

    private static IReadOnlyList<LayerGroup> Told(ReportModel model) =>
        model.Shown(PageTitles.Embeddings, model.Groups, group => model.Pictures(group).Count > 0);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in Told(model))
        {
            IReadOnlyList<Picture> all = model.Pictures(group);
            IReadOnlyList<Picture> shown = Shown(model, all, model.BestPictures(group));
            foreach (Picture[] pictures in shown.Chunk(MostOnPage))
            {
                composer.StartSection(Page.Title, group.Name);
                ComposePage(model, composer, group, pictures, all.Count - shown.Count);
            }
        }
    }

    /// <summary>All of them where there is room, else the best by the primary metric, still in the sweep's order.</summary>
    private static IReadOnlyList<Picture> Shown(ReportModel model, IReadOnlyList<Picture> all, IReadOnlyList<Picture> best)
    {
        if (all.Count <= MostPictures)
        {
            return all;
        }

        HashSet<Picture> chosen = [.. best.Take(MostPictures)];
        chosen.UnionWith(all.OrderByDescending(picture => model.Merit(picture.Setting)).Take(MostPictures - chosen.Count));
        return [.. all.Where(chosen.Contains)];
    }

    private static void ComposePage(ReportModel model, PageComposer composer, LayerGroup group, Picture[] pictures, int hidden)
    {
        PictureData data = model.Data(group);
        composer.Legend(data);
        RichText caption = Caption(model, group, pictures, data, hidden);
        (int columns, SKSize size, float title) =
            Shape([.. pictures.Select(picture => picture.Setting.Label)], composer.Width, composer.RoomForFigure(caption));
        int rows = (pictures.Length + columns - 1) / columns;
        PictureTitles titles = new(pictures.Select(picture => picture.Setting.Label), size.Width);
        composer.Figure(rows * size.Height, caption, "Embedding", area => [.. pictures.Select((picture, i) =>
        {
            SKPoint at = new(area.Left + (i % columns * (size.Width + PageGeometry.Gutter)), area.Top + (i / columns * size.Height));
            return new FigurePanel(picture.Setting.Label, SKRect.Create(at.X, at.Y, size.Width, size.Height),
                (canvas, place) =>
                {
                    titles.Draw(canvas, picture.Setting.Label, new SKPoint(place.Left, place.Top + title - 14));
                    DrawPicture(model, picture, data, canvas, place, title);
                });
        })]);
    }

    /// <summary>The number of columns that shows pictures largest; they fill the width, and are no higher than wide below their titles.</summary>
    private static (int Columns, SKSize Size, float Title) Shape(string[] labels, float width, float height) =>
        Enumerable.Range(1, Math.Min(4, labels.Length))
        .Select(columns =>
        {
            float own = ((width + PageGeometry.Gutter) / columns) - PageGeometry.Gutter;
            float title = Title + new PictureTitles(labels, own).Extra;
            return (columns, new SKSize(own, Math.Min(own + title, height / ((labels.Length + columns - 1) / columns))), title);
        })
        .MaxBy(shape => Math.Min(shape.Item2.Width, shape.Item2.Height - shape.title));

    private static RichText Caption(ReportModel model, LayerGroup group, Picture[] pictures, PictureData data, int hidden)
    {
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add(pictures.Any(picture => picture.Setting.Trials.Count > 1) ? "The first seed of every setting. " : string.Empty);
        text.Add($"Both axes of a picture have one scale; {AxesText.Of(pictures.Select(picture => picture.Trial))}. ");
        text.Add(data.Labels is null
            ? data.Range is null
            ? $"The samples have no labels. {data.GroupsInWords}"
            : "Colours are the samples\u2019 values; look for a picture along which they change steadily. "
            : "Look for classes that share a region in one picture and part in another. ");
        if (model.Primary is MetricColumn metric && pictures.Where(picture => double.IsFinite(model.Merit(picture.Setting)))
            .MaxBy(picture => model.Merit(picture.Setting)) is Picture best)
        {
            text.Add($"Under each title: the picture\u2019s own {Contest.Lower(metric)}; highest mean over seeds: "
                + $"{best.Setting.InWords}. ");
        }

        return hidden > 0
            ? text.Add($"{Numbers.Of(hidden, "setting")} with lower scores left out; their embeddings lie in the folder trials.")
            : text;
    }

    private static void DrawPicture(ReportModel model, Picture picture, PictureData data, SKCanvas canvas, SKRect area, float title)
    {
        canvas.DrawLine(Score(model, picture.Trial, area.Width), new SKPoint(area.Left, area.Top + title - 5), Typography.Small);
        SKRect frame = new(area.Left, area.Top + title, area.Right, area.Bottom - 4);
        new ScatterFigure(picture.Points, data) { LabelSize = area.Width > 300 ? 10 : 8 }.Draw(canvas, frame);
    }

    /// <summary>The primary score, and the silhouette where it fits beside it.</summary>
    private static string Score(ReportModel model, TrialResult trial, float width)
    {
        if (model.Primary is not MetricColumn primary)
        {
            return $"seed {Numbers.Setting(trial.Seed)}";
        }

        string Of(MetricColumn metric) => $"{Contest.Lower(metric)}: {Numbers.Score(trial.Metrics.GetValueOrDefault(metric.Name))}";
        MetricColumn? silhouette = model.Results.Metrics.FirstOrDefault(metric => MetricName.Family(metric.Name) == MetricName.Silhouette);
        string both = silhouette is null || silhouette == primary ? Of(primary) : $"{Of(primary)}, {Of(silhouette)}";
        return Shortening.ToWidth(Typography.Measure(both, Typography.Small) <= width ? both : Of(primary), Typography.Small, width);
    }
}
