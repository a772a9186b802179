using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Metrics.Curves;

/// <summary>
/// Ranks the entries of rows by (value, index). Values are scaled to keys of 31 bits (scaling keeps order) and dealt out to buckets of their leading
/// bits, about half as many as entries; an entry's rank is its bucket's start and how many keys within are smaller, eight of which one
/// comparison finds. Equal keys are told apart by the values themselves; buckets that hold many, where values crowd, are sorted.
/// </summary>
internal sealed class RowRanks
{
    private const int Lanes = 8;
    private const int LargestCompared = 8 * Lanes;
    private const int KeyBits = 31;

    /// <summary>2^52: added to a smaller number, it leaves the nearest integer in the low bits.</summary>
    private const double Rounding = 1L << 52;

    private readonly int shift;
    private readonly int[] keys;
    private readonly int[] starts;
    private readonly int[] next;
    private readonly int[] dealt;
    private readonly int[] indices;
    private readonly int[] ranks;

    /// <param name="length">The number of entries in a row.</param>
    public RowRanks(int length)
    {
        int bits = Math.Clamp(BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)length)) - 1, 8, 16);
        shift = KeyBits - bits;
        keys = new int[length];
        starts = new int[(1 << bits) + 1];
        next = new int[1 << bits];
        dealt = new int[length + LargestCompared];
        indices = new int[length];
        ranks = new int[length];
        Array.Fill(dealt, int.MaxValue);
    }

    /// <summary>The rank (1 for the least) of every entry of the last row.</summary>
    public ReadOnlySpan<int> Ranks => ranks;

    /// <summary>Ranks a row. Values are not negative; infinities come last.</summary>
    public void Rank(ReadOnlySpan<double> row)
    {
        double largest = LargestFinite(row);
        Scale(row, keys, largest > 0 ? int.MaxValue / largest : 0);
        Deal();
        Compare(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double LargestFinite(ReadOnlySpan<double> row)
    {
        ref double first = ref MemoryMarshal.GetReference(row);
        Vector512<double> infinity = Vector512.Create(double.PositiveInfinity);
        Vector512<double> most = default;
        int j = 0;
        for (; j <= row.Length - Lanes; j += Lanes)
        {
            Vector512<double> value = Vector512.LoadUnsafe(ref first, (nuint)j);
            most = Vector512.ConditionalSelect(Vector512.LessThan(most, value) & Vector512.LessThan(value, infinity), value, most);
        }

        double largest = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            largest = Math.Max(largest, most[lane]);
        }

        for (; j < row.Length; j++)
        {
            largest = row[j] > largest && double.IsFinite(row[j]) ? row[j] : largest;
        }

        return largest;
    }

    /// <summary>The key of every value: value × scale, rounded, at most the largest key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(ReadOnlySpan<double> row, Span<int> keys, double scale)
    {
        ref double first = ref MemoryMarshal.GetReference(row);
        ref int key = ref MemoryMarshal.GetReference(keys);
        int j = 0;
        for (; j <= row.Length - (2 * Lanes); j += 2 * Lanes)
        {
            Vector512<long> low = Rounded(Vector512.LoadUnsafe(ref first, (nuint)j), scale);
            Vector512<long> high = Rounded(Vector512.LoadUnsafe(ref first, (nuint)j + Lanes), scale);
            Vector512.Narrow(low, high).StoreUnsafe(ref key, (nuint)j);
        }

        for (; j < row.Length; j++)
        {
            keys[j] = (int)BitConverter.DoubleToInt64Bits(Math.Min(Math.Min(row[j], double.MaxValue) * scale, int.MaxValue) + Rounding);
        }
    }

    // Infinity is cut before it is scaled, since scaled by 0 it would be no number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Rounded(Vector512<double> value, double scale)
    {
        Vector512<double> scaled = Vector512.MinNative(value, Vector512.Create(double.MaxValue)) * scale;
        return (Vector512.MinNative(scaled, Vector512.Create((double)int.MaxValue)) + Vector512.Create(Rounding)).AsInt64();
    }

    /// <summary>Counts the buckets and puts every key in its own; within one, entries keep their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Deal()
    {
        (int[] all, int[] bounds, int[] free, int[] entries, int[] sorted, int drop) = (keys, starts, next, indices, dealt, shift);
        Array.Clear(free);
        foreach (int key in all)
        {
            free[key >> drop]++;
        }

        int before = 0;
        for (int b = 0; b < free.Length; b++)
        {
            int count = free[b];
            free[b] = before;
            bounds[b] = before;
            before += count;
        }

        bounds[^1] = before;
        for (int j = 0; j < all.Length; j++)
        {
            int place = free[all[j] >> drop]++;
            sorted[place] = all[j];
            entries[place] = j;
        }
    }

    // What lies beyond a bucket is larger than all within: lanes that reach there do not count.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compare(ReadOnlySpan<double> row)
    {
        (int[] entries, int[] sorted, int[] bounds, int[] found, int drop) = (indices, dealt, starts, ranks, shift);
        ref int first = ref MemoryMarshal.GetArrayDataReference(sorted);
        for (int place = 0; place < entries.Length; place++)
        {
            int key = sorted[place];
            int start = bounds[key >> drop];
            int end = bounds[(key >> drop) + 1];
            if (end - start > LargestCompared)
            {
                SortBucket(row, start, end - start);
                place = end - 1;
                continue;
            }

            Vector256<int> own = Vector256.Create(key);
            int smaller = 0;
            int same = 0;
            for (int from = start; from < end; from += Lanes)
            {
                Vector256<int> others = Vector256.LoadUnsafe(ref first, (nuint)from);
                smaller += BitOperations.PopCount(Vector256.LessThan(others, own).ExtractMostSignificantBits());
                same += BitOperations.PopCount(Vector256.Equals(others, own).ExtractMostSignificantBits());
            }

            found[entries[place]] = start + 1 + smaller + (same > 1 ? Settle(row, place, start, end) : 0);
        }
    }

    /// <summary>Counts the entries dealt to the same bin that come before the entry at <paramref name="place"/>.</summary>
    private int Settle(ReadOnlySpan<double> row, int place, int start, int end)
    {
        double own = row[indices[place]];
        int before = 0;
        for (int other = start; other < end; other++)
        {
            double value = row[indices[other]];
            before += dealt[other] == dealt[place] && (value < own || (value == own && other < place)) ? 1 : 0;
        }

        return before;
    }

    private void SortBucket(ReadOnlySpan<double> row, int start, int count)
    {
        (double Value, int Index)[] bucket = new (double, int)[count];
        for (int p = 0; p < count; p++)
        {
            bucket[p] = (row[indices[start + p]], indices[start + p]);
        }

        Array.Sort(bucket);
        for (int p = 0; p < count; p++)
        {
            ranks[bucket[p].Index] = start + p + 1;
        }
    }
}
