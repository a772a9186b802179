using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>Every matched setting's scores in every sweep, and which differences exceed the seed spread; then what has no counterpart.</summary>
internal static class ComparedLeaderboardPage
{
    private const string Title = ComparisonTitles.Leaderboard;
    private const int MostSettings = 40;
    private const int MostStripLines = 16;
    private const int MostAlone = 60;

    /// <summary>With so few sweeps a verdict stands beside its number, with more under it.</summary>
    private const int MostInLine = 3;

    public static ComparisonPage Page { get; } = new(Title, "scores of matched settings, and what exceeds the seed spread",
        model => model.Layers.Any(layer => layer.Matched.Any() || layer.Unmatched.Any()), Compose);

    private static void Compose(ComparisonModel model, PageComposer composer)
    {
        MetricColumn[] metrics = [.. MetricName.Representatives(model.Metrics)];
        bool isFirst = true;
        foreach (ComparedLayer layer in model.Layers.Where(layer => layer.Matched.Any()))
        {
            ComparisonPages.Start(model, composer, Title, layer.Name);
            if (isFirst)
            {
                composer.Text(Explanation(model, metrics), Typography.Caption.In(Ink.Quiet));
                composer.Y += 6;
                isFirst = false;
            }

            ComposeLayer(model, composer, layer, metrics);
        }

        ComposeAlone(model, composer, isFirst);
    }

    private static RichText Explanation(ComparisonModel model, MetricColumn[] metrics)
    {
        string[] lower = [.. metrics.Where(metric => !metric.HigherIsBetter).Select(MetricName.Long)];
        string judged = model.IsRepeated
            ? "in bold where they exceed the seed spread, and then said to be better or worse; a tie is what does not. "
            : "better or worse beyond three decimals. Every setting ran once: such a difference may be chance. ";
        return $"Means over seeds; under them what every seed gave, or of five and more the standard deviation s and half the 95\u00A0% interval. "
            + $"Differences are to the baseline, {model.Baseline.Letter}, {judged}"
            + $"Higher is better{(lower.Length == 0 ? string.Empty : $", except for {Numbers.List(lower)}")}. One neighbourhood size of each "
            + "metric is shown; all are in comparison.csv. In the figures bars run from the smallest to the largest score over the seeds.";
    }

    private static void ComposeLayer(ComparisonModel model, PageComposer composer, ComparedLayer layer, MetricColumn[] metrics)
    {
        ComparedSetting[] matched = [.. layer.Matched.OrderByDescending(model.Merit)];
        if (Strip(model, matched) is RankStrip strip)
        {
            RichText below = new RichText().Bold($"{MetricName.Long(model.Primary!)} on {layer.Name}")
                .Add(", mean and range over seeds of every sweep.");
            composer.Figure(strip.Height, below, strip.Draw);
        }

        string caption = Numbers.Of(matched.Length, "setting") + " matched in at least two sweeps";
        string other = Numbers.List([.. model.Others.Where(sweep => layer.Groups[sweep.Index] is not null && !layer.SameSamples[sweep.Index])
            .Select(sweep => sweep.Letter)]);
        RichText text = new RichText().Bold($"{layer.Name}. ").Add($"{caption}, best first"
            + $"{(matched.Length > MostSettings ? $"; the {Numbers.Count(MostSettings)} best are shown" : string.Empty)}. ")
            .Add(other.Length == 0 ? string.Empty
                : $"{other} looked at other samples than {model.Baseline.Letter}: these differences, in italics, are not judged.");
        if (metrics.Length > 0)
        {
            composer.Table(Build(model, layer, [.. matched.Take(MostSettings)], metrics), text, "comparison");
        }
    }

    private static RankStrip? Strip(ComparisonModel model, ComparedSetting[] matched)
    {
        if (model.Primary is not MetricColumn metric)
        {
            return null;
        }

        (string, IReadOnlyList<StripMark>)[] lines =
        [
            .. matched.Take(MostStripLines).Select(setting => (setting.Label, (IReadOnlyList<StripMark>)[.. model.Sweeps
                .Select(sweep => (sweep.Index, Score: setting.Score(sweep.Index, metric.Name)))
                .Where(pair => pair.Score is not null)
                .Select(pair => new StripMark(pair.Score!, pair.Index, ReportColors.Sweep(pair.Index)))])),
        ];
        return lines.Any(line => line.Item2.Count > 0) ? new RankStrip(lines) : null;
    }

