using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Distances;

/// <summary>Many columns: row against row; where registers allow it, eight queries against each point that is read.</summary>
internal sealed class WideDistances(Matrix points, Matrix? queries)
    : ExactDistances(points.Rows, (queries ?? points).Rows, queries is null, Together)
{
    private const int Together = 8;
    private readonly Matrix queries = queries ?? points;

    protected override void Compute(int first, int rows, int from, Span<double> values)
    {
        if (rows > 1 && Avx512F.IsSupported)
        {
            for (int start = 0; start < rows; start += Together)
            {
                int count = Math.Min(Together, rows - start);
                ComputeEight(first + start, count, from, values.Slice(start * Count, count * Count));
            }

            return;
        }

        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> x = queries.Row(first + r);
            for (int j = from; j < Count; j++)
            {
                values[(r * Count) + j] = DoubleSums.SquaredDistance(x, points.Row(j));
            }
        }
    }

    // The last query stands in for those there are not.
    private unsafe void ComputeEight(int first, int rows, int from, Span<double> values)
    {
        int columns = points.Columns;
        Span<double> eight = stackalloc double[Together];
        fixed (double* room = new double[(Together * columns) + Together])
        fixed (float* x = points.Values)
        {
            // A vector that lies across two lines of the cache takes twice as long to load.
            double* q = (double*)(((nint)room + 63) & ~63);
            for (int r = 0; r < Together; r++)
            {
                ReadOnlySpan<float> row = queries.Row(first + Math.Min(r, rows - 1));
                for (int f = 0; f < columns; f++)
                {
                    q[(r * columns) + f] = row[f];
                }
            }

            for (int j = from; j < Count; j++)
            {
                SquaredDistances(q, x + ((long)j * columns), columns, eight);
                for (int r = 0; r < rows; r++)
                {
                    values[(r * Count) + j] = eight[r];
                }
            }
        }
    }

    // Eight sums of eight lanes each, in the order of DoubleSums.SquaredDistance: lane by lane, halves, then the rest of the row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void SquaredDistances(double* q, float* x, int columns, Span<double> sums)
    {
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        int whole = columns & ~7;
        for (int f = 0; f < whole; f += 8)
        {
            Vector512<double> point = Avx512F.ConvertToVector512Double(Vector256.Load(x + f));
            double* at = q + f;
            s0 = Add(s0, Vector512.Load(at) - point);
            s1 = Add(s1, Vector512.Load(at += columns) - point);
            s2 = Add(s2, Vector512.Load(at += columns) - point);
            s3 = Add(s3, Vector512.Load(at += columns) - point);
            s4 = Add(s4, Vector512.Load(at += columns) - point);
            s5 = Add(s5, Vector512.Load(at += columns) - point);
            s6 = Add(s6, Vector512.Load(at += columns) - point);
            s7 = Add(s7, Vector512.Load(at + columns) - point);
        }

        Vector512<double> first = Pairs(Halves(s0, s1), Halves(s2, s3));
        Vector512<double> second = Pairs(Halves(s4, s5), Halves(s6, s7));
        Vector512<double> totals = Avx512F.Shuffle4x128(first, second, 0x88) + Avx512F.Shuffle4x128(first, second, 0xDD);
        Avx512F.PermuteVar8x64(totals, Vector512.Create(0L, 2, 1, 3, 4, 6, 5, 7)).CopyTo(sums);
        for (int r = 0; r < Together && whole < columns; r++)
        {
            double rest = 0;
            for (int f = whole; f < columns; f++)
            {
                double difference = q[(r * columns) + f] - x[f];
                rest += difference * difference;
            }

            sums[r] += rest;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Add(Vector512<double> sum, Vector512<double> difference) =>
        Vector512.FusedMultiplyAdd(difference, difference, sum);

    /// <summary>The halves of either added: four lanes of a, then four of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Halves(Vector512<double> a, Vector512<double> b) =>
        Avx512F.Shuffle4x128(a, b, 0x44) + Avx512F.Shuffle4x128(a, b, 0xEE);

    /// <summary>Neighbouring lanes added: of a and b in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pairs(Vector512<double> a, Vector512<double> b) => Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b);
}
