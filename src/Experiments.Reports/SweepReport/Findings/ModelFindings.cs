using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Findings on the accuracy of the trained models, and on the data by which it was seen.</summary>
internal static class ModelFindings
{
    public static IEnumerable<Finding> Build(SweepResults results)
    {
        ModelResult[] trained = [.. results.Models.Where(model => model.TestAccuracy is not null)];
        ModelNames names = new(results.Models);
        foreach (IGrouping<(string, ModelKey), ModelResult> same in trained.GroupBy(model => (model.DatasetId, ModelKey.Of(model))))
        {
            ModelResult model = same.First();
            DatasetResult dataset = results.Datasets.First(candidate => candidate.Id == model.DatasetId);
            yield return new Finding($"Accuracy of {names.Of(model)} on {dataset.Title}", Tell([.. same]), PageTitles.Training);
        }
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
