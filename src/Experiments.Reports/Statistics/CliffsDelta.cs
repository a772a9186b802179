namespace Experiments.Reports;

/// <summary>
/// How often a value of one group exceeds one of the other, less how often it falls below it (Cliff 1993): 1 where the groups do not overlap, 0 where
/// neither is ahead.
/// </summary>
internal static class CliffsDelta
{
    public static double Of(IReadOnlyCollection<double> values, IReadOnlyCollection<double> others) =>
        values.Sum(value => others.Sum(other => Math.Sign(value - other))) / ((double)values.Count * others.Count);
}
