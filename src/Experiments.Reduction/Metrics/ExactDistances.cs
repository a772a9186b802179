using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction;

/// <summary>
/// Squared Euclidean distances in double precision, taken from differences (never from norms and inner products), so that duplicates
/// are at distance exactly 0 and equal differences are equal distances. The order of summation is fixed: same bits on any processor.
/// </summary>
internal abstract class ExactDistances
{
    /// <summary>Up to this many columns a row of distances is computed column by column (to the same bits as row against row).</summary>
    public const int NarrowColumns = 7;

    /// <summary>Number of points.</summary>
    public abstract int Count { get; }

    /// <summary>The kind that suits the width of <paramref name="points"/> (finite values).</summary>
    public static ExactDistances Over(Matrix points) =>
        points.Columns <= NarrowColumns ? new NarrowDistances(points) : new WideDistances(points);

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

/// <summary>Many columns: row against row.</summary>
internal sealed class WideDistances(Matrix points) : ExactDistances
{
    public override int Count => points.Rows;

    public override void Fill(int i, Span<double> row)
    {
        ReadOnlySpan<float> x = points.Row(i);
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = DoubleSums.SquaredDistance(x, points.Row(j));
        }

        row[i] = double.PositiveInfinity;
    }
}
