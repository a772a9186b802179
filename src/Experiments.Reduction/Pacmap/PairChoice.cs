using Experiments.Reduction.Neighbors;
using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Pacmap;

/// <summary>
/// The three kinds of pairs of PaCMAP (Wang et al. 2021, section 4). Near: of a point's nearest, those of the smallest distance scaled by both
/// points' own reach, d²/(σᵢσⱼ), σ being the mean distance to the fourth to sixth neighbour. Mid-near: the second nearest of six points drawn at
/// random, over and over. Further: points drawn at random that are not near.
/// </summary>
/// <remarks>
/// Distances are those between the samples themselves, as in the authors' package with apply_pca=False; by default it projects more than 100
/// features on 100 principal components first.
/// </remarks>
internal sealed class PairChoice(Matrix samples, NeighborGraph neighbors, PacmapOptions options, long seed)
{
    private const int Drawn = 6;
    private const int BlockRows = 64;
    private const int MostTries = 64;

    private readonly CounterRandom random = new(seed, RandomPurposes.PacmapPairs);
    private readonly int near = options.NearPairs(samples.Rows);

    public PairTable Near { get; private set; } = null!;

    public PairTable MidNear { get; private set; } = null!;

    public PairTable Further { get; private set; } = null!;

    /// <summary>Chooses the pairs of all three kinds, and returns this object.</summary>
    public PairChoice Choose(ReductionContext context)
    {
        int n = samples.Rows;
        int middle = options.PairsPerNear(options.MnRatio, n, n - 1);
        int further = options.PairsPerNear(options.FpRatio, n, n - 1 - near);
        int[] nearest = new int[n * near];
        int[] middling = new int[n * middle];
        int[] far = new int[n * further];
        Array.Fill(middling, -1);
        Array.Fill(far, -1);
        float[] reach = NeighborReach.Of(neighbors, NeighborReach.UnitOf(samples, options.Metric));
        RowBlocks.For(n, BlockRows, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                Span<int> own = nearest.AsSpan(i * near, near);
                NeighborReach.Nearest(neighbors.IndicesOf(i), neighbors.DistancesOf(i), reach[i], reach, own);
                MidNearOf(i, middling.AsSpan(i * middle, middle));
                FurtherOf(i, own, far.AsSpan(i * further, further));
            }
        });
        Near = PairTable.Of(nearest, n, near);
        MidNear = PairTable.Of(middling, n, Math.Max(1, middle));
        Further = PairTable.Of(far, n, Math.Max(1, further));
        return this;
    }

    private void MidNearOf(int point, Span<int> chosen)
    {
        Span<int> drawn = stackalloc int[Drawn];
        for (int m = 0; m < chosen.Length; m++)
        {
            int count = Draw(point, m * Drawn * MostTries, chosen[..m], drawn);
            chosen[m] = count switch { 0 => -1, 1 => drawn[0], _ => SecondNearest(point, drawn[..count]) };
        }
    }

    private void FurtherOf(int point, ReadOnlySpan<int> nearest, Span<int> chosen)
    {
        int count = Draw(point, -1 - (MostTries * chosen.Length), nearest, chosen);
        chosen[count..].Fill(-1);
    }

    /// <summary>Distinct random points that are neither the point nor taken; fewer where hardly any are left.</summary>
    private int Draw(int point, long firstDraw, ReadOnlySpan<int> taken, Span<int> drawn)
    {
        int count = 0;
        for (int attempt = 0; count < drawn.Length && attempt < MostTries * drawn.Length; attempt++)
        {
            int other = random.Below(samples.Rows, 0, point, firstDraw + attempt);
            if (other != point && !taken.Contains(other) && !drawn[..count].Contains(other))
            {
                drawn[count++] = other;
            }
        }

        return count;
    }

    private int SecondNearest(int point, ReadOnlySpan<int> others)
    {
        (double Distance, int Point) first = (double.PositiveInfinity, -1);
        (double Distance, int Point) second = first;
        foreach (int other in others)
        {
            (double, int) one = (Distance(point, other), other);
            if (one.CompareTo(first) < 0)
            {
                (second, first) = (first, one);
            }
            else if (one.CompareTo(second) < 0)
            {
                second = one;
            }
        }

        return second.Point;
    }

    private double Distance(int a, int b) => options.Metric switch
    {
        DistanceMetric.Euclidean => DoubleSums.SquaredDistance(samples.Row(a), samples.Row(b)),
        _ => PairDistance.Of(samples.Row(a), samples.Row(b), options.Metric),
    };
}
