using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction;

/// <summary>
/// Ranks the entries of rows by (value, index). Values are scaled to about as many buckets as half the entries (scaling keeps order) and dealt
/// out to them; an entry's rank is its bucket's start and how many within are smaller, eight of which one comparison finds. Buckets
/// that hold many, where values crowd, are sorted.
/// </summary>
internal sealed class RowRanks
{
    private const int Lanes = 8;
    private const int LargestCompared = 8 * Lanes;

    /// <summary>2^52: added to a smaller number, it leaves the nearest integer in the low bits.</summary>
    private const double Rounding = 1L << 52;

    private readonly int buckets;
    private readonly int[] keys;
    private readonly int[] starts;
    private readonly int[] next;
    private readonly double[] values;
    private readonly int[] indices;
    private readonly int[] ranks;

    /// <param name="length">Entries a row.</param>
    public RowRanks(int length)
    {
        buckets = (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)length) / 2, 256, 1 << 16);
        keys = new int[length];
        starts = new int[buckets + 1];
        next = new int[buckets];
        values = new double[length + LargestCompared];
        indices = new int[length];
        ranks = new int[length];
        Array.Fill(values, double.PositiveInfinity);
    }

    /// <summary>The rank (1 for the least) of every entry of the last row.</summary>
    public ReadOnlySpan<int> Ranks => ranks;

    /// <summary>Ranks a row. Values are not negative; infinities come last.</summary>
    public void Rank(ReadOnlySpan<double> row)
    {
        double largest = LargestFinite(row);
        Scale(row, keys, largest > 0 ? (buckets - 1) / largest : 0, buckets - 1);
        Deal(row);
        Compare();
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

    /// <summary>The bucket of every value: value × scale, rounded, at most <paramref name="last"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(ReadOnlySpan<double> row, Span<int> keys, double scale, double last)
    {
        ref double first = ref MemoryMarshal.GetReference(row);
        ref int key = ref MemoryMarshal.GetReference(keys);
        double limit = double.MaxValue;
        int j = 0;
        for (; j <= row.Length - (2 * Lanes); j += 2 * Lanes)
        {
            Vector512<double> low = Vector512.LoadUnsafe(ref first, (nuint)j);
            Vector512<double> high = Vector512.LoadUnsafe(ref first, (nuint)j + Lanes);
            Vector512.Narrow(Rounded(low, scale, last, limit), Rounded(high, scale, last, limit)).StoreUnsafe(ref key, (nuint)j);
        }

        for (; j < row.Length; j++)
        {
            keys[j] = (int)BitConverter.DoubleToInt64Bits(Math.Min(Math.Min(row[j], limit) * scale, last) + Rounding);
        }
    }

    // Infinity is cut before it is scaled, since scaled by 0 it would be no number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Rounded(Vector512<double> value, double scale, double last, double limit) =>
        (Vector512.MinNative(Vector512.MinNative(value, Vector512.Create(limit)) * scale, Vector512.Create(last)) + Vector512.Create(Rounding)).AsInt64();

    /// <summary>Counts the buckets and puts every entry in its own; within one, entries keep their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Deal(ReadOnlySpan<double> row)
    {
        (int[] buckets, int[] bounds, int[] free, int[] entries, double[] dealt) = (keys, starts, next, indices, values);
        Array.Clear(free);
        foreach (int bucket in buckets)
        {
            free[bucket]++;
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
        for (int j = 0; j < row.Length; j++)
        {
            int place = free[buckets[j]]++;
            dealt[place] = row[j];
            entries[place] = j;
        }
    }

    // What lies beyond a bucket is larger than all within: lanes that reach there do not count.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compare()
    {
        (int[] entries, int[] buckets, int[] bounds, int[] found) = (indices, keys, starts, ranks);
        ref double value = ref MemoryMarshal.GetArrayDataReference(values);
        for (int place = 0; place < entries.Length; place++)
        {
            int index = entries[place];
            int start = bounds[buckets[index]];
            int end = bounds[buckets[index] + 1];
            if (end - start > LargestCompared)
            {
                SortBucket(start, end - start);
                place = end - 1;
                continue;
            }

            Vector512<double> own = Vector512.Create(Unsafe.Add(ref value, place));
            ulong earlier = (1UL << (place - start)) - 1;
            int rank = start + 1;
            do
            {
                Vector512<double> others = Vector512.LoadUnsafe(ref value, (nuint)start);
                ulong smaller = Vector512.LessThan(others, own).ExtractMostSignificantBits();
                ulong equal = Vector512.Equals(others, own).ExtractMostSignificantBits();
                rank += BitOperations.PopCount(smaller | (equal & earlier));
                earlier >>= Lanes;
                start += Lanes;
            }
            while (start < end);

            found[index] = rank;
        }
    }

    // Entries of a bucket lie in the order of their indices.
    private void SortBucket(int start, int count)
    {
        (double Value, int Index)[] bucket = new (double, int)[count];
        for (int p = 0; p < count; p++)
        {
            bucket[p] = (values[start + p], indices[start + p]);
        }

        Array.Sort(bucket);
        for (int p = 0; p < count; p++)
        {
            ranks[bucket[p].Index] = start + p + 1;
        }
    }
}
