using System.Globalization;

namespace Experiments.Reduction;

/// <summary>The two ends of a score's scale: what a layout by chance may expect, and what a picture without a flaw has.</summary>
public static class ScoreScale
{
    /// <summary>
    /// The expected score of a layout that has nothing to do with the samples; null where no closed form is known, or the score has none.
    /// </summary>
    /// <param name="score">The score's full name, e.g. "trustworthiness@15".</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="labels">One class a sample, −1 for those that scores of classes leave out; or null.</param>
    /// <param name="registry">The metrics that the score may be of; null for those of this library.</param>
    public static double? ByChance(string score, int count, int[]? labels, MetricRegistry? registry = null)
    {
        int[] sizes = labels is null ? [] : [.. labels.Where(label => label >= 0).GroupBy(label => label).Select(same => same.Count())];
        return Find(score, count, registry) is not ({ } metric, int k) ? null
            : !metric.Descriptor.NeedsLabels ? metric.ByChance(new ChanceModel(count, sizes), k)
            : labels is null || k >= sizes.Sum() ? null
            : metric.ByChance(new ChanceModel(sizes.Sum(), sizes), k);
    }

    /// <summary>The score of a picture without a flaw; null where it has no bound, or the score has no name.</summary>
    /// <param name="score">The score's full name, e.g. "trustworthiness@15".</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="registry">The metrics that the score may be of; null for those of this library.</param>
    public static double? Perfect(string score, int count, MetricRegistry? registry = null) =>
        Find(score, count, registry) is ({ } metric, int k) ? metric.Perfect(count, k) : null;

    /// <summary>
    /// The metric and its neighbourhood size (0 without one); null for a name of none, or a size that is not below the number of samples.
    /// </summary>
    private static (IEmbeddingMetric, int)? Find(string score, int count, MetricRegistry? registry)
    {
        ArgumentNullException.ThrowIfNull(score);
        string[] parts = score.Split('@');
        IEmbeddingMetric? metric = registry is null ? StandardMetrics.Find(parts[0]) : registry.Find(parts[0]);
        if (metric is null || metric.Descriptor.PerNeighborhood != (parts.Length == 2))
        {
            return null;
        }

        return parts.Length == 1 ? (metric, 0)
            : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int k) && k >= 1 && k < count ? (metric, k)
            : null;
    }
}
