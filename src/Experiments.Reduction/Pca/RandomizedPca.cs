using System.Numerics.Tensors;

namespace Experiments.Reduction;

/// <summary>
/// Leading principal components by randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4), run until the
/// variances asked for change by less than a billionth of the largest. The random start is fixed: the seed of a run does not enter.
/// </summary>
internal static class RandomizedPca
{
    private const int Oversampling = 10;
    private const int MostIterations = 60;
    private const double Tolerance = 1e-9;

    /// <summary>Finds <paramref name="components"/> components.</summary>
    public static PcaModel Fit(CenteredSamples samples, int components, ReductionContext context)
    {
        int width = Math.Min(components + Oversampling, Math.Min(samples.Rows, samples.Columns));
        double[][] basis = RandomBasis(width, samples.Columns);
        double[] last = new double[width];
        for (int iteration = 0; ; iteration++)
        {
            double[][] projected = samples.Project(basis, context);
            (double[] values, double[][] rotation) = Ritz(projected, context);
            double change = Enumerable.Range(0, components).Max(c => Math.Abs(values[c] - last[c]));
            if (change <= Tolerance * values[0] || iteration == MostIterations)
            {
                double[] variances = [.. values.Take(components).Select(value => value / (samples.Rows - 1))];
                return samples.Model(variances, Rotated(basis, rotation, components), PcaMethod.Randomized);
            }

            last = values;
            basis = samples.Combine(projected, context);
            Orthonormalize(basis);
            context.Progress?.Report(new ReductionProgress("pca", (double)iteration / MostIterations));
        }
    }

    private static double[][] RandomBasis(int width, int size)
    {
        CounterRandom random = new(0, "randomized pca");
        double[][] basis = new double[width][];
        for (int c = 0; c < width; c++)
        {
            basis[c] = new double[size];
            for (int f = 0; f < size; f++)
            {
                basis[c][f] = random.Normal(0, c, f);
            }
        }

        Orthonormalize(basis);
        return basis;
    }

    // Eigenvalues and eigenvectors of the projection's small Gram matrix.
    private static (double[] Values, double[][] Rotation) Ritz(double[][] projected, ReductionContext context)
    {
        int width = projected.Length;
        double[] products = new double[width * width];
        RowBlocks.For(width, 1, context, (a, _, _) =>
        {
            for (int b = 0; b < width; b++)
            {
                products[(a * width) + b] = DoubleSums.Dot(projected[a], projected[b]);
            }
        });
        return SymmetricEigen.Largest(products, width, width, context);
    }

    private static double[][] Rotated(double[][] basis, double[][] rotation, int components)
    {
        double[][] directions = new double[components][];
        for (int c = 0; c < components; c++)
        {
            directions[c] = new double[basis[0].Length];
            for (int b = 0; b < basis.Length; b++)
            {
                TensorPrimitives.MultiplyAdd(basis[b], rotation[c][b], directions[c], directions[c]);
            }
        }

        return directions;
    }

    // Gram and Schmidt, twice, which is as good as orthogonal to rounding; a vector without a direction of its own becomes zero.
    private static void Orthonormalize(double[][] basis)
    {
        for (int c = 0; c < basis.Length; c++)
        {
            double before = Math.Sqrt(DoubleSums.Dot(basis[c], basis[c]));
            for (int pass = 0; pass < 2; pass++)
            {
                for (int b = 0; b < c; b++)
                {
                    TensorPrimitives.MultiplyAdd(basis[b], -DoubleSums.Dot(basis[b], basis[c]), basis[c], basis[c]);
                }
            }

            double norm = Math.Sqrt(DoubleSums.Dot(basis[c], basis[c]));
            TensorPrimitives.Multiply(basis[c], norm > 1e-12 * before ? 1 / norm : 0, basis[c]);
        }
    }
}
