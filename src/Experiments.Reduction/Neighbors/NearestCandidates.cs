using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Neighbors;

/// <summary>
/// The candidates for the k nearest rows of a block of queries, filtered by single-precision scores whose error is bounded, so that no
/// true neighbour (nor any tie with the last one) is ever dropped.
/// </summary>
/// <remarks>
/// For query i and row j the filter knows L with  L + r²(1 − ε) ≤ key ≤ L + w + r²(1 + ε),  where r² is the query's squared norm and
/// w = 2ερ² for the row's. If t is the k-th smallest L + w seen, the k-th smallest key is at most t + r²(1 + ε), and a row with a key
/// no larger has L ≤ t + 2εr²: everything above may go. Where ties fill the buffer the exact keys decide at once. (Of Manhattan r and ρ
/// stand for r² and ρ², and −εr and εr for r²(1 − ε) and r²(1 + ε).)
/// </remarks>
internal sealed class NearestCandidates(int first, int count, int k, bool excludeSelf, NearestFilter filter)
{
    private readonly Lock gate = new();
    private readonly int capacity = Capacity(k);
    private readonly float[] scores = new float[count * Capacity(k)];
    private readonly int[] indices = new int[count * Capacity(k)];
    private readonly int[] counts = new int[count];
    private readonly float[] limits = Filled(count, float.PositiveInfinity);

    /// <summary>
    /// Offers the inner products of every query of the block (a row each, <paramref name="stride"/> values apart) with
    /// <paramref name="width"/> (a multiple of 8) reference rows from <paramref name="start"/> on. Any thread may, in any order: the result
    /// is the same.
    /// </summary>
    public void Offer(float[] products, int stride, int width, int start)
    {
        lock (gate)
        {
            for (int row = 0; row < count; row++)
            {
                Offer(row, products.AsSpan(row * stride, width), start);
            }
        }
    }

    /// <summary>Writes the k nearest of every query of the block, by (distance, index).</summary>
    public void Finish(Span<int> nearest, Span<float> distances)
    {
        (double Key, int Index)[] ranked = new (double, int)[capacity];
        for (int row = 0; row < count; row++)
        {
            Compact(row);
            Span<(double Key, int Index)> sorted = Rank(row, ranked);
            for (int m = 0; m < k; m++)
            {
                nearest[(row * k) + m] = sorted[m].Index;
                distances[(row * k) + m] = (float)filter.Space.Distance(sorted[m].Key);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Offer(int row, ReadOnlySpan<float> products, int start)
    {
        ReadOnlySpan<float> lows = filter.Lows.AsSpan(start, products.Length);
        Vector256<float> minusTwo = Vector256.Create(-2f);
        Vector256<float> limit = Vector256.Create(limits[row]);
        for (int c = 0; c < products.Length; c += 8)
        {
            Vector256<float> low = Vector256.Create(lows.Slice(c, 8));
            Vector256<float> score = Vector256.FusedMultiplyAdd(minusTwo, Vector256.Create(products.Slice(c, 8)), low);
            uint near = Vector256.LessThan(score, limit).ExtractMostSignificantBits();
            if (near != 0)
            {
                Append(row, score, near, start + c);
                limit = Vector256.Create(limits[row]);
            }
        }
    }

    private void Append(int row, Vector256<float> score, uint near, int start)
    {
        int at = (row * capacity) + counts[row];
        for (; near != 0; near &= near - 1)
        {
            int lane = BitOperations.TrailingZeroCount(near);
            if (!excludeSelf || start + lane != first + row)
            {
                scores[at] = score.GetElement(lane);
                indices[at++] = start + lane;
            }
        }

        counts[row] = at - (row * capacity);
        if (counts[row] > capacity - 8)
        {
            Compact(row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compact(int row)
    {
        Span<float> score = scores.AsSpan(row * capacity, counts[row]);
        Span<int> index = indices.AsSpan(row * capacity, counts[row]);
        Span<float> highs = score.Length <= 1024 ? stackalloc float[score.Length] : new float[score.Length];
        for (int m = 0; m < score.Length; m++)
        {
            highs[m] = score[m] + filter.Widths[index[m]];
        }

        double norm = filter.QueryNorms[first + row];
        Lower(row, Selection.Smallest(highs, k - 1) + (2 * filter.Error * norm) + filter.Tiny);
        int kept = 0;
        for (int m = 0; m < score.Length; m++)
        {
            if (score[m] < limits[row])
            {
                (score[kept], index[kept++]) = (score[m], index[m]);
            }
        }

        counts[row] = kept;
        if (kept > capacity - (capacity / 4))
        {
            CompactExactly(row);
        }
    }

    private void CompactExactly(int row)
    {
        Span<(double Key, int Index)> sorted = Rank(row, new (double, int)[capacity]);
        double least = filter.LeastShare(first + row);
        Lower(row, sorted[k - 1].Key - least + filter.Tiny);
        for (int m = 0; m < k; m++)
        {
            scores[(row * capacity) + m] = MathF.BitDecrement((float)(sorted[m].Key - least));
            indices[(row * capacity) + m] = sorted[m].Index;
        }

        counts[row] = k;
    }

    private Span<(double Key, int Index)> Rank(int row, (double Key, int Index)[] ranked)
    {
        ReadOnlySpan<int> index = indices.AsSpan(row * capacity, counts[row]);
        for (int m = 0; m < index.Length; m++)
        {
            ranked[m] = (filter.Space.Key(first + row, index[m]), index[m]);
        }

        Span<(double Key, int Index)> sorted = ranked.AsSpan(0, index.Length);
        sorted.Sort();
        return sorted;
    }

    private void Lower(int row, double limit) =>
        limits[row] = Math.Min(limits[row], MathF.BitIncrement(MathF.BitIncrement((float)limit)));

    private static int Capacity(int k) => (2 * k) + 64;

    private static float[] Filled(int count, float value)
    {
        float[] values = new float[count];
        Array.Fill(values, value);
        return values;
    }
}
