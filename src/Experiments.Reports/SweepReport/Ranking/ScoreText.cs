using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Ranking;

/// <summary>
/// Scores over repeats as text: the mean, with all values of fewer than five repeats, and with their standard deviation from five on.
/// </summary>
internal static class ScoreText
{
    /// <summary>"0.987 ± 0.001", "0.987 (0.986, 0.988)".</summary>
    public static string InLine(ScoreSummary score) => InLine(score, value => Numbers.Score(value), deviation => Numbers.Deviation(deviation));

    /// <summary>"97.40 % ± 0.12", "97.40 % (97.31, 97.49)".</summary>
    public static string Percent(ScoreSummary score) =>
        InLine(score, value => Numbers.Percent(value, 2), deviation => Numbers.Decimal(100 * deviation, 2));

    /// <summary>
    /// Returns the note under a mean: from five repeats on the standard deviation and half the interval, below that all values, equal ones once.
    /// </summary>
    public static string? Note(ScoreSummary score)
    {
        string[] values = [.. score.Values.Select(value => Numbers.Score(value)).Distinct()];
        return score.Interval is MeanInterval interval ? $"s\u00A0{Numbers.Score(score.Deviation)}\n±{Numbers.Score(interval.HalfWidth)}"
            : values.Length > 1 ? string.Join('\n', values)
            : null;
    }

    private static string InLine(ScoreSummary score, Func<double, string> value, Func<double, string> deviation) =>
        score.Interval is not null ? $"{value(score.Mean)}\u00A0±\u00A0{deviation(score.Deviation!.Value)}"
        : score.Values.Count > 1 ? $"{value(score.Mean)} ({string.Join(", ", score.Values.Select(value))})"
        : value(score.Mean);
}
