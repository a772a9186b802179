namespace Experiments.Reports.Statistics;

/// <summary>The median of a few numbers.</summary>
internal static class Median
{
    /// <summary>Returns the middle value, or the mean of the two in the middle; null of nothing.</summary>
    public static double? Of(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length == 0 ? null : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
