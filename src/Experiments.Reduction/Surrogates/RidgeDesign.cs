using System.Numerics.Tensors;
using Experiments.Reduction.Numerics;
using Experiments.Reduction.PrincipalComponents;

namespace Experiments.Reduction;

/// <summary>
/// Ridge regression on centred features with a free intercept (Hoerl and Kennard 1970): minimises Σ(y − ȳ − w·(x − x̄))² + λ|w|². The samples are
/// decomposed once, X = USVᵀ; each target and penalty then costs products with U alone, and so do the leave-one-out residuals
/// (y − ŷ) / (1 − h) with leverages h = 1/n + Σ_k u_k² s_k² / (s_k² + λ) (Golub, Heath and Wahba 1979).
/// </summary>
public sealed class RidgeDesign
{
    /// <summary>Largest number of features or samples, whichever is smaller, that is decomposed.</summary>
    public const int Limit = 1024;

    private const int RowsPerBlock = 512;
    private const int LowestExponent = -12;
    private const int HighestExponent = 6;
    private readonly CenteredSamples centered;
    private readonly double[][] left;
    private readonly double[] squares;

    private RidgeDesign(CenteredSamples centered, double[][] left, double[] squares)
    {
        this.centered = centered;
        this.left = left;
        this.squares = squares;
    }

    /// <summary>
    /// The penalties that <see cref="Fit"/> chooses from by default: half powers of ten from 10⁻⁶ to 10³ times the features' mean sum of squares, so
    /// that the choice does not depend on the features' unit.
    /// </summary>
    public IReadOnlyList<double> DefaultPenalties
    {
        get
        {
            double unit = squares.Length == 0 ? 1 : squares.Sum() / centered.Columns;
            return [.. Enumerable.Range(LowestExponent, HighestExponent - LowestExponent + 1).Select(half => unit * Math.Pow(10, half / 2.0))];
        }
    }

    /// <summary>Tells whether n × d samples are small enough.</summary>
    public static bool Fits(int n, int d) => n > 2 && Math.Min(n, d) <= Limit;

    /// <summary>Decomposes <paramref name="samples"/> (n × d, finite).</summary>
    /// <exception cref="ReductionException">The samples are too few, too many and too wide at once, or not finite.</exception>
    public static RidgeDesign Decompose(Matrix samples, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SampleChecks.RequireFinite(samples);
        if (!Fits(samples.Rows, samples.Columns))
        {
            throw new ReductionException(
                $"A ridge regression on {samples.Rows} x {samples.Columns} samples needs at least 3 samples, and at most {Limit} samples or "
                + $"features.");
        }

        CenteredSamples centered = new(samples, context);
        bool tall = samples.Columns < samples.Rows;
        double[] products = tall ? centered.Covariance(context) : centered.Gram(context);
        int size = tall ? samples.Columns : samples.Rows;
        (double[] values, double[][] vectors) = SymmetricEigen.Largest(products, size, Math.Min(size, samples.Rows - 1), context);
        double negligible = Math.Max(samples.Rows, samples.Columns) * Math.ScaleB(1, -52) * Math.Max(values[0], 0);
        vectors = [.. vectors.Where((_, k) => values[k] > negligible)];
        return tall
            ? FromDirections(centered, vectors, context)
            : new RidgeDesign(centered, vectors, [.. values.Take(vectors.Length).Select(value => value * (samples.Rows - 1))]);
    }

    /// <summary>Fits every column of <paramref name="targets"/> (n × axes), each with its own penalty out of <paramref name="penalties"/>.</summary>
    /// <param name="targets">The picture, a column an axis.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    /// <param name="penalties">Positive penalties to choose from; of equals the larger is taken. Null for <see cref="DefaultPenalties"/>.</param>
    /// <exception cref="ReductionException">Rows differ, or a target is not finite.</exception>
    public RidgeSurrogate Fit(Matrix targets, ReductionContext context, IReadOnlyList<double>? penalties = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        SampleChecks.RequireFinite(targets, "coordinates");
        if (targets.Rows != centered.Rows)
        {
            throw new ReductionException($"{targets.Rows} coordinates do not belong to {centered.Rows} samples.");
        }

        double[] choices = [.. (penalties ?? DefaultPenalties).OrderDescending()];
        if (choices.Length == 0 || !(choices[^1] > 0))
        {
            throw new ReductionException("A ridge regression needs penalties above 0 to choose from.");
        }

        double[][] leverages = [.. choices.Select(penalty => Leverages(Shrinkage(penalty), context))];
        Axis[] axes = [.. Enumerable.Range(0, targets.Columns).Select(axis => FitAxis(Column(targets, axis), choices, leverages, context))];
        double[][] weights = centered.Combine([.. axes.Select(axis => axis.Dual)], context);
        return new RidgeSurrogate(new LinearMap(centered.Mean, weights, [.. axes.Select(axis => axis.Intercept)]),
            [.. axes.Select(axis => axis.Quality)]);
    }

