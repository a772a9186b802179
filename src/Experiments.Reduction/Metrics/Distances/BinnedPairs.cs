using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Experiments.Reduction.Metrics.Distances;

/// <summary>
/// Spearman's correlation of all distances without holding them: one pass counts them in <see cref="DistanceBins"/>, a second adds the products of
/// their bins' mean ranks. With x the exact ranks less their mean and e what the bins take from them, the correlation errs by at most ‖e‖/‖x‖ of
/// data and picture together; ‖e‖² ≤ Σ c³/12 over bins of c pairs and ‖x‖² ≈ N³/12 make that about a bin's share, 1/32,768 each.
/// </summary>
internal sealed class BinnedPairs
{
    private const int Chunk = 512;

    private readonly ConcurrentBag<Counts> counts = [];
    private readonly DistanceBins far;
    private readonly DistanceBins shown;
    private readonly double[] products;
    private double[] farRanks = [];
    private double[] shownRanks = [];
    private double farSquares;
    private double shownSquares;

    /// <summary>Chooses the bins of both spaces from pairs drawn of each.</summary>
    /// <param name="data">The data, n × d.</param>
    /// <param name="picture">The picture, n × any number of dimensions.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public BinnedPairs(Matrix data, Matrix picture, ReductionContext context)
    {
        far = DistanceBins.Of(data, context);
        shown = DistanceBins.Of(picture, context);
        products = new double[data.Rows];
    }

    /// <summary>First pass: counts the pairs of a row; rows may come in any order, on several threads.</summary>
    public void Count(ReadOnlySpan<double> data, ReadOnlySpan<double> picture)
    {
        Counts part = counts.TryTake(out Counts? free) ? free : new Counts(new long[far.Count], new long[shown.Count]);
        Count(far, data, part.Far);
        Count(shown, picture, part.Shown);
        counts.Add(part);
    }

    /// <summary>Between the passes: gives every bin its rank.</summary>
    public void Rank()
    {
        (farRanks, farSquares) = CenteredRanks(far.Count, count => count.Far);
        (shownRanks, shownSquares) = CenteredRanks(shown.Count, count => count.Shown);
        counts.Clear();
    }

    /// <summary>Second pass: adds up row i; rows may come in any order, on several threads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Add(int i, ReadOnlySpan<double> data, ReadOnlySpan<double> picture)
    {
        double sum = 0;
        (double[] left, double[] right) = (farRanks, shownRanks);
        Span<int> x = stackalloc int[Chunk];
        Span<int> y = stackalloc int[Chunk];
        for (int start = 0; start < data.Length; start += Chunk)
        {
            int length = Math.Min(Chunk, data.Length - start);
            far.Find(data.Slice(start, length), x);
            shown.Find(picture.Slice(start, length), y);
            for (int j = 0; j < length; j++)
            {
                sum += left[x[j]] * right[y[j]];
            }
        }

        products[i] = sum;
    }

    /// <summary>After both: null where all distances of one side are equal, or there are none.</summary>
    public double? Correlation() =>
        farSquares == 0 || shownSquares == 0 ? null : Math.Clamp(products.Sum() / Math.Sqrt(farSquares) / Math.Sqrt(shownSquares), -1, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Count(DistanceBins bins, ReadOnlySpan<double> squares, long[] counts)
    {
        Span<int> found = stackalloc int[Chunk];
        for (int start = 0; start < squares.Length; start += Chunk)
        {
            int length = Math.Min(Chunk, squares.Length - start);
            bins.Find(squares.Slice(start, length), found);
            foreach (int bin in found[..length])
            {
                counts[bin]++;
            }
        }
    }

    /// <summary>The mean rank of each bin less that of all, and the sum of its square over all distances.</summary>
    private (double[] Ranks, double Squares) CenteredRanks(int bins, Func<Counts, long[]> side)
    {
        long[] total = new long[bins];
        foreach (Counts part in counts)
        {
            TensorPrimitives.Add(total, side(part), total);
        }

        double[] ranks = new double[bins];
        double middle = (total.Sum() - 1) / 2.0;
        double squares = 0;
        long before = 0;
        for (int bin = 0; bin < bins; bin++)
        {
            ranks[bin] = before + ((total[bin] - 1) / 2.0) - middle;
            squares += total[bin] * ranks[bin] * ranks[bin];
            before += total[bin];
        }

        return (ranks, squares);
    }

    private sealed record Counts(long[] Far, long[] Shown);
}
