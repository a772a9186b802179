using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.NullBaseline;

/// <summary>
/// The page of scores by chance: every metric between a random layout and a perfect picture, and the places of the reducers on that way.
/// </summary>
internal static class NullBaselinePage
{
    /// <summary>Settings of more characters would leave no room for numbers.</summary>
    private const int LongLabel = 28;

    public static ReportPage Page { get; } = new(
        PageTitles.NullBaseline, "what chance would score, and how far from it the pictures are", model => Told(model).Count > 0, Compose);

    private static IReadOnlyList<LayerGroup> Told(ReportModel model) =>
        model.Shown(PageTitles.NullBaseline, model.LastLayers, group => NullComparison.Of(model, group) is not null);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in Told(model))
        {
            NullComparison baseline = NullComparison.Of(model, group)!;
            composer.StartSection(Page.Title, group.Name);
            ComposeFigure(model, composer, baseline);
            composer.Table(Scores(baseline), Caption(group, baseline));
        }
    }

    private static void ComposeFigure(ReportModel model, PageComposer composer, NullComparison baseline)
    {
        HashSet<string> shown = [.. MetricName.Representatives(model.Results.Metrics).Select(metric => metric.Name)];
        NullRow[] rows = [.. baseline.Rows.Where(row => shown.Contains(row.Metric.Name) && row.Share(0) is not null)];
        if (rows.Length > 0)
        {
            NullScaleFigure figure = new(rows, model.Reducers);
            composer.Figure(figure.Height, FigureCaption(), (canvas, area) => figure.Draw(canvas, area));
        }
    }

    private static Table Scores(NullComparison baseline) => new(
        [
            new("Metric", Wraps: true), new("Random layout", Align.Right), new("Expected", Align.Right), new("Permuted labels", Align.Right),
            new("Best reducer", Wraps: true), new("Score", Align.Right), new("Perfect", Align.Right), new("Share", Align.Right),
        ],
        [.. baseline.Rows.Select(Row)]);

    private static TableRow Row(NullRow row)
    {
        Contender best = row.Ranked[0];
        return new TableRow(
        [
            MetricName.Long(row.Metric), ScoreText.InLine(row.Random), Numbers.Score(row.Expected), row.Permuted is { } permuted
            ? ScoreText.InLine(permuted) : Numbers.Missing,
            best.Setting.InWords.Length > LongLabel ? best.Setting.ReducerTitle : best.Setting.InWords,
            Numbers.Score(best.Score.Mean), row.Perfect is { } perfect
                ? Numbers.Setting(Math.Round(perfect, 3))
                : Numbers.Missing,
            new RichText().Bold(Numbers.Percent(row.Share(best.Score.Mean), 0)),
        ]);
    }

    private static RichText FigureCaption() => new RichText().Bold("From chance to perfection. ")
        .Add("Each reducer\u2019s best setting on the way from a random layout (0) to a picture without a flaw (100 %), metric by metric. "
            + "A score near the left says little however high it reads; marks that lie close together tell little about who is better. "
            + "Marks below 0 stand on the left edge.");

    private static RichText Caption(LayerGroup group, NullComparison baseline) =>
        new RichText().Bold($"{group.Description}: scores beside those of chance. ")
        .Add($"Random layout: {Numbers.Count(baseline.Layouts)} layouts of points drawn evenly over a square, mean and standard deviation. "
        + $"Expected: the same "
            + "in closed form, where there is one. Permuted labels: the pictures themselves with their labels dealt out anew. Perfect: a picture "
            + "without a flaw. Share: how much of the distance from a random layout to a perfect picture the best reducer has gone. Scores "
            + "without a bound, or that depend on the scale of a picture, have no such way.");
}
