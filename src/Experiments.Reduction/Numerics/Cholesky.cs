using System.Numerics.Tensors;

namespace Experiments.Reduction.Numerics;

/// <summary>The lower triangle L of a symmetric positive definite matrix A = LLᵀ (Golub and Van Loan 2013, §4.2).</summary>
internal sealed class Cholesky
{
    private const int BlockRows = 64;
    private readonly double[] lower;
    private readonly int size;

    private Cholesky(double[] lower, int size)
    {
        this.lower = lower;
        this.size = size;
    }

    /// <summary>Factors <paramref name="matrix"/> (size × size, row-major; overwritten).</summary>
    /// <exception cref="ReductionException">The matrix is not positive definite.</exception>
    public static Cholesky Of(double[] matrix, int size, ReductionContext context)
    {
        for (int j = 0; j < size; j++)
        {
            int column = j;
            double pivot = matrix[(j * size) + j] - DoubleSums.Dot(matrix.AsSpan(j * size, j), matrix.AsSpan(j * size, j));
            if (!(pivot > 0))
            {
                throw new ReductionException($"The covariance is singular at feature {j}: leave out features that others determine, or shrink it.");
            }

            double diagonal = Math.Sqrt(pivot);
            matrix[(j * size) + j] = diagonal;
            RowBlocks.For(size - j - 1, BlockRows, context, (_, start, end) =>
            {
                for (int i = column + 1 + start; i < column + 1 + end; i++)
                {
                    double product = DoubleSums.Dot(matrix.AsSpan(i * size, column), matrix.AsSpan(column * size, column));
                    matrix[(i * size) + column] = (matrix[(i * size) + column] - product) / diagonal;
                }
            });
        }

        return new Cholesky(matrix, size);
    }

    /// <summary>Overwrites b with L⁻¹b.</summary>
    public void SolveLower(Span<double> b)
    {
        for (int i = 0; i < size; i++)
        {
            b[i] = (b[i] - DoubleSums.Dot(lower.AsSpan(i * size, i), b[..i])) / lower[(i * size) + i];
        }
    }

    /// <summary>Overwrites b with L⁻ᵀb.</summary>
    public void SolveUpper(Span<double> b)
    {
        for (int i = size - 1; i >= 0; i--)
        {
            b[i] /= lower[(i * size) + i];
            Span<double> rest = b[..i];
            TensorPrimitives.MultiplyAdd(lower.AsSpan(i * size, i), -b[i], rest, rest);
        }
    }
}
