using Experiments.Reports.Comparison.Findings;
using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Comparison.Plots;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>The first page: which sweeps, what was found in words, and the contents.</summary>
internal static class ComparisonCover
{
    private const string Title = ComparisonTitles.Findings;
    private const int LongestDisplay = 36;

    public static void Compose(
        ComparisonModel model, IReadOnlyList<Finding> findings, IReadOnlyList<ComparisonPage> pages, PageComposer composer)
    {
        composer.StartPage(Title);
        composer.Y += 6;
        composer.Text("Comparison of sweeps", Typography.Running.In(Ink.Accent) with { Size = 9.4f, Leading = 13.5f });
        string title = Heading(model);
        composer.Text(title, title.Length <= LongestDisplay ? Typography.Display : Typography.Title);
        composer.Y += 8;
        SweepLegend.Compose(model, composer);
        composer.Table(Sweeps(model), null);
        composer.Heading(Title, 60);
        composer.Anchor(Title, Title, 0);
        composer.Text(ComparisonFindings.Hedge(model), Typography.Caption.In(Ink.Quiet));
        composer.Y += 6;
        foreach (Finding finding in findings)
        {
            finding.Compose(composer);
        }

        ContentsList.Compose(pages, composer);
    }

    /// <summary>"quickstart against two-epochs and wider".</summary>
    public static string Heading(ComparisonModel model) =>
        $"{Numbers.List([.. model.Others.Select(sweep => sweep.Label)])} against {model.Baseline.Label}";

    private static Table Sweeps(ComparisonModel model)
    {
        List<TableColumn> columns = [new(""), new("Sweep", Wraps: true), new("Fitted to", Wraps: true), new("Trials", Wraps: true),
            new("Finished"), new("Folder", Wraps: true)];
        return new Table(columns, [.. model.Sweeps.Select(sweep => new TableRow(
            [new RichText().Bold(sweep.Letter), sweep.Label, Data(sweep), Trials(sweep),
                sweep.Results.Finished.Length > 0 ? sweep.Results.Finished[..Math.Min(10, sweep.Results.Finished.Length)] : "no", sweep.Folder],
            RuleAbove: sweep.Index > 0))]);
    }

    private static string Data(ComparedSweep sweep) => Numbers.List(
        [.. sweep.Results.Datasets.Select(dataset => $"{Numbers.Count(dataset.Samples)} of {dataset.Title} ({dataset.Split})").Distinct()]);

    private static string Trials(ComparedSweep sweep)
    {
        string failed = sweep.Failed > 0 ? $", {Numbers.Count(sweep.Failed)} failed" : string.Empty;
        string pending = sweep.Pending > 0 ? $", {Numbers.Count(sweep.Pending)} not run" : string.Empty;
        return $"{Numbers.Count(sweep.Results.Trials.Count)}{failed}{pending}";
    }
}
