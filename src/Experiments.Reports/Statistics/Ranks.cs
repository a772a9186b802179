namespace Experiments.Reports.Statistics;

/// <summary>Ranks from 1; equal values share the mean of the places they take.</summary>
internal static class Ranks
{
    public static double[] Of(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        double[] ranks = new double[values.Count];
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && values[order[end]].Equals(values[order[start]]))
            {
                end++;
            }

            foreach (int i in order[start..end])
            {
                ranks[i] = (start + 1 + end) / 2.0;
            }
        }

        return ranks;
    }

    /// <summary>Σ (t³ − t) over the groups of t equal values: what ties take from the variance of rank sums.</summary>
    public static double Ties(IEnumerable<double> values) =>
        values.GroupBy(value => value).Select(same => (double)same.Count()).Sum(t => (t * t * t) - t);
}
