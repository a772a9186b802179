using Experiments.Reports.Comparison.Model;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Findings;

/// <summary>Findings on settings and trials that have no counterpart, did not finish or failed.</summary>
internal static class CoverageFindings
{
    public static IEnumerable<Finding> Build(ComparisonModel model)
    {
        RichText alone = new();
        foreach (ComparedSweep sweep in model.Sweeps)
        {
            int own = model.Layers.Sum(layer => layer.Unmatched.Count(setting => setting.Sweeps[sweep.Index] is not null));
            if (own > 0)
            {
                int all = model.Layers.Sum(layer => layer.Settings.Count(setting => setting.Sweeps[sweep.Index] is not null));
                alone.Bold(sweep.Label).Add($" has {Numbers.Count(own)} of {Numbers.Of(all, "setting")} to itself. ");
            }
        }

        if (alone.Spans.Count > 0)
        {
            yield return new Finding("Without a counterpart", alone, ComparisonTitles.Leaderboard);
        }

        RichText trouble = new();
        foreach (ComparedSweep sweep in model.Sweeps.Where(sweep => !sweep.IsFinished || sweep.Failed > 0))
        {
            trouble.Bold(sweep.Label).Add(Tell(sweep));
        }

        if (trouble.Spans.Count > 0)
        {
            yield return new Finding("Unfinished or failed", trouble, ComparisonTitles.Appendix);
        }
    }

    private static string Tell(ComparedSweep sweep)
    {
        int all = sweep.Results.Trials.Count;
        string failed = sweep.Failed > 0 ? $" {Numbers.Count(sweep.Failed)} of {Numbers.Of(all, "trial")} failed." : string.Empty;
        string pending = sweep.Pending > 0
            ? $" is not finished: {Numbers.Count(sweep.Pending)} of {Numbers.Of(all, "trial")} have not run, and what is said of it may change."
            : sweep.IsFinished ? string.Empty : " is not finished: it was stopped before its results were closed.";
        return pending.Length > 0 ? $"{pending}{failed} " : $":{failed} ";
    }
}
