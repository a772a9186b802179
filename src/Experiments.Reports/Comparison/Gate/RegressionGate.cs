using Experiments.Reports.Comparison.Model;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using Experiments.Results.Yaml;

namespace Experiments.Reports.Comparison.Gate;

/// <summary>
/// Holds every sweep's scores against the baseline's, or those of the last sweep against a limit. A score that is missing where the baseline has
/// one, or where every trial failed, breaks the rule too: a failed trial must not pass for a good one. What lacks a counterpart, looks at other
/// samples or has no such score is not judged, but said; a rule that finds nothing to judge is a fault.
/// </summary>
internal static class RegressionGate
{
    /// <summary>Held-out quality of models, beside the metrics of pictures.</summary>
    private static readonly Dictionary<string, Func<TrainedRuns, ScoreSummary?>> Quality = new()
    {
        ["test_accuracy"] = runs => runs.Accuracy,
        ["test_loss"] = runs => runs.Loss,
    };

    /// <summary>A score to judge, beside the baseline's where the rule asks for it.</summary>
    private sealed record Case(string What, ScoreSummary? Baseline, ScoreSummary? Score, bool IsJudged);

    /// <exception cref="ReportException">A rule names an unknown metric, or has nothing to judge in a sweep.</exception>
    public static GateOutcome Check(ComparisonModel model, IReadOnlyList<RegressionRule> rules)
    {
        List<Regression> regressions = [];
        List<string> notes = [];
        foreach (RegressionRule rule in rules)
        {
            foreach (ComparedSweep sweep in rule.IsLimit ? [model.Sweeps[^1]] : model.Others)
            {
                Case[] cases = [.. Cases(model, sweep, rule)];
                Case[] judged = [.. cases.Where(one => one.IsJudged)];
                if (judged.Length == 0)
                {
                    throw new ReportException($"--fail-if '{rule.Text}': {sweep.Label} has nothing that can be held against "
                        + (rule.IsLimit ? "it: no such score." : $"{model.Baseline.Label}: no counterpart with that score on the same samples."));
                }

                regressions.AddRange(judged.Where(one => one.Score is null || rule.IsBroken(one.Baseline?.Mean, one.Score.Mean))
                    .Select(one => new Regression(rule.Text, sweep.Label, one.What, one.Score?.Mean, one.Baseline?.Mean)));
                if (cases.Length > judged.Length)
                {
                    notes.Add(Unjudged(model, sweep, rule, cases.Length - judged.Length, cases.Length));
                }
            }
        }

        return new GateOutcome(regressions, notes);
    }

    private static string Unjudged(ComparisonModel model, ComparedSweep sweep, RegressionRule rule, int unjudged, int all) => rule.IsLimit
        ? $"{rule.Text}: {unjudged} of {all} settings of {sweep.Label} were not judged: the score is not defined there"
        : $"{rule.Text}: {unjudged} of {all} scores of {model.Baseline.Label} were not held against {sweep.Label}: no counterpart, or other samples";

    private static IEnumerable<Case> Cases(ComparisonModel model, ComparedSweep sweep, RegressionRule rule)
    {
        if (Quality.TryGetValue(rule.Metric, out Func<TrainedRuns, ScoreSummary?>? quality))
        {
            return rule.IsLimit ? Models(model, sweep, quality) : ModelsOfBoth(model, sweep, quality);
        }

        MetricColumn metric = model.Metrics.FirstOrDefault(metric => metric.Name.Equals(rule.Metric, StringComparison.OrdinalIgnoreCase))
            ?? throw Unknown(model, rule);
        return rule.IsLimit ? Settings(model, sweep, metric) : Counterparts(model, sweep, metric);
    }

    private static IEnumerable<Case> Counterparts(ComparisonModel model, ComparedSweep sweep, MetricColumn metric) =>
        from layer in model.Layers
        from setting in layer.Settings
        let baseline = setting.Score(0, metric.Name)
        where baseline is not null
        select new Case($"{setting.InWords} on {layer.Name}", baseline, setting.Score(sweep.Index, metric.Name),
            setting.Sweeps[sweep.Index] is not null && layer.SameSamples[sweep.Index]);

    /// <summary>Every setting of a sweep. One that ran and has no such score is not judged, one of which nothing ran to its end is.</summary>
    private static IEnumerable<Case> Settings(ComparisonModel model, ComparedSweep sweep, MetricColumn metric) =>
        from layer in model.Layers
        from setting in layer.Settings
        let own = setting.Sweeps[sweep.Index]
        where own is not null
        let score = own.Score(metric.Name)
        select new Case($"{setting.InWords} on {layer.Name}", null, score, score is not null || !own.Done.Any());

    private static IEnumerable<Case> Models(ComparisonModel model, ComparedSweep sweep, Func<TrainedRuns, ScoreSummary?> quality) =>
        from training in model.Trainings
        let own = training.Sweeps[sweep.Index]
        where own is not null
        select new Case(training.Name, null, quality(own), true);

    private static IEnumerable<Case> ModelsOfBoth(ComparisonModel model, ComparedSweep sweep, Func<TrainedRuns, ScoreSummary?> quality) =>
        from training in model.Trainings
        let baseline = training.Sweeps[0] is { } runs ? quality(runs) : null
        where baseline is not null
        let own = training.Sweeps[sweep.Index]
        select new Case(training.Name, baseline, own is null ? null : quality(own), own is not null && training.HasSameData(sweep.Index));

    private static ReportException Unknown(ComparisonModel model, RegressionRule rule)
    {
        string[] known = [.. model.Metrics.Select(metric => metric.Name), .. Quality.Keys];
        return new ReportException($"--fail-if '{rule.Text}': no sweep has a score '{rule.Metric}'{Spelling.Suggest(rule.Metric, known)}; "
            + $"known are {string.Join(", ", known)}.");
    }
}
