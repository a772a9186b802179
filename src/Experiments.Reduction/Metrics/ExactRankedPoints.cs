using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction;

/// <summary>
/// Ranks read off whole rows of double-precision distances: the way for pictures, whose rows cost next to nothing. Counting runs on the
/// distances rounded to single precision (rounding keeps order), and only those that round to the same value are compared in full.
/// </summary>
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
        PendingRanks pending = new(query);
        RowBlocks.For(n, BlockRows, context, (_, start, end) =>
        {
            double[] row = new double[n];
            float[] rounded = new float[RowBlocks.Count(n, 8) * 8];
            int[] order = new int[n];
            Array.Fill(rounded, float.PositiveInfinity);
            for (int i = start; i < end; i++)
            {
                distances.Fill(i, row);
                pending.Start(i, order, j => row[j], key => new BoundedCounts.Limit((float)key, (float)key));
                Round(row, rounded);
                Count(i, pending, row, rounded);
            }
        });
        return pending.Ranks;
    }

    private static void Round(ReadOnlySpan<double> row, Span<float> rounded)
    {
        ref double from = ref MemoryMarshal.GetReference(row);
        ref float to = ref MemoryMarshal.GetReference(rounded);
        int j = 0;
        for (; j <= row.Length - 8; j += 8)
        {
            Vector256<double> low = Vector256.LoadUnsafe(ref from, (nuint)j);
            Vector256<double> high = Vector256.LoadUnsafe(ref from, (nuint)j + 4);
            Vector256.Narrow(low, high).StoreUnsafe(ref to, (nuint)j);
        }

        for (; j < row.Length; j++)
        {
            rounded[j] = (float)row[j];
        }
    }

    private static void Count(int i, PendingRanks pending, ReadOnlySpan<double> row, ReadOnlySpan<float> rounded)
    {
        int waiting = pending.Waiting(i);
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
