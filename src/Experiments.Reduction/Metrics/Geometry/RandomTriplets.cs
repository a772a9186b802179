using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Geometry;

/// <summary>
/// Measures, on random triplets, whether the nearer of two points in the data is the nearer one in the picture: global structure, cheaply.
/// </summary>
internal sealed class RandomTriplets : IEmbeddingMetric
{
    /// <summary>Triplets that are drawn; where there are no more of them (up to 129 points) all are taken.</summary>
    public const int Drawn = 1 << 20;

    private const int Block = 1 << 12;

    public MetricDescriptor Descriptor { get; } = new(
        "random_triplets",
        "Random triplets",
        "Share of triplets (i, j, k) for which j is nearer to i than k both in data and picture, or in neither; equal distances in the data "
        + "say nothing, in the picture they count one half. All triplets up to 129 points, beyond that 1,048,576 drawn with a fixed "
        + "seed, the same for every picture (Wang, Huang, Rudin and Shaposhnik 2021).",
        PerNeighborhood: false,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 1);

    public double? Perfect(int count, int k) => 1;

    public double? ByChance(ChanceModel chance, int k) => 0.5;

    public MetricValue Score(EmbeddingView view, int k)
    {
        long n = view.Count;
        bool all = n * (n - 1) * (n - 2) / 2 <= Drawn;
        Tally tally = n < 3 ? default : all ? OfAll(view) : OfDrawn(view);
        if (tally.Count == 0)
        {
            return MetricValue.Undefined(n < 3 ? $"triplets need at least 3 points, got {n}" : "no triplet has two different distances in the data");
        }

        double share = tally.Agreement / tally.Count;
        return all ? share : new MetricValue(share, null, Math.Sqrt(share * (1 - share) / tally.Count));
    }

    private static Tally OfAll(EmbeddingView view)
    {
        Tally tally = default;
        for (int i = 0; i < view.Count; i++)
        {
            for (int j = 0; j < view.Count; j++)
            {
                for (int k = j + 1; k < view.Count && j != i; k++)
                {
                    tally = k == i ? tally : tally.With(view, i, j, k);
                }
            }
        }

        return tally;
    }

    // Halves add exactly, so the order of blocks makes no difference.
    private static Tally OfDrawn(EmbeddingView view)
    {
        CounterRandom random = new(0, RandomPurposes.RandomTriplets);
        Tally[] tallies = new Tally[RowBlocks.Count(Drawn, Block)];
        RowBlocks.For(Drawn, Block, view.Context, (block, start, end) =>
        {
            Tally tally = default;
            for (int t = start; t < end; t++)
            {
                int i = random.Below(view.Count, 0, t, 0);
                int j = random.Below(view.Count - 1, 0, t, 1);
                int k = random.Below(view.Count - 2, 0, t, 2);
                j += j >= i ? 1 : 0;
                k += k >= Math.Min(i, j) ? 1 : 0;
                k += k >= Math.Max(i, j) ? 1 : 0;
                tally = tally.With(view, i, j, k);
            }

            tallies[block] = tally;
        });
        return tallies.Aggregate((a, b) => new Tally(a.Agreement + b.Agreement, a.Count + b.Count));
    }

    private readonly record struct Tally(double Agreement, long Count)
    {
        public Tally With(EmbeddingView view, int i, int j, int k)
        {
            int data = Compare(view.Samples, i, j, k);
            return data == 0 ? this : new Tally(Agreement + (1 + (data * Compare(view.Embedding, i, j, k))) / 2.0, Count + 1);
        }

        private static int Compare(Matrix points, int i, int j, int k) =>
            DoubleSums.SquaredDistance(points.Row(i), points.Row(j)).CompareTo(DoubleSums.SquaredDistance(points.Row(i), points.Row(k)));
    }
}
