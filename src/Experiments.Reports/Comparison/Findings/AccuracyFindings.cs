using Experiments.Reports.Comparison.Model;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Findings;

/// <summary>Measures whether a model classifies better than in the baseline, by more than chance.</summary>
internal static class AccuracyFindings
{
    public static IEnumerable<Finding> Build(ComparisonModel model)
    {
        foreach (ComparedTraining training in model.Trainings)
        {
            RichText text = new();
            if (training.Sweeps[0]?.Accuracy is ScoreSummary baseline)
            {
                text.Add($"{model.Baseline.Label} classifies {Numbers.Percent(baseline.Mean, 2)} of the held-out samples correctly. ");
                foreach (ComparedSweep sweep in model.Others)
                {
                    Tell(text, training, sweep, baseline);
                }
            }

            if (training.Sweeps.Any(runs => runs?.First.ChosenOnTest == true))
            {
                string[] flattered =
                    [.. model.Sweeps.Where(sweep => training.Sweeps[sweep.Index]?.First.ChosenOnTest == true).Select(sweep => sweep.Label)];
                text.Add($"The epoch of {Numbers.List(flattered)} was chosen on the test data, which flatters its accuracy. ");
            }

            if (text.Spans.Count > 1)
            {
                yield return new Finding($"Accuracy of {training.Name}", text, ComparisonTitles.Models);
            }
        }
    }

    private static void Tell(RichText text, ComparedTraining training, ComparedSweep sweep, ScoreSummary baseline)
    {
        if (training.Sweeps[sweep.Index]?.Accuracy is not ScoreSummary accuracy)
        {
            return;
        }

        double difference = accuracy.Mean - baseline.Mean;
        double chance = training.Chance(sweep.Index);
        string points = $"{Numbers.Decimal(100 * Math.Abs(difference), 2)} points {(difference < 0 ? "less" : "more")}";
        text.Bold(sweep.Label).Add($": {Numbers.Percent(accuracy.Mean, 2)}");
        text.Add(!training.HasSameData(sweep.Index) ? ", of other data. "
            : difference == 0 ? ", the same. "
            : Math.Abs(difference) <= chance ? $", {points}: no more than chance would give ({Numbers.Decimal(100 * chance, 2)}). "
            : $", {points}, beyond what chance would give ({Numbers.Decimal(100 * chance, 2)}). ");
    }
}
