using Experiments.Reports.Comparison.Model;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Findings;

/// <summary>Findings on scores that got better or worse, by how much, and on those that cannot be told apart, over all matched settings.</summary>
internal static class DifferenceFindings
{
    private sealed record Compared(ComparedLayer Layer, ComparedSetting Setting, ScoreDifference Difference);

    public static IEnumerable<Finding> Build(ComparisonModel model)
    {
        if (model.Primary is not MetricColumn primary)
        {
            yield break;
        }

        RichText text = new();
        foreach (ComparedSweep sweep in model.Others)
        {
            if (Judged(model, sweep, primary) is { Length: > 0 } judged)
            {
                text.Bold(sweep.Label).Add(Tell(model, judged, primary));
            }
        }

        if (text.Spans.Count > 0)
        {
            yield return new Finding(MetricName.Long(primary), text, ComparisonTitles.Leaderboard);
        }

        RichText others = Others(model, primary);
        if (others.Spans.Count > 0)
        {
            yield return new Finding("Other scores", others, ComparisonTitles.Leaderboard);
        }
    }

    private static Compared[] Judged(ComparisonModel model, ComparedSweep sweep, MetricColumn metric) =>
        [.. model.Compare(sweep, metric).Where(one => one.Difference.Verdict != Verdict.NotComparable)
            .Select(one => new Compared(one.Layer, one.Setting, one.Difference))];

    private static string Tell(ComparisonModel model, Compared[] judged, MetricColumn metric)
    {
        if (judged.All(one => one.Difference.IsIdentical))
        {
            return $" repeats {model.Baseline.Label} to the last digit in {Settings(judged.Length)}. ";
        }

        Compared[] better = [.. judged.Where(one => one.Difference.Verdict == Verdict.Better).OrderByDescending(Size)];
        Compared[] worse = [.. judged.Where(one => one.Difference.Verdict == Verdict.Worse).OrderByDescending(Size)];
        if (better.Length + worse.Length == 0)
        {
            double widest = judged.Max(Size);
            return $" cannot be told apart from {model.Baseline.Label}: {Settings(judged.Length)} tie"
                + $"{(judged.Length == 1 ? "s" : string.Empty)}, and none differs by more than {Numbers.Deviation(widest)}. ";
        }

        return $": of {Settings(judged.Length)}, {Numbers.List(Tally(better.Length, worse.Length, judged.Length))}. "
            + Most(model, better, "gains", metric) + Most(model, worse, "loses", metric);
    }

    private static string Settings(int count) => Numbers.Of(count, "matched setting");

    /// <summary>"3 better", "8 worse", "4 tied": what there is none of is left out.</summary>
    private static string[] Tally(int better, int worse, int all) =>
    [
        .. new[] { (Count: better, Word: "better"), (Count: worse, Word: "worse"), (Count: all - better - worse, Word: "tied") }
            .Where(part => part.Count > 0)
            .Select(part => $"{Numbers.Count(part.Count)} {part.Word}"),
    ];

    private static string Most(ComparisonModel model, Compared[] ranked, string verb, MetricColumn metric)
    {
        if (ranked.Length == 0)
        {
            return string.Empty;
        }

        Compared one = ranked[0];
        ScoreDifference difference = one.Difference;
        string place = model.Layers.Count > 1 ? $" on {one.Layer.Name}" : string.Empty;
        string scores = $"{Numbers.Score(difference.Baseline.Mean)} \u2192 {Numbers.Score(difference.Other.Mean)}";
        string hedge = difference.IsSingle ? ", on one seed"
            : difference.Spread < 0.0005 ? ", where the seeds agree to three decimals"
            : $", {Numbers.Decimal(Size(one) / difference.Spread, Size(one) / difference.Spread < 9.95 ? 1 : 0)} times the seed spread";
        string direction = metric.HigherIsBetter ? string.Empty : " (less is better)";
        return $"{one.Setting.InWords}{place} {verb} most: {scores}{direction}{hedge}. ";
    }

    /// <summary>The other metrics in counts, one metric of each family.</summary>
    private static RichText Others(ComparisonModel model, MetricColumn primary)
    {
        RichText text = new();
        MetricColumn[] metrics = [.. MetricName.Representatives(model.Metrics)
            .Where(metric => MetricName.Family(metric.Name) != MetricName.Family(primary.Name))];
        foreach (ComparedSweep sweep in model.Others)
        {
            string[] parts = [.. metrics.Select(metric => (metric, judged: Judged(model, sweep, metric)))
                .Where(pair => pair.judged.Length > 0)
                .Select(pair => $"{Contest.Lower(pair.metric)} ({Counts(pair.judged)})")];
            if (parts.Length > 0)
            {
                text.Bold(sweep.Label).Add($": {Numbers.List(parts)}. ");
            }
        }

        return text;
    }

    private static string Counts(Compared[] judged) => string.Join(", ", Tally(
        judged.Count(one => one.Difference.Verdict == Verdict.Better), judged.Count(one => one.Difference.Verdict == Verdict.Worse), judged.Length));

    private static double Size(Compared one) => Math.Abs(one.Difference.Amount);
}
