using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Experiments.Reduction;

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
        double[] widened = new double[Together * columns];
        for (int r = 0; r < Together; r++)
        {
            ReadOnlySpan<float> row = queries.Row(first + Math.Min(r, rows - 1));
            for (int f = 0; f < columns; f++)
            {
                widened[(r * columns) + f] = row[f];
            }
        }

        Span<double> eight = stackalloc double[Together];
        fixed (double* q = widened)
        fixed (float* x = points.Values)
        {
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

        (sums[0], sums[1], sums[2], sums[3]) = (Total(s0), Total(s1), Total(s2), Total(s3));
        (sums[4], sums[5], sums[6], sums[7]) = (Total(s4), Total(s5), Total(s6), Total(s7));
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Total(Vector512<double> lanes) => DoubleSums.Total(lanes.GetLower() + lanes.GetUpper());
}
