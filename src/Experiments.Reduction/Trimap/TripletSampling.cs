using Experiments.Reduction.Neighbors;
using Experiments.Reduction.Neighbors.Spaces;

namespace Experiments.Reduction.Trimap;

/// <summary>
/// The triplets of TriMap (Amid and Warmuth 2019, section 3): every inlier (of a point's nearest, those of the smallest scaled distance) with
/// outliers drawn at random from what is no nearer inlier, and two random points in the order of their scaled distances.
/// </summary>
internal sealed class TripletSampling(Matrix samples, float[] reach, TrimapOptions options, long seed)
{
    private const int MostTries = 64;
    private readonly CounterRandom random = new(seed, RandomPurposes.TrimapTriplets);
    private readonly float shortest = reach.Min();
    private readonly double unit = NeighborReach.UnitOf(samples, options.Metric);

    /// <summary>Fills in the triplets of one row, with their raw weights.</summary>
    /// <param name="table">The table that the triplets go to.</param>
    /// <param name="point">The number of the row.</param>
    /// <param name="rows">The fitted samples, or new ones.</param>
    /// <param name="nearest">The fitted samples nearest to each of the rows.</param>
    /// <param name="fitted">
    /// True when the rows are the fitted samples. All new ones draw the same random numbers, so that none depends on its place.
    /// </param>
    public void Fill(TripletTable table, int point, Matrix rows, NeighborGraph nearest, bool fitted)
    {
        (int self, int stream) = fitted ? (point, point) : (-1, 0);
        float own = fitted ? reach[point] : Math.Max(NeighborReach.OfPoint(nearest.DistancesOf(point), unit), shortest);
        ReadOnlySpan<float> sample = rows.Row(point);
        Span<int> near = table.Near.AsSpan(point * table.GroupsOfPoint, table.GroupsOfPoint);
        Span<int> inliers = near[..Math.Min(table.Inliers, nearest.K)];
        NeighborReach.Nearest(nearest.IndicesOf(point), nearest.DistancesOf(point), own, reach, inliers);
        for (int g = 0; g < inliers.Length; g++)
        {
            (int first, int count) = table.Triplets(point, g);
            Span<int> far = table.Far.AsSpan(first, count);
            int drawn = Draw(stream, (long)g * count * MostTries, self, inliers[..(g + 1)], far);
            far[drawn..].Fill(-1);
            double scaled = Scaled(sample, own, inliers[g]);
            for (int t = 0; t < drawn; t++)
            {
                table.Weights[first + t] = (float)(Scaled(sample, own, far[t]) - scaled);
            }
        }

        Span<int> pair = stackalloc int[2];
        for (int r = 0; r < table.Random; r++)
        {
            if (Draw(stream, -1 - ((r + 1L) * 2 * MostTries), self, [], pair) == 2)
            {
                (int at, _) = table.Triplets(point, table.Inliers + r);
                (double first, double second) = (Scaled(sample, own, pair[0]), Scaled(sample, own, pair[1]));
                (near[table.Inliers + r], table.Far[at]) = first <= second ? (pair[0], pair[1]) : (pair[1], pair[0]);
                table.Weights[at] = (float)(TripletWeights.RandomShare * Math.Abs(second - first));
            }
        }
    }

    /// <summary>Distinct random samples that are neither the point itself nor taken; fewer where hardly any are left.</summary>
    private int Draw(int stream, long firstDraw, int self, ReadOnlySpan<int> taken, Span<int> drawn)
    {
        int count = 0;
        for (int attempt = 0; count < drawn.Length && attempt < MostTries * drawn.Length; attempt++)
        {
            int other = random.Below(samples.Rows, 0, stream, firstDraw + attempt);
            if (other != self && !taken.Contains(other) && !drawn[..count].Contains(other))
            {
                drawn[count++] = other;
            }
        }

        return count;
    }

    private double Scaled(ReadOnlySpan<float> sample, float own, int other)
    {
        double distance = PairDistance.Of(sample, samples.Row(other), options.Metric);
        return distance * distance / own / reach[other];
    }
}