    private static Table Build(ComparisonModel model, ComparedLayer layer, ComparedSetting[] settings, MetricColumn[] metrics)
    {
        List<TableColumn> columns = [new("Setting", Wraps: model.Sweeps.Count > MostInLine), .. ComparisonPages.Columns(model, Align.Right)];
        columns.AddRange(model.Others.Select(sweep => new TableColumn($"{sweep.Letter}\u00A0\u2212\u00A0{model.Baseline.Letter}", Align.Right)));
        List<TableRow> rows = [];
        foreach (MetricColumn metric in metrics)
        {
            rows.Add(new TableRow([new RichText().Bold(MetricName.Long(metric)), .. columns.Skip(1).Select(_ => (TableCell)string.Empty)],
                RuleAbove: rows.Count > 0)
            { KeepsWithNext = true });
            foreach (ComparedSetting setting in settings)
            {
                List<TableCell> cells = [setting.Label];
                cells.AddRange(model.Sweeps.Select(sweep => Cell(setting.Score(sweep.Index, metric.Name))));
                cells.AddRange(model.Others.Select(sweep => Set(model, Cell(layer.Compare(setting, sweep.Index, metric)))));
                rows.Add(new TableRow(cells));
            }
        }

        return new Table(columns, rows) { Gap = 7 };
    }

    private static TableCell Set(ComparisonModel model, TableCell cell) => model.Sweeps.Count <= MostInLine && cell.Note is not null
        ? new RichText().Add(cell.Text).Add($" {cell.Note}")
        : cell;

    private static TableCell Cell(ScoreSummary? score) => score is null
        ? Numbers.Missing
        : new TableCell(Numbers.Score(score.Mean), ScoreText.Note(score));

    private static TableCell Cell(ScoreDifference? difference)
    {
        if (difference is null)
        {
            return Numbers.Missing;
        }

        string text = Signed.Score(difference.Amount);
        return difference.Verdict switch
        {
            Verdict.Better => new TableCell(new RichText().Bold(text), "better"),
            Verdict.Worse => new TableCell(new RichText().Bold(text), "worse"),
            Verdict.Tie => new TableCell(text, difference.IsIdentical ? "same" : "tie"),
            _ => new RichText().Italic(text),
        };
    }

    private static void ComposeAlone(ComparisonModel model, PageComposer composer, bool isFirst)
    {
        (ComparedLayer Layer, ComparedSetting Setting)[] alone =
            [.. model.Layers.SelectMany(layer => layer.Unmatched.Select(setting => (layer, setting)))];
        if (alone.Length == 0)
        {
            return;
        }

        const string part = "Without a counterpart";
        if (isFirst || composer.Remaining < 140)
        {
            ComparisonPages.Start(model, composer, Title, part);
        }
        else
        {
            composer.Heading(part, 80);
            composer.Anchor(part, $"{Title}: {part}", 1);
        }

        MetricColumn[] metrics = [.. MetricName.Representatives(model.Metrics)];
        List<TableColumn> columns = [new("Sweep"), new("Layer", Wraps: true), new("Setting", Wraps: true),
            .. metrics.Select(metric => new TableColumn(MetricName.Long(metric), Align.Right))];
        string more = alone.Length > MostAlone ? $" {Numbers.Count(alone.Length - MostAlone)} more are in comparison.json." : string.Empty;
        composer.Table(new Table(columns, [.. alone.Take(MostAlone).Select((one, i) => Row(model, one, metrics, i))]),
            $"Settings that only one sweep has.{more}");
    }

    private static TableRow Row(ComparisonModel model, (ComparedLayer Layer, ComparedSetting Setting) one, MetricColumn[] metrics, int place)
    {
        ComparedSweep sweep = model.Sweeps.First(sweep => one.Setting.Sweeps[sweep.Index] is not null);
        return new TableRow([new RichText().Bold(sweep.Letter), one.Layer.Name, one.Setting.Label,
            .. metrics.Select(metric => Cell(one.Setting.Score(sweep.Index, metric.Name)))], RuleAbove: place > 0);
    }
}
