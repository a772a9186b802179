using System.Numerics.Tensors;

namespace Experiments.Reduction.Numerics;

/// <summary>
/// Singular values and right singular vectors of a square matrix A, to rounding relative to the largest: those of AᵀA would be known only to the
/// root of that. They are eigenvalues and eigenvectors of the symmetric matrix with A and Aᵀ beside a diagonal of zeros (Golub and Van Loan 2013,
/// §8.6).
/// </summary>
internal static class SingularVectors
{
    /// <summary>Finds the singular values and right singular vectors of a square matrix.</summary>
    /// <param name="matrix">size × size, row after row.</param>
    /// <param name="size">The number of rows.</param>
    /// <param name="vectors">The number of vectors wanted.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    /// <returns>All singular values, largest first, and the unit right vectors of the first ones.</returns>
    public static (double[] Values, double[][] Vectors) Right(double[] matrix, int size, int vectors, ReductionContext context)
    {
        int both = checked(2 * size);
        double[] symmetric = new double[checked(both * both)];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double value = matrix[(i * size) + j];
                symmetric[(j * both) + size + i] = value;
                symmetric[((size + i) * both) + j] = value;
            }
        }

        (double[] values, double[][] pairs) = SymmetricEigen.Largest(symmetric, both, vectors, context);
        double[][] right = [.. pairs.Select(pair => pair[..size])];
        Orthonormalize(right);
        return ([.. values.Take(size).Select(value => Math.Max(0, value))], right);
    }

    /// <summary>
    /// Makes vectors orthonormal in their order, in place (Gram and Schmidt, twice, which is as good as orthogonal to rounding); one without a
    /// direction of its own becomes zero.
    /// </summary>
    public static void Orthonormalize(double[][] vectors)
    {
        for (int c = 0; c < vectors.Length; c++)
        {
            double before = Math.Sqrt(DoubleSums.Dot(vectors[c], vectors[c]));
            for (int pass = 0; pass < 2; pass++)
            {
                for (int b = 0; b < c; b++)
                {
                    TensorPrimitives.MultiplyAdd(vectors[b], -DoubleSums.Dot(vectors[b], vectors[c]), vectors[c], vectors[c]);
                }
            }

            double norm = Math.Sqrt(DoubleSums.Dot(vectors[c], vectors[c]));
            TensorPrimitives.Multiply(vectors[c], norm > 1e-14 * before ? 1 / norm : 0, vectors[c]);
        }
    }
}
