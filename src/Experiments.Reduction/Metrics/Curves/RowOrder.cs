using System.Runtime.CompilerServices;

namespace Experiments.Reduction;

/// <summary>
/// Sorts rows of squared distances by (distance, index): two stable counting passes over values scaled to 22 bits (scaling keeps order),
/// then runs that fall together by the full value.
/// </summary>
internal sealed class RowOrder(int length)
{
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;
    private const int Scale = (1 << (2 * Bits)) - 1;
    private readonly int[] low = new int[Buckets];
    private readonly int[] high = new int[Buckets];
    private readonly ulong[] entries = new ulong[length];
    private readonly ulong[] passed = new ulong[length];
    private readonly int[] order = new int[length];

    /// <summary>The indices of a row, ascending by (value, index); valid until the next call. Values are not negative; infinities come last.</summary>
    public ReadOnlySpan<int> Sort(ReadOnlySpan<double> row)
    {
        Load(row);
        Distribute(entries, passed, 32, low);
        Distribute(passed, entries, 32 + Bits, high);
        for (int p = 0; p < entries.Length; p++)
        {
            order[p] = (int)(uint)entries[p];
        }

        SettleTies(row);
        return order;
    }

    /// <summary>Entries of (scaled value, index), and how many there are of each half of the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(ReadOnlySpan<double> row)
    {
        Array.Clear(low);
        Array.Clear(high);
        double scale = Scale / Largest(row);
        scale = double.IsFinite(scale) ? scale : 0;
        for (int j = 0; j < row.Length; j++)
        {
            uint key = double.IsFinite(row[j]) ? (uint)(row[j] * scale) : Scale;
            entries[j] = ((ulong)key << 32) | (uint)j;
            low[key & (Buckets - 1)]++;
            high[key >> Bits]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Largest(ReadOnlySpan<double> row)
    {
        double largest = 0;
        foreach (double value in row)
        {
            largest = value > largest && double.IsFinite(value) ? value : largest;
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Distribute(ulong[] from, ulong[] to, int shift, int[] places)
    {
        int next = 0;
        for (int b = 0; b < Buckets; b++)
        {
            (places[b], next) = (next, next + places[b]);
        }

        foreach (ulong entry in from)
        {
            to[places[(int)(entry >> shift) & (Buckets - 1)]++] = entry;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SettleTies(ReadOnlySpan<double> row)
    {
        for (int start = 0, end; start < entries.Length; start = end)
        {
            ulong key = entries[start] >> 32;
            bool ordered = true;
            for (end = start + 1; end < entries.Length && entries[end] >> 32 == key; end++)
            {
                ordered &= row[order[end - 1]] <= row[order[end]];
            }

            if (!ordered)
            {
                SortRun(row, order.AsSpan(start, end - start));
            }
        }
    }

    private static void SortRun(ReadOnlySpan<double> row, Span<int> run)
    {
        Span<(double Value, int Index)> pairs = run.Length <= 64 ? stackalloc (double, int)[run.Length] : new (double, int)[run.Length];
        for (int p = 0; p < run.Length; p++)
        {
            pairs[p] = (row[run[p]], run[p]);
        }

        pairs.Sort();
        for (int p = 0; p < run.Length; p++)
        {
            run[p] = pairs[p].Index;
        }
    }
}
