using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Distances;

/// <summary>Spearman's correlation of all distances, by sorting them: exact, for as many pairs as memory bears.</summary>
internal static class SortedPairs
{
    /// <summary>Up to this many points (12.5 million pairs, 200 MB) distances are sorted; beyond, they are ranked by bins.</summary>
    public const int MostPoints = 5000;

    /// <summary>Null where all distances of one side are equal, or there are none.</summary>
    public static double? Spearman(ExactDistances data, ExactDistances picture, ReductionContext context)
    {
        int n = data.Count;
        double[] far = new double[(long)n * (n - 1) / 2];
        double[] shown = new double[far.Length];
        PairRows.Visit(data, picture, context, (i, x, y) =>
        {
            int at = (int)(((long)i * n) - ((long)i * (i + 1) / 2));
            x.CopyTo(far.AsSpan(at));
            y.CopyTo(shown.AsSpan(at));
        });
        Array.Sort(far, shown);
        Rank(far);
        Array.Sort(shown, far);
        Rank(shown);
        return PearsonCorrelation.Of(far, shown);
    }

    /// <summary>Replaces sorted values by their ranks, equal ones by the mean of theirs.</summary>
    private static void Rank(double[] sorted)
    {
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            double value = sorted[start];
            for (end = start + 1; end < sorted.Length && sorted[end] == value; end++)
            {
            }

            sorted.AsSpan(start, end - start).Fill((start + end - 1) / 2.0);
        }
    }
}
