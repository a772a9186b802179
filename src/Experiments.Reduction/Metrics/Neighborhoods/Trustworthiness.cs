using Experiments.Reduction.Metrics.Views;

namespace Experiments.Reduction.Metrics.Neighborhoods;

/// <summary>Measures whether neighbours in the picture are neighbours in the data (Venna and Kaski 2001).</summary>
internal sealed class Trustworthiness : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "trustworthiness",
        "Trustworthiness",
        "1 - (2/G) x the sum, over points that are among the k nearest in the picture but not in the data, of (rank in the data - k); "
        + "G = nk(2n-3k-1) for k < n/2, else n(n-k)(n-k-1) (Venna and Kaski 2001; Lee and Verleysen 2009).",
        PerNeighborhood: true,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 2)
    {
        ByDefault = true,
    };

    public double? Perfect(int count, int k) => 1;

    public double? ByChance(ChanceModel chance, int k) => IntrusionPenalty.ByChance(chance.Count, k);

    public MetricValue Score(EmbeddingView view, int k) => IntrusionPenalty.Score(view.SampleRanks, view, k);
}

/// <summary>Measures whether neighbours in the data are still neighbours in the picture: trustworthiness with the spaces swapped.</summary>
internal sealed class Continuity : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "continuity",
        "Continuity",
        "1 - (2/G) x the sum, over points that are among the k nearest in the data but not in the picture, of (rank in the picture - k); "
        + "G as for trustworthiness (Venna and Kaski 2001).",
        PerNeighborhood: true,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 2)
    {
        ByDefault = true,
    };

    public ViewParts Reads => ViewParts.EmbeddingRanks;

    public double? Perfect(int count, int k) => 1;

    public double? ByChance(ChanceModel chance, int k) => IntrusionPenalty.ByChance(chance.Count, k);

    public MetricValue Score(EmbeddingView view, int k) => IntrusionPenalty.Score(view.EmbeddingRanks, view, k);
}

/// <summary>The formula both share: how far away, in ranks of one space, the k nearest of the other space are.</summary>
internal static class IntrusionPenalty
{
    public static MetricValue Score(int[] ranks, EmbeddingView view, int k)
    {
        long n = view.Count;
        if (Missing(n, k) is { } reason)
        {
            return MetricValue.Undefined(reason);
        }

        long penalty = 0;
        for (int i = 0; i < n; i++)
        {
            penalty += Of(ranks.AsSpan(i * view.LargestK, k), k);
        }

        return 1 - (2 * penalty / Normalizer(n, k));
    }

    /// <summary>k ranks, uniform over 1..n−1, exceed k by (n−1−k)(n−k) / 2(n−1) each.</summary>
    public static double? ByChance(int n, int k) => Missing(n, k) is null
        ? 1 - (n * (double)k * (n - 1.0 - k) * (n - k) / (n - 1.0) / Normalizer(n, k))
        : null;

    /// <summary>One score a point: their mean is the metric.</summary>
    public static double[] PerPoint(int[] ranks, int stride, int k)
    {
        int n = ranks.Length / stride;
        double normalizer = Normalizer(n, k) / n;
        double[] scores = new double[n];
        for (int i = 0; i < n; i++)
        {
            scores[i] = 1 - (2 * Of(ranks.AsSpan(i * stride, k), k) / normalizer);
        }

        return scores;
    }

    /// <summary>Returns the reason why there is no score at this k, or null when there is one.</summary>
    public static string? Missing(long n, int k) => Normalizer(n, k) > 0
        ? null : $"k = {k} leaves no point outside a neighbourhood of {n} points; choose k of at most {n - 2}";

    /// <summary>Sums by how much these ranks exceed k.</summary>
    public static long Of(ReadOnlySpan<int> ranks, int k)
    {
        long penalty = 0;
        foreach (int rank in ranks)
        {
            penalty += Math.Max(0, rank - k);
        }

        return penalty;
    }

    private static double Normalizer(double n, double k) =>
        2 * k < n ? n * k * ((2 * n) - (3 * k) - 1) : n * (n - k) * (n - k - 1);
}
