using System.Numerics.Tensors;

namespace Experiments.Reduction;

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
    private const int FirstOfReach = 3;
    private const double ShortestReach = 1e-10;
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
        float[] reach = Reach(neighbors, UnitOf(samples, options.Metric));
        RowBlocks.For(n, BlockRows, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                Span<int> own = nearest.AsSpan(i * near, near);
                NearOf(neighbors.IndicesOf(i), neighbors.DistancesOf(i), reach[i], reach, own);
                MidNearOf(i, middling.AsSpan(i * middle, middle));
                FurtherOf(i, own, far.AsSpan(i * further, further));
            }
        });
        Near = PairTable.Of(nearest, n, near);
        MidNear = PairTable.Of(middling, n, Math.Max(1, middle));
        Further = PairTable.Of(far, n, Math.Max(1, further));
        return this;
    }

    /// <summary>
    /// Returns the unit of distances: the range of all values, by which the authors divide distances; 1 where there is no range, and for distances
    /// without a unit.
    /// </summary>
    public static double UnitOf(Matrix samples, DistanceMetric metric)
    {
        double range = (double)TensorPrimitives.Max<float>(samples.Values) - TensorPrimitives.Min<float>(samples.Values);
        return range > 0 && metric is DistanceMetric.Euclidean or DistanceMetric.Manhattan ? range : 1;
    }

    /// <summary>σ of every point: the mean distance to its fourth to sixth neighbour, or to the farthest there is.</summary>
    public static float[] Reach(NeighborGraph neighbors, double unit) =>
        [.. Enumerable.Range(0, neighbors.Count).Select(i => ReachOf(neighbors.DistancesOf(i), unit))];

    /// <summary>σ of a point with such distances, ascending; at least 1e-10 units.</summary>
    public static float ReachOf(ReadOnlySpan<float> distances, double unit)
    {
        int first = Math.Min(FirstOfReach, distances.Length - 1);
        double sum = 0;
        int last = Math.Min(FirstOfReach + 3, distances.Length);
        for (int k = first; k < last; k++)
        {
            sum += distances[k];
        }

        return (float)Math.Max(sum / (last - first), ShortestReach * unit);
    }

    /// <summary>The candidates of the smallest scaled distance, smallest first, equal ones in the candidates' order.</summary>
    public static void NearOf(ReadOnlySpan<int> candidates, ReadOnlySpan<float> distances, float own, float[] reach, Span<int> chosen)
    {
        double[] scaled = new double[candidates.Length];
        int[] order = new int[candidates.Length];
        for (int k = 0; k < candidates.Length; k++)
        {
            scaled[k] = (double)distances[k] * distances[k] / own / reach[candidates[k]];
            order[k] = k;
        }

        Array.Sort(order, (a, b) => scaled[a] != scaled[b] ? scaled[a].CompareTo(scaled[b]) : a.CompareTo(b));
        for (int k = 0; k < chosen.Length; k++)
        {
            chosen[k] = candidates[order[k]];
        }
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
        _ => Landmarks.Distance(samples.Row(a), samples.Row(b), options.Metric),
    };
}
