using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Distances;

/// <summary>
/// Bins of squared distances that each hold about the same share of all pairs, however the distances are spread: their bounds are quantiles of a
/// sample of pairs. A value that more pairs have than a bin holds has a bin of its own.
/// </summary>
internal sealed class DistanceBins
{
    /// <summary>Bins, but for those of single values.</summary>
    public const int Quantiles = 1 << 15;

    private const int Sampled = 8 * Quantiles;
    private const int Slots = 1 << 17;
    private const int Block = 1 << 12;

    // A few of the smallest and largest bounds share the outermost slots, so that the others are told apart finely.
    private const int Outlying = Quantiles / 64;

    private readonly double[] bounds;
    private readonly int[] starts;
    private readonly long origin;
    private readonly int shift;

    private DistanceBins(double[] bounds)
    {
        this.bounds = bounds;
        int outlying = Math.Min(Outlying, (bounds.Length - 1) / 4);
        origin = BitConverter.DoubleToInt64Bits(bounds[outlying]);
        long range = BitConverter.DoubleToInt64Bits(bounds[bounds.Length - 2 - outlying]) - origin;
        while (range >> shift >= Slots)
        {
            shift++;
        }

        starts = new int[Slots + 1];
        for (int b = 0, slot = 0; slot <= Slots; slot++)
        {
            while (b < bounds.Length - 1 && SlotOf(bounds[b]) < slot)
            {
                b++;
            }

            starts[slot] = b;
        }
    }

    /// <summary>The number of bins, numbered in the order of their distances.</summary>
    public int Count => bounds.Length;

    /// <summary>Draws pairs of points, the same at any number of threads.</summary>
    /// <param name="points">At least two points, finite.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public static DistanceBins Of(Matrix points, ReductionContext context)
    {
        CounterRandom random = new(0, RandomPurposes.DistancePairs);
        double[] sample = new double[Sampled];
        RowBlocks.For(Sampled, Block, context, (_, start, end) =>
        {
            for (int s = start; s < end; s++)
            {
                int i = random.Below(points.Rows, 0, s, 0);
                int j = random.Below(points.Rows - 1, 0, s, 1);
                sample[s] = DoubleSums.SquaredDistance(points.Row(i), points.Row(j + (j >= i ? 1 : 0)));
            }
        });
        Array.Sort(sample);
        return new DistanceBins(Bounds(sample));
    }

    /// <summary>The bins of squared distances (finite).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Find(ReadOnlySpan<double> squares, Span<int> bins)
    {
        ref double bound = ref MemoryMarshal.GetArrayDataReference(bounds);
        ref int start = ref MemoryMarshal.GetArrayDataReference(starts);
        for (int j = 0; j < squares.Length; j++)
        {
            double square = squares[j];
            int slot = SlotOf(square);
            int from = Unsafe.Add(ref start, slot);
            int to = Unsafe.Add(ref start, slot + 1);
            bins[j] = to - from <= 1 ? from + (Unsafe.Add(ref bound, from) <= square ? 1 : 0) : Search(square, from, to);
        }
    }

    /// <summary>Every bin's lower bound but the first's, ascending and distinct; infinity last.</summary>
    private static double[] Bounds(double[] sample)
    {
        List<double> bounds = [sample[0]];
        for (int at = Sampled / Quantiles; at < Sampled; at += Sampled / Quantiles)
        {
            double next = sample[at] > bounds[^1] ? sample[at] : Math.BitIncrement(sample[at]);
            if (next > bounds[^1])
            {
                bounds.Add(next);
            }
        }

        return [.. bounds, double.PositiveInfinity];
    }

    private int SlotOf(double square) => (int)Math.Clamp((BitConverter.DoubleToInt64Bits(square) - origin) >> shift, 0, Slots - 1);

    /// <summary>The number of bounds not above a value, which is between these.</summary>
    private int Search(double square, int from, int to)
    {
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            (from, to) = bounds[middle] <= square ? (middle + 1, to) : (from, middle);
        }

        return from;
    }
}
