using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Findings on the accuracy of the trained models, and on the data by which it was seen.</summary>
internal static class ModelFindings
{
    private const int MostInFull = 2;

    public static IEnumerable<Finding> Build(SweepResults results)
    {
        ModelResult[] trained = [.. results.Models.Where(model => model.TestAccuracy is not null)];
        ModelNames names = new(results.Models);
        (string Name, ModelResult[] Runs)[] all =
        [
            .. trained.GroupBy(model => (model.DatasetId, ModelKey.Of(model))).Select(same => (
                $"{names.Of(same.First())} on {results.Datasets.First(candidate => candidate.Id == same.First().DatasetId).Title}", same.ToArray())),
        ];
        if (all.Length <= MostInFull)
        {
            return all.Select(model => new Finding($"Accuracy of {model.Name}", Tell(model.Runs), PageTitles.Training));
        }

        (string Name, ScoreSummary Accuracy)[] order =
        [
            .. all.Select(model => (model.Name, Accuracy: ScoreSummary.Of(model.Runs.Select(run => run.TestAccuracy))!))
                .OrderByDescending(model => model.Accuracy.Mean),
        ];
        return
        [
            new Finding(
                "Accuracy of the models",
                $"Of {Numbers.Of(all.Length, "model")}, {order[0].Name} classifies most held-out samples correctly, "
                + $"{ScoreText.Percent(order[0].Accuracy)}, and {order[^1].Name} fewest, {ScoreText.Percent(order[^1].Accuracy)}.",
                PageTitles.Training),
        ];
    }

    private static RichText Tell(ModelResult[] runs)
    {
        ModelResult model = runs[0];
        ScoreSummary accuracy = ScoreSummary.Of(runs.Select(run => run.TestAccuracy))!;
        RichText text = new RichText($"It classifies ").Bold(ScoreText.Percent(accuracy)).Add(" of the held-out samples correctly");
        text.Add(model.TestLoss is double loss ? $" (log-loss {Numbers.Score(loss)})" : string.Empty);
        text.Add(runs.Length > 1 ? $", mean of {Numbers.Count(runs.Length)} trainings." : ".");
        if (model.Training is TrainingReport training)
        {
            text.Add($" The weights are those of epoch {Numbers.Count(training.BestEpoch)} of "
                + $"{Numbers.Count(training.Epochs.Count)}; epochs were compared on {training.ValidationData}.");
            text.Add(TestFigures.Warning(model));
        }

        return text.Add(TestFigures.BesidePublished(model, accuracy.Mean));
    }
}
