using Experiments.Reduction;

namespace Experiments.Sweeps.Features;

/// <summary>
/// The two features that make the best picture by themselves. With classes: the pair of the largest Fisher criterion tr(W⁻¹B), B being the
/// covariance of the class means and W that within the classes (Fukunaga 1990, chapter 10). Without: the two of the largest variance.
/// </summary>
/// <param name="First">The feature drawn from left to right.</param>
/// <param name="Second">The feature drawn upwards.</param>
/// <param name="Criterion">The Fisher criterion; null without classes.</param>
internal sealed record FeaturePair(int First, int Second, double? Criterion)
{
    /// <summary>The best pair; null when fewer than two features vary.</summary>
    /// <param name="features">The features, n × d.</param>
    /// <param name="covariance">The covariances of the features.</param>
    /// <param name="labels">Class of every sample, −1 where it is not known; null without classes.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public static FeaturePair? Best(Matrix features, FeatureCovariance covariance, int[]? labels, int classes, ReductionContext context)
    {
        if (labels is not null && labels.Contains(-1))
        {
            int[] rows = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] >= 0)];
            if (rows.Length <= 2)
            {
                return Best(features, covariance, null, 0, context);
            }

            Matrix known = Known(features, rows);
            return Best(known, new FeatureCovariance(known, context), Array.ConvertAll(rows, i => labels[i]), classes, context);
        }

        if (covariance.Varied.Count < 2)
        {
            return null;
        }

        if (labels is null || classes < 2)
        {
            return Widest(covariance);
        }

        FeatureStatistics statistics = new(features, labels, classes);
        FeaturePair[] best = new FeaturePair[covariance.Varied.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Max(1, context.Threads), CancellationToken = context.Cancellation };
        Parallel.For(0, best.Length, options, i => best[i] = BestWith(covariance.Varied[i], covariance, statistics));
        return best.MaxBy(pair => pair.Criterion);
    }

    private static Matrix Known(Matrix features, int[] rows)
    {
        Matrix known = new(rows.Length, features.Columns);
        for (int i = 0; i < rows.Length; i++)
        {
            features.Row(rows[i]).CopyTo(known.Row(i));
        }

        return known;
    }

    private static FeaturePair Widest(FeatureCovariance covariance)
    {
        int[] widest = [.. covariance.Varied.OrderByDescending(feature => covariance[feature, feature]).Take(2)];
        return new FeaturePair(widest[0], widest[1], null);
    }

    private static FeaturePair BestWith(int first, FeatureCovariance covariance, FeatureStatistics statistics) => covariance.Varied
        .Where(second => second != first)
        .Select(second => new FeaturePair(Math.Min(first, second), Math.Max(first, second), Fisher(covariance, statistics, first, second)))
        .MaxBy(pair => pair.Criterion)!;

    /// <summary>tr(W⁻¹B) of two features in closed form; a W without inverse counts as 0.</summary>
    private static double Fisher(FeatureCovariance total, FeatureStatistics statistics, int a, int b)
    {
        (double ba, double bab, double bb) = (statistics.Between(a, a), statistics.Between(a, b), statistics.Between(b, b));
        (double wa, double wab, double wb) = (total[a, a] - ba, total[a, b] - bab, total[b, b] - bb);
        double determinant = (wa * wb) - (wab * wab);
        return determinant > 1e-9 * wa * wb ? ((wb * ba) - (2 * wab * bab) + (wa * bb)) / determinant : 0;
    }
}
