using Experiments.Reports.Statistics;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Appendix;

/// <summary>Everything needed to repeat and judge the sweep.</summary>
internal static class AppendixPage
{
    private const int MostFailures = 40;
    private const int MostDatasetsInFull = 2;
    private const int MostLayersTimed = 4;
    private const int FingerprintStart = 12;

    public static ReportPage Page { get; } = new(PageTitles.Appendix, "configuration, environment, definitions, timings, sources", _ => true,
        Compose);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        composer.StartSection(Page.Title, null);
        Metrics(model, composer);
        Data(model, composer);
        Weights(model, composer);
        Seeds(model, composer);
        Timings(model, composer);
        Failures(model, composer);
        Environment(model, composer);
        ConfigurationListing.Compose(model.Stored.Configuration, composer);
    }

    private static void Part(PageComposer composer, string title)
    {
        composer.Heading(title, 60);
        composer.Anchor(title, $"Appendix: {title}", 1);
    }

    private static void Metrics(ReportModel model, PageComposer composer)
    {
        if (model.Results.Metrics.Count == 0)
        {
            return;
        }

        Part(composer, "Metric definitions");
        IEnumerable<TableRow> rows = model.Results.Metrics.GroupBy(metric => MetricName.Family(metric.Name)).Select(family =>
        {
            int?[] sizes = [.. family.Select(metric => MetricName.Neighborhood(metric.Name))];
            string k = sizes.All(size => size is null)
                ? Numbers.Missing
                : string.Join(", ", sizes.Select(size => Numbers.Count(size ?? 0)));
            return new TableRow([new RichText()
                .Bold(MetricName.Title(family.First())), k, family.First().HigherIsBetter ? "more" : "less", family.First().Definition],
                RuleAbove: true);
        });
        composer.Table(new Table([new("Metric"), new("k"), new("Better"), new("Definition", Wraps: true)],
            [.. rows]), "What the scores mean.");
    }

    private static void Data(ReportModel model, PageComposer composer)
    {
        Part(composer, "Data");
        if (model.Results.Datasets.Count > MostDatasetsInFull && !model.Detail.IsFull(Page.Title))
        {
            composer.Table(
                new Table(
                    [new("Dataset", Wraps: true), new("Samples", Align.Right), new("Features", Align.Right), new("Classes", Align.Right),
                        new("Seed", Align.Right), new("Source, licence", Wraps: true), new("SHA-256")],
                    [
                        .. model.Results.Datasets.Select(dataset => new TableRow(
                        [
                            $"{dataset.Title} ({dataset.Split})", Numbers.Count(dataset.Samples), Numbers.Count(dataset.Features),
                            Numbers.Count(dataset.ClassNames.Count), Numbers.Setting(dataset.DataSeed), $"{dataset.Source}; {dataset.License}",
                            Shortening.ToLength(dataset.Fingerprint, FingerprintStart),
                        ], RuleAbove: true)),
                    ]),
                "The data as they were drawn; whole fingerprints, notes and citations are in results.json.");
            return;
        }

        foreach (DatasetResult dataset in model.Results.Datasets)
        {
            string shape = dataset.Shape is null
                ? string.Empty
                : $", images of {dataset.Shape.Height} × {dataset.Shape.Width} × {dataset.Shape.Channels}";
            string classes = dataset.ClassNames.Count == 0
                ? "none"
                : $"{Numbers.Count(dataset.ClassNames.Count)}: {Shortening.ToLength(string.Join(", ", dataset.ClassNames), 400)}";
            composer.Table(
                new Table(
                    [new("Fact"), new("Value", Wraps: true)],
                    [
                        new TableRow(["Kind, name, split", $"{dataset.Kind}, {dataset.Name}, {dataset.Split}"]),
                        new TableRow(["Samples",
                            $"{Numbers.Count(dataset.Samples)}, drawn with data seed {Numbers.Setting(dataset.DataSeed)}"]),
                        new TableRow(["Features", Numbers.Count(dataset.Features) + shape]),
                        new TableRow(["Classes", classes]),
                        new TableRow(["Source", dataset.Source]),
                        .. dataset.Notes.Select(note => new TableRow(["Note", note])),
                        new TableRow(["Fingerprint (SHA-256)", dataset.Fingerprint]),
                        new TableRow(["Licence", dataset.License]),
                        new TableRow(["Citation", dataset.Citation]),
                    ]),
                new RichText().Bold($"{dataset.Title}. "));
            LeftOut(dataset, composer);
        }
    }

    private static void LeftOut(DatasetResult dataset, PageComposer composer)
    {
        if (dataset.LeftOut.Count == 0)
        {
            return;
        }

        string more = dataset.LeftOut.Count > MostFailures
            ? $" The other {Numbers.Count(dataset.LeftOut.Count - MostFailures)} are in results.json."
            : string.Empty;
        composer.Table(
            new Table([new("File", Wraps: true), new("Reason", Wraps: true)],
                [.. dataset.LeftOut.Take(MostFailures).Select(file => new TableRow([file.File, file.Reason], RuleAbove: true))]),
            $"{Numbers.Of(dataset.LeftOut.Count, "file")} of {dataset.Title} left out.{more}");
    }

    private static void Weights(ReportModel model, PageComposer composer)
    {
        ModelResult[] published = [.. model.Results.Models.Where(one => one.Origin is not null).DistinctBy(one => one.Origin)];
        if (published.Length == 0)
        {
            return;
        }

        Part(composer, "Published weights");
        composer.Table(
            new Table([new("Model"), new("Source", Wraps: true), new("Licence", Wraps: true), new("Citation", Wraps: true)],
                [.. published.Select(one => new TableRow([one.Name, one.Origin!.Source, one.Origin.License, one.Origin.Citation], RuleAbove: true))]),
            "Networks that others trained and published.");
    }

    private static void Seeds(ReportModel model, PageComposer composer)
    {
        Part(composer, "Seeds");
        static string Join(IEnumerable<long> seeds)
        {
            long[] sorted = [.. seeds.Distinct().Order()];
            return sorted.Length > 20
                ? $"{Numbers.Setting(sorted[0])} to {Numbers.Setting(sorted[^1])} ({Numbers.Count(sorted.Length)} of them)"
                : string.Join(", ", sorted.Select(seed => Numbers.Setting(seed)));
        }

        composer.Paragraph($"Data: {Join(model.Results.Datasets.Select(dataset => dataset.DataSeed))}. Training: "
            + $"{Join(model.Results.Models.Select(one => one.TrainSeed))}. "
            + $"Reducers: {Join(model.Results.Trials.Select(trial => trial.Seed))}. The same seeds give the same numbers "
            + "again, whatever the number of threads.");
    }

    private static void Timings(ReportModel model, PageComposer composer)
    {
        IEnumerable<TrialResult> fullest = model.Results.Trials.OrderByDescending(trial => trial.Seconds.Count);
        string[] stages = [.. fullest.SelectMany(trial => trial.Seconds.Keys).Distinct()];
        if (stages.Length == 0)
        {
            return;
        }

        Part(composer, "Timings");
        List<TableColumn> columns = [new("Layer", Wraps: true), new("Reducer", Wraps: true), new("Trials", Align.Right)];
        columns.AddRange(stages.Select(stage => new TableColumn(stage, Align.Right, "Median seconds a trial")));
        columns.Add(new TableColumn("Peak MB", Align.Right));
        List<TableRow> rows = [];
        bool isSummed = model.AllGroups.Count > MostLayersTimed && !model.Detail.IsFull(Page.Title);
        foreach (IGrouping<string, LayerGroup> groups in model.AllGroups.GroupBy(group => isSummed ? "all" : group.Name))
        {
            foreach (IGrouping<string, ReducerSetting> same in groups.SelectMany(group => group.Settings).GroupBy(setting => setting.ReducerTitle))
            {
                TrialResult[] trials = [.. same.SelectMany(setting => setting.Trials)];
                List<TableCell> cells = [groups.Key, same.Key, Numbers.Count(trials.Length)];
                cells.AddRange(stages.Select(stage => MedianSeconds(trials, stage)));
                cells.Add(Numbers.Count((long)Math.Round(trials.Max(trial => trial.PeakMb))));
                rows.Add(new TableRow(cells));
            }
        }

        composer.Table(
            new Table(columns, rows),
            "Seconds by stage when each was computed; a stage that several trials share counts for each of them, and a cached one keeps "
            + "its first time.");
        double training = model.Results.Models.Sum(one => one.Seconds);
        composer.Paragraph((training > 0 ? $"Training took {Numbers.Duration(training)}. " : string.Empty)
            + $"The sweep started {model.Results.Started} and "
            + $"finished {model.Results.Finished}.");
    }

    private static TableCell MedianSeconds(TrialResult[] trials, string stage) =>
        Numbers.Decimal(Median.Of([.. trials.Where(trial => trial.Seconds.ContainsKey(stage)).Select(trial => trial.Seconds[stage])]), 2);

    private static void Failures(ReportModel model, PageComposer composer)
    {
        TrialResult[] failed = [.. model.Results.Trials.Where(trial => trial.Status == TrialStatus.Failed)];
        if (failed.Length == 0)
        {
            return;
        }

        Part(composer, "Failed trials");
        IEnumerable<TableRow> rows = failed.Take(MostFailures)
            .Select(trial => new TableRow([TroubleFindings.Describe(model, trial), trial.Id, trial.Reason ?? "no reason was recorded"],
                RuleAbove: true));
        string more = failed.Length > MostFailures
            ? $" The other {Numbers.Count(failed.Length - MostFailures)} are in results.csv."
            : string.Empty;
        composer.Table(new Table([new("Trial", Wraps: true), new("Id"), new("Reason", Wraps: true)], [.. rows]),
            $"{Numbers.Of(failed.Length, "trial")} failed; the others went on.{more}");
    }

    private static void Environment(ReportModel model, PageComposer composer)
    {
        if (model.Results.Environment.Count > 0)
        {
            Part(composer, "Environment");
            TableCell[][] facts = [.. model.Results.Environment.Select(pair => (TableCell[])[pair.Key, pair.Value])];
            int half = (facts.Length + 1) / 2;
            composer.Table(
                new Table(
                    [new("What"), new("Which", Wraps: true), new("What"), new("Which", Wraps: true)],
                    [.. facts.Take(half).Select((fact, i) => new TableRow([.. fact, .. facts.ElementAtOrDefault(half + i) ?? ["", ""]]))]),
                "Machine and versions.");
        }
    }
}
