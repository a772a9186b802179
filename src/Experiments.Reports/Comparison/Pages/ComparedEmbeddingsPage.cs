using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Comparison.Plots;
using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>The sweeps' pictures of every matched setting, side by side.</summary>
internal static class ComparedEmbeddingsPage
{
    private const string Title = ComparisonTitles.Embeddings;
    private const int MostRows = 16;

    public static ComparisonPage Page { get; } = new(Title, "the pictures of matched settings, side by side",
        model => model.Layers.Any(layer => Shown(model, layer).Count > 0), Compose);

    /// <summary>Matched settings with a picture in at least two sweeps, the best by the primary metric where there are many.</summary>
    public static IReadOnlyList<ComparedSetting> Shown(ComparisonModel model, ComparedLayer layer)
    {
        ComparedSetting[] all = [.. layer.Matched.Where(setting =>
            model.Sweeps.Count(sweep => model.Picture(layer, setting, sweep.Index) is not null) > 1)];
        HashSet<ComparedSetting> best = [.. all.OrderByDescending(model.Merit).Take(MostRows)];
        return [.. all.Where(best.Contains)];
    }

    private static void Compose(ComparisonModel model, PageComposer composer)
    {
        foreach (ComparedLayer layer in model.Layers)
        {
            IReadOnlyList<ComparedSetting> shown = Shown(model, layer);
            for (int start = 0; start < shown.Count;)
            {
                ComparisonPages.Start(model, composer, Title, layer.Name);
                ClassLegends.Compose(model, layer, composer);
                RichText caption = Caption(model, layer, shown);
                float room = composer.RoomForFigure(caption);
                int most = PictureTable.RowsFor(model.Sweeps.Count, composer.Width, room);
                int pages = (shown.Count - start + most - 1) / most;
                int rows = (shown.Count - start + pages - 1) / pages;
                PictureTable table = new(model.Sweeps, [.. shown.Skip(start).Take(rows).Select(setting => Row(model, layer, setting))]);
                composer.Figure(table.Height(composer.Width, room), caption, table.Draw);
                start += rows;
            }
        }
    }

    private static (string Title, IReadOnlyList<PictureCell> Cells) Row(ComparisonModel model, ComparedLayer layer, ComparedSetting setting) =>
        (setting.Label, [.. model.Sweeps.Select(sweep => Cell(model, layer, setting, sweep))]);

    private static PictureCell Cell(ComparisonModel model, ComparedLayer layer, ComparedSetting setting, ComparedSweep sweep)
    {
        if (model.Picture(layer, setting, sweep.Index) is not Picture picture)
        {
            return new PictureCell(null, setting.Sweeps[sweep.Index] is null ? "does not have it" : "has no picture of it");
        }

        string score = model.Primary is MetricColumn metric
            ? $"{MetricName.Title(metric).ToLowerInvariant()} {Numbers.Score(picture.Trial.Metrics.GetValueOrDefault(metric.Name))}"
            : $"seed {Numbers.Setting(picture.Trial.Seed)}";

        // Each sweep has groups of its own: the same colour would mean another group in the next column.
        PictureData data = sweep.Model.Data(layer.Groups[sweep.Index]!) with { Grouping = null };
        return new PictureCell((canvas, area) => new ScatterFigure(picture.Points, data) { LabelSize = LabelSize(area) }.Draw(canvas, area), score);
    }

    private static float LabelSize(SKRect area) => area.Width switch { > 180 => 8, > 110 => 7, > 80 => 6, _ => 0 };

    private static RichText Caption(ComparisonModel model, ComparedLayer layer, IReadOnlyList<ComparedSetting> shown)
    {
        RichText text = new RichText().Bold($"{layer.Name}. ");
        text.Add("A row is a matched setting, a column a sweep, each with its first seed. Both axes of a picture have one scale; "
            + $"{AxesText.Of(shown.SelectMany(setting => setting.Sweeps).OfType<ReducerSetting>().Select(setting => setting.Trials[0]))}. "
            + "Look for classes that part in one sweep and share a region in another. ");
        text.Add(model.Primary is MetricColumn metric ? $"Over each picture: its own {Contest.Lower(metric)}. " : string.Empty);
        int hidden = layer.Matched.Count() - shown.Count;
        return hidden > 0 ? text.Add($"{Numbers.Of(hidden, "matched setting")} not shown.") : text;
    }
}
