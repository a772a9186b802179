using Experiments.Reports.Comparison.Model;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>Trained models side by side.</summary>
internal static class ModelsPage
{
    private const string Title = ComparisonTitles.Models;

    public static ComparisonPage Page { get; } = new(Title, "accuracy, loss, epochs and time of the trained models",
        model => model.Trainings.Count > 0, Compose);

    private static void Compose(ComparisonModel model, PageComposer composer)
    {
        ComparisonPages.Start(model, composer, Title, null);
        foreach (ComparedTraining training in model.Trainings)
        {
            composer.Heading(training.Name, 160);
            composer.Anchor(training.Name, $"{Title}: {training.Name}", 1);
            List<TableColumn> columns = [new("Quantity"), .. ComparisonPages.Columns(model)];
            composer.Table(new Table(columns, [.. Rows(model, training)]), Caption(training));
        }
    }

    private static RichText Caption(ComparedTraining training)
    {
        RichText text = new RichText().Bold($"{training.Name} in numbers. ");
        text.Add(training.Sweeps.Any(runs => runs?.First.ChosenOnTest == true)
            ? $"Marked with an asterisk: {TestFigures.Flattered}. " : string.Empty);
        return text.Add(training.Sweeps.Any(runs => runs?.Runs.Count > 1)
            ? "Means over trainings; curves and counts are the first training\u2019s."
            : "One training each: a difference in accuracy counts when it exceeds two standard errors that the choice of test samples makes.");
    }

    private static IEnumerable<TableRow> Rows(ComparisonModel model, ComparedTraining training)
    {
        TableRow Row(string name, Func<TrainedRuns, string> value) =>
            new([name, .. training.Sweeps.Select(runs => (TableCell)(runs is null ? Numbers.Missing : value(runs)))], RuleAbove: true);

        yield return Row("Trained on", runs => $"{runs.Dataset.Title}, {Numbers.Count(runs.Training?.TrainSamples ?? 0)} samples");
        yield return Row("Status", Status);
        yield return Row("Test accuracy", runs => Percent(runs.Accuracy) + (runs.First.ChosenOnTest ? "\u00A0*" : string.Empty));
        yield return new TableRow(["less the baseline\u2019s", .. model.Sweeps.Select(sweep => Points(training, sweep))]);
        yield return Row("Test log-loss, nats", runs => runs.Loss is ScoreSummary loss ? ScoreText.InLine(loss) : Numbers.Missing);
        if (training.Sweeps.Any(runs => runs?.First.Reference is not null))
        {
            yield return Row("Published", runs => runs.First.Reference is { } published
                ? $"{Numbers.Percent(published.TestAccuracy, 2)} ({published.Source})" : Numbers.Missing);
        }

        yield return Row("Validation data", runs => runs.First.ValidationData ?? Numbers.Missing);
        yield return Row("Epochs", runs => runs.Training is TrainingReport report
            ? $"{Numbers.Count(report.Epochs.Count)} ({report.StoppedBy}), best {Numbers.Count(report.BestEpoch)}"
            : Numbers.Missing);
        yield return Row("Trainable parameters", runs =>
            runs.Training is TrainingReport report ? Numbers.Count(report.ParameterCount) : Numbers.Missing);
        yield return Row("Training seeds", runs => string.Join(", ", runs.Runs.Select(run => Numbers.Setting(run.TrainSeed)).Distinct()));
        yield return Row("Time", runs => Numbers.Duration(runs.Runs.Sum(run => run.Seconds)));
    }

    private static string Status(TrainedRuns runs) => string.Join(", ", runs.Runs.GroupBy(run => (run.Status ?? TrialStatus.Done).InWords())
        .Select(same => runs.Runs.Count == 1 ? same.Key : $"{Numbers.Count(same.Count())} {same.Key}"));

    private static string Percent(ScoreSummary? score) => score is null ? Numbers.Missing : ScoreText.Percent(score);

    private static TableCell Points(ComparedTraining training, ComparedSweep sweep)
    {
        if (sweep.Index == 0 || training.Sweeps[0]?.Accuracy is not ScoreSummary baseline
            || training.Sweeps[sweep.Index]?.Accuracy is not ScoreSummary accuracy)
        {
            return Numbers.Missing;
        }

        double difference = accuracy.Mean - baseline.Mean;
        string text = $"{Signed.Decimal(100 * difference, 2)} points";
        return !training.HasSameData(sweep.Index) ? new RichText().Italic(text)
            : Math.Abs(difference) > training.Chance(sweep.Index) ? new RichText().Bold(text)
            : text;
    }
}
