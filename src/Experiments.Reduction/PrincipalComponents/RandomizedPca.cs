using System.Numerics.Tensors;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.PrincipalComponents;

/// <summary>
/// Leading principal components by randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4: orthonormal after each of the two
/// products, so that none is lost beside the largest), run until each variance changes by less than a billionth of the largest and a millionth of
/// itself.
/// The random start is fixed: the seed of a run does not enter.
/// </summary>
internal static class RandomizedPca
{
    private const int Oversampling = 10;
    private const int MostIterations = 60;
    private const double Tolerance = 1e-9;
    private const double OwnTolerance = 1e-6;

    /// <summary>Finds <paramref name="components"/> components.</summary>
    public static PcaModel Fit(CenteredSamples samples, int components, ReductionContext context)
    {
        int width = Math.Min(components + Oversampling, Math.Min(samples.Rows, samples.Columns));
        double[][] basis = RandomBasis(width, samples.Columns);
        double[] last = new double[width];
        for (int iteration = 0; ; iteration++)
        {
            double[][] projected = samples.Project(basis, context);
            (double[] variances, double[][] rotation) = Decompose(projected, samples, context);
            bool settled = Enumerable.Range(0, components).All(c =>
                Math.Abs(variances[c] - last[c]) <= Math.Min(Tolerance * variances[0], OwnTolerance * variances[c]));
            if (settled || iteration == MostIterations)
            {
                return samples.Model(variances[..components], Rotated(basis, rotation, components), PcaMethod.Randomized);
            }

            last = variances;
            SingularVectors.Orthonormalize(projected);
            basis = samples.Combine(projected, context);
            SingularVectors.Orthonormalize(basis);
            context.Progress?.Report(new ReductionProgress("pca", (double)iteration / MostIterations));
        }
    }

    private static double[][] RandomBasis(int width, int size)
    {
        CounterRandom random = new(0, RandomPurposes.RandomizedPca);
        double[][] basis = new double[width][];
        for (int c = 0; c < width; c++)
        {
            basis[c] = new double[size];
            for (int f = 0; f < size; f++)
            {
                basis[c][f] = random.Normal(0, c, f);
            }
        }

        SingularVectors.Orthonormalize(basis);
        return basis;
    }

    // Variances along the best directions within the basis, and the rotation to them.
    private static (double[] Variances, double[][] Rotation) Decompose(double[][] projected, CenteredSamples samples, ReductionContext context)
    {
        int width = projected.Length;
        double[] triangle = TriangularFactor.Compute(
            samples.Rows, width, (c, start, values) => projected[c].AsSpan(start, values.Length).CopyTo(values), context);
        (double[] values, double[][] rotation) = SingularVectors.Right(triangle, width, width, context);
        double negligible = Pca.Negligible(samples) * values[0];
        return ([.. values.Select(value => value > negligible ? value * value / (samples.Rows - 1) : 0)], rotation);
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
}
