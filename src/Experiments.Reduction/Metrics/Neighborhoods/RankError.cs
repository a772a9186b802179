using Experiments.Reduction.Metrics.Views;

namespace Experiments.Reduction.Metrics.Neighborhoods;

/// <summary>Mean relative rank error of the points that are near in the picture: how wrong false neighbours are.</summary>
internal sealed class RankErrorOfPicture : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "mrre_picture",
        "MRRE, picture",
        "Mean relative rank error over a point's k nearest in the picture, |rank in the data - rank in the picture| / rank in the picture, "
        + "over its largest value n sum |n-2j|/j, j = 1..k: an error, 0 for a perfect picture (Lee and Verleysen 2007).",
        PerNeighborhood: true,
        NeedsLabels: false,
        HigherIsBetter: false,
        Version: 2);

    public double? Perfect(int count, int k) => 0;

    public double? ByChance(ChanceModel chance, int k) => RelativeRankError.ByChance(chance.Count, k);

    public MetricValue Score(EmbeddingView view, int k) => RelativeRankError.Of(view.SampleRanks, view, k);
}

/// <summary>Mean relative rank error of the points that are near in the data: how wrong missing neighbours are.</summary>
internal sealed class RankErrorOfData : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "mrre_data",
        "MRRE, data",
        "Mean relative rank error over a point's k nearest in the data, |rank in the picture - rank in the data| / rank in the data, "
        + "over its largest value n sum |n-2j|/j, j = 1..k: an error, 0 for a perfect picture (Lee and Verleysen 2007).",
        PerNeighborhood: true,
        NeedsLabels: false,
        HigherIsBetter: false,
        Version: 2);

    public ViewParts Reads => ViewParts.EmbeddingRanks;

    public double? Perfect(int count, int k) => 0;

    public double? ByChance(ChanceModel chance, int k) => RelativeRankError.ByChance(chance.Count, k);

    public MetricValue Score(EmbeddingView view, int k) => RelativeRankError.Of(view.EmbeddingRanks, view, k);
}

/// <summary>The formula both share. The normaliser is reached when the other space orders all points the other way round.</summary>
internal static class RelativeRankError
{
    /// <summary>E|r − p| = (p(p−1) + (n−1−p)(n−p)) / 2(n−1) for a rank r that is uniform over 1..n−1.</summary>
    public static double? ByChance(double n, int k)
    {
        (double error, double largest) = (0, 0);
        for (int p = 1; p <= k; p++)
        {
            error += ((p * (p - 1.0)) + ((n - 1 - p) * (n - p))) / (2 * (n - 1)) / p;
            largest += Math.Abs(n - (2 * p)) / p;
        }

        return largest > 0 ? error / largest : null;
    }

    /// <param name="ranks">n × LargestK: ranks in one space of the nearest in the other, whose own ranks are their places.</param>
    /// <param name="view">The embedding, with its samples.</param>
    /// <param name="k">The neighbourhood size.</param>
    public static MetricValue Of(int[] ranks, EmbeddingView view, int k)
    {
        long n = view.Count;
        double normalizer = 0;
        for (int place = 1; place <= k; place++)
        {
            normalizer += n * (Math.Abs(n - (2.0 * place)) / place);
        }

        if (normalizer == 0)
        {
            return MetricValue.Undefined($"ranks among {n} points cannot be wrong at k = {k}");
        }

        double error = 0;
        for (int place = 1; place <= k; place++)
        {
            long wrong = 0;
            for (int i = 0; i < n; i++)
            {
                wrong += Math.Abs(ranks[(i * view.LargestK) + place - 1] - place);
            }

            error += (double)wrong / place;
        }

        return error / normalizer;
    }
}
