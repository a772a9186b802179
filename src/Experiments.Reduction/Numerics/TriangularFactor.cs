using System.Numerics.Tensors;

namespace Experiments.Reduction.Numerics;

/// <summary>
/// The triangular factor R of a tall matrix A = QR by Householder reflections (Golub and Van Loan 2013, §5.2), block of rows after block of rows, in
/// double precision. R has the singular values and right singular vectors of A, to rounding relative to the largest: AᵀA, which squares them, is not
/// formed.
/// </summary>
internal static class TriangularFactor
{
    private const int RowsPerBlock = 256;
    private const int ColumnsPerBlock = 32;

    /// <summary>Writes rows start … of one column, as many as there is room for.</summary>
    public delegate void ColumnWriter(int column, int start, Span<double> values);

    /// <summary>Returns R: columns × columns, row after row, zeros below the diagonal.</summary>
    public static double[] Compute(int rows, int columns, ColumnWriter writer, ReductionContext context)
    {
        double[] triangle = new double[checked(columns * columns)];
        double[] block = new double[checked(columns * RowsPerBlock)];
        for (int start = 0; start < rows; start += RowsPerBlock)
        {
            int depth = Math.Min(RowsPerBlock, rows - start);
            int from = start;
            RowBlocks.For(columns, ColumnsPerBlock, context, (_, first, last) =>
            {
                for (int c = first; c < last; c++)
                {
                    writer(c, from, block.AsSpan(c * depth, depth));
                }
            });
            for (int pivot = 0; pivot < columns; pivot++)
            {
                Reflect(triangle, columns, block, depth, pivot, context);
            }
        }

        return triangle;
    }

    // One reflection turns the pivot's column, the block's rows below R's, into a number on R's diagonal and zeros.
    private static void Reflect(double[] triangle, int columns, double[] block, int depth, int pivot, ReductionContext context)
    {
        double squares = DoubleSums.Dot(block.AsSpan(pivot * depth, depth), block.AsSpan(pivot * depth, depth));
        if (squares == 0)
        {
            return;
        }

        double old = triangle[(pivot * columns) + pivot];
        double diagonal = -Math.CopySign(Math.Sqrt((old * old) + squares), old);
        double head = old - diagonal;
        double scale = 2 / ((head * head) + squares);
        triangle[(pivot * columns) + pivot] = diagonal;
        RowBlocks.For(columns - pivot - 1, ColumnsPerBlock, context, (_, first, last) =>
        {
            ReadOnlySpan<double> tail = block.AsSpan(pivot * depth, depth);
            for (int c = pivot + 1 + first; c < pivot + 1 + last; c++)
            {
                Span<double> column = block.AsSpan(c * depth, depth);
                ref double top = ref triangle[(pivot * columns) + c];
                double factor = scale * ((head * top) + DoubleSums.Dot(tail, column));
                top -= factor * head;
                TensorPrimitives.MultiplyAdd(tail, -factor, column, column);
            }
        });
    }
}
