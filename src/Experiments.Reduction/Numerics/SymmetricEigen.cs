using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Numerics;

/// <summary>
/// All eigenvalues of a dense symmetric matrix and the eigenvectors of the largest: Householder tridiagonalisation (Golub and Van Loan
/// 2013, §8.3.1), implicit QL for the values, inverse iteration for the vectors.
/// </summary>
internal static class SymmetricEigen
{
    private const int RowsPerBlock = 64;

    /// <summary>A square so far below rounding, beside a largest entry of about 1, that the square of its inverse could overflow.</summary>
    private const double Nothing = 1e-140;


    /// <summary>Decomposes <paramref name="matrix"/> (size × size, row-major; overwritten).</summary>
    /// <param name="matrix">The symmetric matrix.</param>
    /// <param name="size">The number of rows.</param>
    /// <param name="vectors">The number of eigenvectors wanted.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    /// <returns>All eigenvalues, largest first, and the unit eigenvectors of the first ones.</returns>
    public static (double[] Values, double[][] Vectors) Largest(double[] matrix, int size, int vectors, ReductionContext context)
    {
        // A power of two changes no digit, and keeps squares of very large or small entries within range.
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(matrix));
        int exponent = largest > 0 && double.IsFinite(largest) ? Math.ILogB(largest) : 0;
        ScaleB(matrix, -exponent);
        Householder reduction = new(matrix, size, context);
        Tridiagonal tridiagonal = reduction.Reduce();
        double[] values = tridiagonal.Eigenvalues();
        double[][] leading = tridiagonal.Eigenvectors(values.AsSpan(0, vectors));
        foreach (double[] vector in leading)
        {
            reduction.Rotate(vector);
        }

        ScaleB(values, exponent);
        return (values, leading);
    }

    private static void ScaleB(double[] values, int exponent)
    {
        for (int i = 0; i < values.Length && exponent != 0; i++)
        {
            values[i] = Math.ScaleB(values[i], exponent);
        }
    }

    // Step k reflects column k onto its first entry below the diagonal: with H = I − βvvᵀ, A ← HAH is the rank-two update A − vwᵀ − wvᵀ.
    // Each pass over the rows applies the update of one step and multiplies with the next step's v, so the matrix is read once a step.
    private sealed class Householder(double[] matrix, int size, ReductionContext context)
    {
        private readonly double[] scales = new double[size];
        private readonly double[][] reflectors = new double[size][];

        public Tridiagonal Reduce()
        {
            double[] diagonal = new double[size];
            double[] offDiagonal = new double[size];
            double[] v = new double[size];
            double[] w = new double[size];
            for (int k = 0; k < size; k++)
            {
                UpdateRow(k, k, v, w, v);
                diagonal[k] = matrix[(k * size) + k];
                if (k + 1 < size)
                {
                    double[] next = Reflector(k, out offDiagonal[k]);
                    double[] product = UpdateAndMultiply(k, v, w, next);
                    (v, w) = (next, SecondVector(next, product, scales[k]));
                }
            }

            return new Tridiagonal(diagonal, offDiagonal);
        }

        /// <summary>Turns an eigenvector of the tridiagonal matrix into one of the dense matrix.</summary>
        public void Rotate(double[] vector)
        {
            for (int k = size - 2; k >= 0; k--)
            {
                Span<double> tail = vector.AsSpan(k + 1);
                double dot = DoubleSums.Dot(reflectors[k].AsSpan(k + 1), tail);
                TensorPrimitives.MultiplyAdd(reflectors[k].AsSpan(k + 1), -scales[k] * dot, tail, tail);
            }
        }

        private double[] Reflector(int k, out double offDiagonal)
        {
            double[] v = new double[size];
            Span<double> x = v.AsSpan(k + 1);
            matrix.AsSpan((k * size) + k + 1, size - k - 1).CopyTo(x);
            double square = DoubleSums.Dot(x, x);
            offDiagonal = square > Nothing ? -Math.CopySign(Math.Sqrt(square), x[0]) : 0;
            x[0] -= offDiagonal;
            scales[k] = square > Nothing ? 2 / DoubleSums.Dot(x, x) : 0;
            reflectors[k] = v;
            return v;
        }

        private double[] UpdateAndMultiply(int k, double[] v, double[] w, double[] next)
        {
            double[] product = new double[size];
            int first = k + 1;
            RowBlocks.For(size - first, RowsPerBlock, context, (_, start, end) =>
            {
                for (int i = first + start; i < first + end; i++)
                {
                    product[i] = UpdateRow(i, first, v, w, next);
                }
            });
            return product;
        }

        // Row i minus vᵢw + wᵢv from column first on; returns its product with next.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private double UpdateRow(int i, int first, double[] v, double[] w, double[] next)
        {
            Span<double> row = matrix.AsSpan(i * size, size);
            Vector256<double> minusV = Vector256.Create(-v[i]), minusW = Vector256.Create(-w[i]);
            Vector256<double> sum = default;
            int j = first;
            for (; j <= size - 4; j += 4)
            {
                Vector256<double> updated = Vector256.Create<double>(row.Slice(j, 4));
                updated = Vector256.FusedMultiplyAdd(minusV, Vector256.Create(w.AsSpan(j, 4)), updated);
                updated = Vector256.FusedMultiplyAdd(minusW, Vector256.Create(v.AsSpan(j, 4)), updated);
                updated.CopyTo(row[j..]);
                sum = Vector256.FusedMultiplyAdd(updated, Vector256.Create(next.AsSpan(j, 4)), sum);
            }

            double rest = 0;
            for (; j < size; j++)
            {
                row[j] -= (v[i] * w[j]) + (w[i] * v[j]);
                rest += row[j] * next[j];
            }

            return DoubleSums.Total(sum) + rest;
        }

        private static double[] SecondVector(double[] v, double[] product, double scale)
        {
            double half = scale * scale * DoubleSums.Dot(v, product) / 2;
            double[] w = new double[v.Length];
            for (int i = 0; i < w.Length; i++)
            {
                w[i] = (scale * product[i]) - (half * v[i]);
            }

            return w;
        }
    }
}
