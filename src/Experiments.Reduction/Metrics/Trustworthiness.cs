namespace Experiments.Reduction;

/// <summary>Whether neighbours in the picture are neighbours in the data (Venna and Kaski 2001).</summary>
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
        Version: 1);

    public MetricValue Score(EmbeddingView view, int k) => IntrusionPenalty.Score(view.SampleRanks, view, k);
}

/// <summary>Whether neighbours in the data are still neighbours in the picture: trustworthiness with the spaces swapped.</summary>
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
        Version: 1);

    public MetricValue Score(EmbeddingView view, int k) => IntrusionPenalty.Score(view.EmbeddingRanks, view, k);
}

/// <summary>The formula both share: how far away, in ranks of one space, the k nearest of the other space are.</summary>
internal static class IntrusionPenalty
{
    public static MetricValue Score(int[] ranks, EmbeddingView view, int k)
    {
        long n = view.Count;
        double normalizer = Normalizer(n, k);
        if (normalizer <= 0)
        {
            return MetricValue.Undefined($"k = {k} leaves no point outside a neighbourhood of {n} points; choose k of at most {n - 2}");
        }

        long penalty = 0;
        for (int i = 0; i < n; i++)
        {
            foreach (int rank in ranks.AsSpan(i * view.LargestK, k))
            {
                penalty += Math.Max(0, rank - k);
            }
        }

        return 1 - (2 * penalty / normalizer);
    }

    private static double Normalizer(double n, double k) =>
        2 * k < n ? n * k * ((2 * n) - (3 * k) - 1) : n * (n - k) * (n - k - 1);
}
