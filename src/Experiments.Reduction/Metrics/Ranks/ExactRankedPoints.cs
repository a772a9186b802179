using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Metrics.Distances;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Ranks;

/// <summary>
/// Ranks read off whole rows of double-precision distances: the way for pictures, whose rows cost next to nothing. Counting runs on the
/// distances rounded to single precision (rounding keeps order), and only those that round to the same value are compared in full.
/// </summary>
internal sealed class ExactRankedPoints(ExactDistances distances) : IRankedPoints
{
    private const int BlockRows = 32;

    public int[] Nearest(int k, ReductionContext context) => Pass(new int[distances.Queries * k], k, true, null, context);

    public int[] Ranks(RankQuery query, ReductionContext context)
    {
        PendingRanks pending = new(query);
        Pass(query.Nearest, query.K, false, pending, context);
        return pending.Ranks;
    }

    public (int[] Nearest, int[] Ranks) NearestAndRanks(int[] points, int k, ReductionContext context)
    {
        int[] nearest = new int[points.Length];
        PendingRanks pending = new(new RankQuery(points, nearest, k));
        Pass(nearest, k, true, pending, context);
        return (nearest, pending.Ranks);
    }

    /// <summary>One pass over all distances that finds what is asked for: the nearest, ranks, or both.</summary>
    private int[] Pass(int[] nearest, int k, bool select, PendingRanks? pending, ReductionContext context)
    {
        int n = distances.Count;
        RowBlocks.For(distances.Queries, BlockRows, context, (_, start, end) =>
        {
            RankCounter? counter = pending is null ? null : new RankCounter(n, pending);
            using DistanceRows rows = new(distances, start, end);
            double[] near = new double[k];
            for (int i = start; i < end; i++)
            {
                ReadOnlySpan<double> row = rows.Row(i);
                if (select)
                {
                    new NearestSelection(near, nearest.AsSpan(i * k, k)).Select(row);
                }

                counter?.Count(i, row);
            }
        });
        return nearest;
    }

    /// <summary>Counts the ranks of one row after another.</summary>
    private sealed class RankCounter
    {
        private readonly PendingRanks pending;
        private readonly int[] order;
        private readonly float[] rounded;

        public RankCounter(int n, PendingRanks pending)
        {
            this.pending = pending;
            order = new int[n];
            rounded = new float[RowBlocks.Count(n, BoundedCounts.Lanes) * BoundedCounts.Lanes];
            Array.Fill(rounded, float.PositiveInfinity);
        }

        public void Count(int i, ReadOnlySpan<double> row)
        {
            pending.Start(i, order, row);
            int waiting = pending.Waiting(i);
            if (waiting == 0)
            {
                return;
            }

            Round(row, rounded);
            Span<int> counts = waiting <= 512 ? stackalloc int[2 * waiting] : new int[2 * waiting];
            Span<int> nearer = counts[..waiting];
            Span<int> doubtful = counts[waiting..];
            BoundedCounts.Count(rounded, rounded, pending.Limits(i), nearer, doubtful);
            for (int w = 0; w < waiting; w++)
            {
                (double key, int index) = pending[i, w];
                int ties = doubtful[w] > 1 ? Decide(row, rounded, key, index) : 0;
                pending.Add(i, w, nearer[w] + ties);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Round(ReadOnlySpan<double> row, Span<float> rounded)
        {
            ref double from = ref MemoryMarshal.GetReference(row);
            ref float to = ref MemoryMarshal.GetReference(rounded);
            int j = 0;
            for (; j <= row.Length - 16; j += 16)
            {
                Vector512<double> low = Vector512.LoadUnsafe(ref from, (nuint)j);
                Vector512<double> high = Vector512.LoadUnsafe(ref from, (nuint)j + 8);
                Vector512.Narrow(low, high).StoreUnsafe(ref to, (nuint)j);
            }

            for (; j < row.Length; j++)
            {
                rounded[j] = (float)row[j];
            }
        }

        private static int Decide(ReadOnlySpan<double> row, ReadOnlySpan<float> rounded, double key, int index)
        {
            int before = 0;
            float same = (float)key;
            for (int j = 0; j < row.Length; j++)
            {
                before += rounded[j] == same && (row[j] < key || (row[j] == key && j < index)) ? 1 : 0;
            }

            return before;
        }
    }
}