    /// <summary>Left singular vectors from right ones, by their own lengths: more exact than by roots of eigenvalues.</summary>
    private static RidgeDesign FromDirections(CenteredSamples centered, double[][] directions, ReductionContext context)
    {
        double[][] left = centered.Project(directions, context);
        double[] squares = Array.ConvertAll(left, u => DoubleSums.Dot(u, u));
        for (int k = 0; k < left.Length; k++)
        {
            TensorPrimitives.Divide(left[k], Math.Sqrt(squares[k]), left[k]);
        }

        return new RidgeDesign(centered, left, squares);
    }

    private Axis FitAxis(double[] target, double[] penalties, double[][] leverages, ReductionContext context)
    {
        double intercept = target.Average();
        double[] y = Array.ConvertAll(target, value => value - intercept);
        double[] parts = Array.ConvertAll(left, u => DoubleSums.Dot(u, y));
        double[][] fits = Array.ConvertAll(penalties, penalty => Combined(Multiply(Shrinkage(penalty), parts), context));
        double[] errors = [.. fits.Select((fit, p) => LeftOutError(y, fit, leverages[p]))];
        int best = Array.IndexOf(errors, errors.Min());
        double[] dual = Combined(Multiply(Array.ConvertAll(squares, square => 1 / (square + penalties[best])), parts), context);
        double total = DoubleSums.Dot(y, y);
        double rest = y.Zip(fits[best], (value, fitted) => (value - fitted) * (value - fitted)).Sum();
        return new Axis(intercept, dual, new RidgeAxis(
            penalties[best], total > 0 ? 1 - (rest / total) : null, total > 0 ? 1 - (errors[best] / total) : null));
    }

    private double LeftOutError(double[] y, double[] fit, double[] leverage)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double error = (y[i] - fit[i]) / (1 - leverage[i] - (1.0 / centered.Rows));
            sum += error * error;
        }

        return sum;
    }

    private double[] Shrinkage(double penalty) => Array.ConvertAll(squares, square => square / (square + penalty));

    /// <summary>Σ_k weight_k u_k, sample by sample.</summary>
    private double[] Combined(double[] weights, ReductionContext context)
    {
        double[] sums = new double[centered.Rows];
        RowBlocks.For(sums.Length, RowsPerBlock, context, (_, start, end) =>
        {
            Span<double> block = sums.AsSpan(start, end - start);
            for (int k = 0; k < left.Length; k++)
            {
                TensorPrimitives.MultiplyAdd(left[k].AsSpan(start, block.Length), weights[k], block, block);
            }
        });
        return sums;
    }

    /// <summary>Σ_k weight_k u_k², sample by sample.</summary>
    private double[] Leverages(double[] weights, ReductionContext context)
    {
        double[] sums = new double[centered.Rows];
        RowBlocks.For(sums.Length, RowsPerBlock, context, (_, start, end) =>
        {
            Span<double> block = sums.AsSpan(start, end - start);
            double[] square = new double[block.Length];
            for (int k = 0; k < left.Length; k++)
            {
                ReadOnlySpan<double> u = left[k].AsSpan(start, block.Length);
                TensorPrimitives.Multiply(u, u, square);
                TensorPrimitives.MultiplyAdd(square, weights[k], block, block);
            }
        });
        return sums;
    }

    private static double[] Multiply(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x * y)];

    private static double[] Column(Matrix matrix, int column) => [.. Enumerable.Range(0, matrix.Rows).Select(i => (double)matrix[i, column])];

    private sealed record Axis(double Intercept, double[] Dual, RidgeAxis Quality);
}
