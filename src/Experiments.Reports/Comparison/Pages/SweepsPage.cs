using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Statistics;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>The appendix of a comparison: the sweeps, how they were matched, times, definitions.</summary>
internal static class SweepsPage
{
    private const string Title = ComparisonTitles.Appendix;
    private const string Stage = "embedding";

    public static ComparisonPage Page { get; } = new(Title, "the sweeps, how settings were matched, times, definitions", _ => true, Compose);

    private static void Compose(ComparisonModel model, PageComposer composer)
    {
        ComparisonPages.Start(model, composer, Title, null);
        Part(composer, "Sweeps");
        TableColumn[] columns = [new(""), new("Name", Wraps: true), new("Folder", Wraps: true), new("Started"), new("Finished"),
            new("done", Align.Right, "Trials"), new("failed", Align.Right, "Trials"), new("not run", Align.Right, "Trials")];
        composer.Table(new Table(columns, [.. model.Sweeps.Select(Row)]), "Where the numbers come from.");
        Part(composer, "Matching");
        composer.Paragraph("Settings match when dataset, model, layer and reducer are the same and so is every setting that one of the sweeps "
            + "varies; what no sweep varies may differ and is listed under Differences. Where every sweep has one dataset, or one model, these "
            + "are taken for each other\u2019s counterparts whatever they are called. Scores are compared only where the samples are the same: "
            + "drawn alike from a source of the same fingerprint, or equal to the last pixel and label.");
        Times(model, composer);
        Definitions(model, composer);
    }

    private static void Part(PageComposer composer, string title)
    {
        composer.Heading(title, 60);
        composer.Anchor(title, $"{Title}: {title}", 1);
    }

    private static TableRow Row(ComparedSweep sweep) => new(
    [
        new RichText().Bold(sweep.Letter), sweep.Results.Name, sweep.Folder, sweep.Results.Started,
        sweep.Results.Finished.Length > 0 ? sweep.Results.Finished : "no", Numbers.Count(sweep.Done), Numbers.Count(sweep.Failed),
        Numbers.Count(sweep.Pending),
    ], RuleAbove: sweep.Index > 0);

    private static void Times(ComparisonModel model, PageComposer composer)
    {
        string[] reducers = [.. model.Sweeps.SelectMany(sweep => sweep.Results.Trials).Select(trial => trial.ReducerTitle).Distinct()];
        if (reducers.Length == 0)
        {
            return;
        }

        Part(composer, "Times");
        IEnumerable<TableRow> rows = reducers.Select(reducer =>
            new TableRow([reducer, .. model.Sweeps.Select(sweep => (TableCell)Numbers.Decimal(MedianSeconds(sweep, reducer), 2))]));
        composer.Table(new Table([new("Reducer"), .. ComparisonPages.Columns(model, Align.Right)], [.. rows]),
            "Median seconds of an embedding when it was computed, neighbours and scores not counted; a cached one keeps its first time.");
    }

    private static double? MedianSeconds(ComparedSweep sweep, string reducer) => Median.Of([.. sweep.Results.Trials
        .Where(trial => trial.ReducerTitle == reducer && trial.Seconds.ContainsKey(Stage))
        .Select(trial => trial.Seconds[Stage])]);

    private static void Definitions(ComparisonModel model, PageComposer composer)
    {
        if (model.Metrics.Count == 0)
        {
            return;
        }

        Part(composer, "Metric definitions");
        IEnumerable<TableRow> rows = model.Metrics.GroupBy(metric => MetricName.Family(metric.Name)).Select(family => new TableRow(
            [new RichText().Bold(MetricName.Title(family.First())), family.First().HigherIsBetter ? "more" : "less", family.First().Definition],
            RuleAbove: true));
        composer.Table(new Table([new("Metric"), new("Better"), new("Definition", Wraps: true)], [.. rows]), "What the scores mean.");
    }
}
