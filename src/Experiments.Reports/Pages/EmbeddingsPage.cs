using Experiments.Sweeps;
using SkiaSharp;

namespace Experiments.Reports;

/// <summary>All pictures of a layer side by side.</summary>
internal static class EmbeddingsPage
{
    private const int MostOnPage = 12;
    private const int MostPictures = 24;
    private const float Title = 22;

    public static ReportPage Page { get; } = new(
        "Embeddings", "the pictures, side by side", model => model.Groups.Any(group => Pictures(model, group).Count > 0), Compose);

    private static IReadOnlyList<ReducerSetting> Pictures(ReportModel model, LayerGroup group) =>
        [.. group.Settings.Where(setting => group.Picture(setting) is not null)];

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in model.Groups)
        {
            IReadOnlyList<ReducerSetting> all = Pictures(model, group);
            IReadOnlyList<ReducerSetting> shown = Shown(model, all);
            foreach (ReducerSetting[] settings in shown.Chunk(MostOnPage))
            {
                composer.StartSection(Page.Title, group.Name);
                ComposePage(model, composer, group, settings, all.Count - shown.Count);
            }
        }
    }

    /// <summary>All of them where there is room, else the best by the primary metric, still in the sweep's order.</summary>
    private static IReadOnlyList<ReducerSetting> Shown(ReportModel model, IReadOnlyList<ReducerSetting> all)
    {
        HashSet<ReducerSetting> best = [.. all.GroupBy(setting => setting.Reducer).Select(same => same.MaxBy(model.Merit)!)];
        best.UnionWith(all.OrderByDescending(model.Merit).Take(MostPictures - best.Count));
        return all.Count <= MostPictures ? all : [.. all.Where(best.Contains)];
    }

    private static void ComposePage(ReportModel model, PageComposer composer, LayerGroup group, ReducerSetting[] settings, int hidden)
    {
        PictureData data = model.Data(group);
        ClassLegend legend = new(data, composer.Width);
        RichText caption = Caption(model, group, settings, data, hidden);
        SKPoint corner = new(composer.Geometry.Body.Left, composer.Y);
        composer.Draw(canvas => legend.Draw(canvas, corner));
        composer.Y += legend.Height + (legend.Height > 0 ? 6 : 0);
        (int columns, SKSize size) = Shape(settings.Length, composer.Width, composer.RoomForFigure(caption));
        int rows = (settings.Length + columns - 1) / columns;
        composer.Figure(rows * size.Height, caption, (canvas, area) =>
        {
            for (int i = 0; i < settings.Length; i++)
            {
                SKPoint at = new(area.Left + (i % columns * (size.Width + PageGeometry.Gutter)), area.Top + (i / columns * size.Height));
                DrawPicture(model, group, settings[i], canvas, SKRect.Create(at.X, at.Y, size.Width, size.Height));
            }
        });
    }

    /// <summary>The number of columns that shows pictures largest; they fill the width, and are no higher than wide.</summary>
    private static (int Columns, SKSize Size) Shape(int count, float width, float height) => Enumerable.Range(1, Math.Min(4, count))
        .Select(columns =>
        {
            float own = ((width + PageGeometry.Gutter) / columns) - PageGeometry.Gutter;
            return (columns, new SKSize(own, Math.Min(own + Title, height / ((count + columns - 1) / columns))));
        })
        .MaxBy(shape => Math.Min(shape.Item2.Width, shape.Item2.Height - Title));

    private static RichText Caption(ReportModel model, LayerGroup group, ReducerSetting[] settings, PictureData data, int hidden)
    {
        RichText text = new RichText().Bold($"{group.Description}. ");
        if (settings.Any(setting => setting.Trials.Count > 1))
        {
            text.Add("The first seed of every setting. ");
        }

        bool linear = settings.All(setting => setting.Reducer == "pca");
        text.Add($"Both axes of a picture have one scale; orientation{(linear ? " carries" : ", and except in PCA the distance between clusters, carry")} no meaning. ");
        text.Add(data.Labels is null ? "The samples have no labels. " : "Look for classes that share a region in one picture and part in another. ");
        if (model.Primary is MetricColumn metric && settings.Where(setting => double.IsFinite(model.Merit(setting))).MaxBy(model.Merit) is ReducerSetting best)
        {
            text.Add($"Under each title: the picture\u2019s own {Contest.Lower(metric)}; highest mean over seeds: {best.InWords}. ");
        }

        return hidden > 0 ? text.Add($"{Numbers.Of(hidden, "setting")} with lower scores left out; their embeddings lie in the folder trials.") : text;
    }

    private static void DrawPicture(ReportModel model, LayerGroup group, ReducerSetting setting, SKCanvas canvas, SKRect area)
    {
        TrialResult trial = group.Picture(setting)!;
        TextStyle style = Typography.Table.In(Face.SemiBold);
        canvas.DrawLine(ClassLegend.Shorten(setting.Label, style, area.Width), new SKPoint(area.Left, area.Top + 8), style);
        canvas.DrawLine(Score(model, trial, area.Width), new SKPoint(area.Left, area.Top + 17), Typography.Small);
        SKRect picture = new(area.Left, area.Top + Title, area.Right, area.Bottom - 4);
        if (model.Bundle.Embedding(trial.Id) is Points points)
        {
            new ScatterFigure(points, model.Data(group)) { LabelSize = area.Width > 300 ? 10 : 8 }.Draw(canvas, picture);
            return;
        }

        canvas.StrokeRect(picture, 0.5f, Ink.Rule);
        canvas.DrawLine("embedding.npy is missing", new SKPoint(picture.MidX, picture.MidY), Typography.Small, 0.5f);
    }

    /// <summary>The primary score, and the silhouette where it fits beside it.</summary>
    private static string Score(ReportModel model, TrialResult trial, float width)
    {
        if (model.Primary is not MetricColumn primary)
        {
            return $"seed {Numbers.Setting(trial.Seed)}";
        }

        string Of(MetricColumn metric) => $"{Contest.Lower(metric)}: {Numbers.Score(trial.Metrics.GetValueOrDefault(metric.Name))}";
        MetricColumn? silhouette = model.Results.Metrics.FirstOrDefault(metric => MetricName.Family(metric.Name) == "silhouette");
        string both = silhouette is null || silhouette == primary ? Of(primary) : $"{Of(primary)}, {Of(silhouette)}";
        return ClassLegend.Shorten(Typography.Measure(both, Typography.Small) <= width ? both : Of(primary), Typography.Small, width);
    }
}
