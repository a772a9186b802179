using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Model;

/// <summary>A sweep's score beside the baseline's.</summary>
internal sealed record ScoreDifference(ScoreSummary Baseline, ScoreSummary Other, Verdict Verdict)
{
    /// <summary>The mean of the other sweep minus the baseline's.</summary>
    public double Amount => Other.Mean - Baseline.Mean;

    /// <summary>The larger of the two seed spreads.</summary>
    public double Spread => Math.Max(Baseline.Spread, Other.Spread);

    /// <summary>True when neither side was repeated, so that no spread is known.</summary>
    public bool IsSingle => Baseline.Values.Count == 1 && Other.Values.Count == 1;

    /// <summary>True when every run gave the same score to the last digit.</summary>
    public bool IsIdentical => Baseline.Values.SequenceEqual(Other.Values);

    /// <summary>Null when either score is undefined.</summary>
    public static ScoreDifference? Between(ScoreSummary? baseline, ScoreSummary? other, MetricColumn metric, bool sameSamples)
    {
        if (baseline is null || other is null)
        {
            return null;
        }

        Verdict verdict = !sameSamples ? Verdict.NotComparable
            : baseline.Ties(other) ? Verdict.Tie
            : (other.Mean > baseline.Mean) == metric.HigherIsBetter ? Verdict.Better
            : Verdict.Worse;
        return new ScoreDifference(baseline, other, verdict);
    }
}
