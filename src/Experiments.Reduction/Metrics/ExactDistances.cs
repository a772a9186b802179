using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction;

/// <summary>
/// Squared Euclidean distances in double precision, taken from differences (never from norms and inner products), so that duplicates
/// are at distance exactly 0 and equal differences are equal distances. The order of summation is fixed: same bits on any processor.
/// </summary>
internal abstract class ExactDistances
{
    /// <summary>Up to this many columns a whole row of distances is computed column by column.</summary>
    private const int NarrowColumns = 16;

    /// <summary>Number of points.</summary>
    public abstract int Count { get; }

    /// <summary>The kind that suits the width of <paramref name="points"/> (finite values).</summary>
    public static ExactDistances Over(Matrix points) =>
        points.Columns <= NarrowColumns ? new NarrowDistances(points) : new WideDistances(points);

    /// <summary>One distance.</summary>
    public abstract double Between(int i, int j);

    /// <summary>Point i's distances to all points, with infinity for itself, so that no self-match is ever near.</summary>
    public abstract void Fill(int i, Span<double> row);
}

/// <summary>Few columns: kept column after column, so that a row of distances is a handful of streaming passes.</summary>
internal sealed class NarrowDistances : ExactDistances
{
    private readonly double[] columns;
    private readonly int width;

    public NarrowDistances(Matrix points)
    {
        Count = points.Rows;
        width = points.Columns;
        columns = new double[points.Rows * width];
        for (int i = 0; i < Count; i++)
        {
            for (int c = 0; c < width; c++)
            {
                columns[(c * Count) + i] = points[i, c];
            }
        }
    }

    public override int Count { get; }

    public override double Between(int i, int j)
    {
        double sum = 0;
        for (int c = 0; c < width; c++)
        {
            double difference = columns[(c * Count) + j] - columns[(c * Count) + i];
            sum += difference * difference;
        }

        return sum;
    }

    public override void Fill(int i, Span<double> row)
    {
        row.Clear();
        for (int c = 0; c < width; c++)
        {
            AddColumn(columns.AsSpan(c * Count, Count), columns[(c * Count) + i], row);
        }

        row[i] = double.PositiveInfinity;
    }

    private static void AddColumn(ReadOnlySpan<double> column, double origin, Span<double> row)
    {
        ref double x = ref MemoryMarshal.GetReference(column);
        ref double sum = ref MemoryMarshal.GetReference(row);
        Vector256<double> center = Vector256.Create(origin);
        int j = 0;
        for (; j <= column.Length - 4; j += 4)
        {
            Vector256<double> difference = Vector256.LoadUnsafe(ref x, (nuint)j) - center;
            (Vector256.LoadUnsafe(ref sum, (nuint)j) + (difference * difference)).StoreUnsafe(ref sum, (nuint)j);
        }

        for (; j < column.Length; j++)
        {
            double difference = column[j] - origin;
            row[j] += difference * difference;
        }
    }
}

/// <summary>Many columns: row against row, in eight partial sums.</summary>
internal sealed class WideDistances(Matrix points) : ExactDistances
{
    public override int Count => points.Rows;

    public override double Between(int i, int j) => Squared(points.Row(i), points.Row(j));

    public override void Fill(int i, Span<double> row)
    {
        ReadOnlySpan<float> x = points.Row(i);
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = Squared(x, points.Row(j));
        }

        row[i] = double.PositiveInfinity;
    }

    private static double Squared(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        Vector256<double> low = default;
        Vector256<double> high = default;
        int c = 0;
        for (; c <= x.Length - 8; c += 8)
        {
            Vector256<float> a = Load(x, c);
            Vector256<float> b = Load(y, c);
            Vector256<double> first = Vector256.WidenLower(a) - Vector256.WidenLower(b);
            Vector256<double> second = Vector256.WidenUpper(a) - Vector256.WidenUpper(b);
            low += first * first;
            high += second * second;
        }

        low += high;
        double sum = (low[0] + low[1]) + (low[2] + low[3]);
        for (; c < x.Length; c++)
        {
            double difference = (double)x[c] - y[c];
            sum += difference * difference;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ReadOnlySpan<float> values, int at) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)at);
}
