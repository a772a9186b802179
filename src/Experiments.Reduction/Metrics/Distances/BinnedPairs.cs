using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction;

/// <summary>
/// Spearman's correlation of all distances without holding them: one pass counts them in bins of their leading bits, a second adds the
/// products of their bins' mean ranks. Ties within bins weigh as the square of a bin's share of the pairs.
/// </summary>
internal sealed class BinnedPairs(int points)
{
    /// <summary>Sign and exponent take 9 bits, so 11 of the fraction are left: distances within 0.025 % share a bin.</summary>
    private const int DroppedBits = 12;

    private const int Chunk = 512;

    private const int Bins = 1 << (31 - DroppedBits);

    private readonly ConcurrentBag<Counts> counts = [];
    private readonly double[] products = new double[points];
    private double[] farRanks = [];
    private double[] shownRanks = [];
    private double farSquares;
    private double shownSquares;

    /// <summary>First pass: counts the pairs of a row; rows may come in any order, on several threads.</summary>
    public void Count(ReadOnlySpan<double> data, ReadOnlySpan<double> picture)
    {
        Counts part = counts.TryTake(out Counts? free) ? free : new Counts(new long[Bins], new long[Bins]);
        Count(data, part.Far);
        Count(picture, part.Shown);
        counts.Add(part);
    }

    /// <summary>Between the passes: gives every bin its rank.</summary>
    public void Rank()
    {
        (farRanks, farSquares) = CenteredRanks(count => count.Far);
        (shownRanks, shownSquares) = CenteredRanks(count => count.Shown);
        counts.Clear();
    }

    /// <summary>Second pass: adds up row i; rows may come in any order, on several threads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Add(int i, ReadOnlySpan<double> data, ReadOnlySpan<double> picture)
    {
        double sum = 0;
        (double[] far, double[] shown) = (farRanks, shownRanks);
        Span<int> x = stackalloc int[Chunk];
        Span<int> y = stackalloc int[Chunk];
        for (int start = 0; start < data.Length; start += Chunk)
        {
            int length = Math.Min(Chunk, data.Length - start);
            FindBins(data.Slice(start, length), x);
            FindBins(picture.Slice(start, length), y);
            for (int j = 0; j < length; j++)
            {
                sum += far[x[j]] * shown[y[j]];
            }
        }

        products[i] = sum;
    }

    /// <summary>After both: null where all distances of one side are equal, or there are none.</summary>
    public double? Correlation() =>
        farSquares == 0 || shownSquares == 0 ? null : Math.Clamp(products.Sum() / Math.Sqrt(farSquares) / Math.Sqrt(shownSquares), -1, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Count(ReadOnlySpan<double> squares, long[] bins)
    {
        Span<int> found = stackalloc int[Chunk];
        for (int start = 0; start < squares.Length; start += Chunk)
        {
            int length = Math.Min(Chunk, squares.Length - start);
            FindBins(squares.Slice(start, length), found);
            foreach (int bin in found[..length])
            {
                bins[bin]++;
            }
        }
    }

    /// <summary>The bins of squared distances.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FindBins(ReadOnlySpan<double> squares, Span<int> bins)
    {
        ref double first = ref MemoryMarshal.GetReference(squares);
        ref int bin = ref MemoryMarshal.GetReference(bins);
        int j = 0;
        for (; j <= squares.Length - 16; j += 16)
        {
            Vector512<float> rounded = Vector512.Narrow(Vector512.LoadUnsafe(ref first, (nuint)j), Vector512.LoadUnsafe(ref first, (nuint)j + 8));
            (rounded.AsInt32() >> DroppedBits).StoreUnsafe(ref bin, (nuint)j);
        }

        for (; j < squares.Length; j++)
        {
            bins[j] = BitConverter.SingleToInt32Bits((float)squares[j]) >> DroppedBits;
        }
    }

    /// <summary>The mean rank of each bin less that of all, and the sum of its square over all distances.</summary>
    private (double[] Ranks, double Squares) CenteredRanks(Func<Counts, long[]> side)
    {
        long[] total = new long[Bins];
        foreach (Counts part in counts)
        {
            TensorPrimitives.Add(total, side(part), total);
        }

        double[] ranks = new double[Bins];
        double middle = (total.Sum() - 1) / 2.0;
        double squares = 0;
        long before = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            ranks[bin] = before + ((total[bin] - 1) / 2.0) - middle;
            squares += total[bin] * ranks[bin] * ranks[bin];
            before += total[bin];
        }

        return (ranks, squares);
    }

    private sealed record Counts(long[] Far, long[] Shown);
}
