using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction;

/// <summary>Ranks read off whole rows of double-precision distances: the way for pictures, whose rows cost next to nothing.</summary>
internal sealed class ExactRankedPoints(ExactDistances distances) : IRankedPoints
{
    private const int BlockRows = 32;

    public int[] Nearest(int k, ReductionContext context)
    {
        int n = distances.Count;
        int[] nearest = new int[n * k];
        RowBlocks.For(n, BlockRows, context, (_, start, end) =>
        {
            double[] row = new double[n];
            double[] near = new double[k];
            for (int i = start; i < end; i++)
            {
                distances.Fill(i, row);
                new NearestSelection(near, nearest.AsSpan(i * k, k)).Select(row);
            }
        });
        return nearest;
    }

    public int[] Ranks(RankQuery query, ReductionContext context)
    {
        int n = distances.Count;
        int[] ranks = new int[query.Points.Length];
        RowBlocks.For(n, BlockRows, context, (_, start, end) =>
        {
            double[] row = new double[n];
            int[] places = new int[n];
            for (int i = start; i < end; i++)
            {
                Span<int> found = ranks.AsSpan(i * query.K, query.K);
                if (query.Known(i, places, found) > 0)
                {
                    distances.Fill(i, row);
                    Count(row, query.Points.AsSpan(i * query.K, query.K), found);
                }
            }
        });
        return ranks;
    }

    /// <summary>Counts, for every point whose rank is still 0, how many come before it in the row's order.</summary>
    public static void Count(ReadOnlySpan<double> row, ReadOnlySpan<int> points, Span<int> ranks)
    {
        for (int p = 0; p < points.Length; p++)
        {
            if (ranks[p] == 0)
            {
                ranks[p] = 1 + Before(row, points[p]);
            }
        }
    }

    /// <summary>How many points of a row come before point j: the nearer ones, and those as near with a smaller index.</summary>
    private static int Before(ReadOnlySpan<double> row, int j) =>
        CountUpTo(row[..j], row[j]) + CountUpTo(row[(j + 1)..], Math.BitDecrement(row[j]));

    /// <summary>How many values are at most <paramref name="limit"/>.</summary>
    private static int CountUpTo(ReadOnlySpan<double> values, double limit)
    {
        ref double first = ref MemoryMarshal.GetReference(values);
        Vector256<double> limits = Vector256.Create(limit);
        Vector256<long> even = default;
        Vector256<long> odd = default;
        int j = 0;
        for (; j <= values.Length - 8; j += 8)
        {
            even -= Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)j), limits).AsInt64();
            odd -= Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)j + 4), limits).AsInt64();
        }

        int count = (int)Vector256.Sum(even + odd);
        for (; j < values.Length; j++)
        {
            count += values[j] <= limit ? 1 : 0;
        }

        return count;
    }
}
