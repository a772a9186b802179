using System.Diagnostics;
using Experiments.Reduction.Lda;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction;

/// <summary>
/// Linear discriminant analysis (Fisher 1936; Rao 1948), supervised: the directions along which the means of the classes differ most, relative to
/// the spread within classes. With W the covariance within and AAᵀ that between classes (a column of A is a class's mean less that of all, times the
/// root of its share) they solve AAᵀv = λWv, scaled to variance 1 within classes.
/// </summary>
/// <remarks>
/// Every feature's variance within classes gains a ten-billionth of its variance, so that constant features do no harm. scikit-learn's "eigen"
/// solver shrinks the total covariance by itself and takes what is between classes for the difference; here shrinkage changes W alone.
/// </remarks>
public sealed class LdaReducer(LdaOptions options) : IReducer
{
    private const double Ridge = 1e-10;

    /// <summary>
    /// A bound between two sizes: the class means of a constant feature differ, squared and relative, by far less, and numbers that floats can tell
    /// apart by far more.
    /// </summary>
    private const double Rounding = 1e-24;

    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        options.Require(input.Samples);
        ClassMembers[] classes = ClassMembers.Of(input.Samples, input.LabelsFor("LDA"));
        options.RequireClasses(classes.Length);
        context.Cancellation.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        (LdaModel model, double share) = Discriminate(classes, context);
        return new ReductionResult(model.Transform(input.Samples, context))
        {
            Diagnostics = new Dictionary<string, double> { ["classes"] = classes.Length, ["explained_variance_ratio_total"] = share },
            Seconds = new Dictionary<string, double> { ["neighbors"] = 0, ["fit"] = Stopwatch.GetElapsedTime(start).TotalSeconds },
            Fitted = model,
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Assemble(ModelParts parts, int features)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new LdaModel(parts.Row("mean", features), parts.Rows("axes", options.NComponents, features));
    }

    /// <summary>With W = LLᵀ and B = L⁻¹A, an eigenvector u of the small BᵀB gives v = L⁻ᵀBu/√λ.</summary>
    private (LdaModel Model, double Share) Discriminate(ClassMembers[] classes, ReductionContext context)
    {
        int d = classes[0].Mean.Length;
        double[] mean = [.. Enumerable.Range(0, d).Select(f => classes.Sum(members => members.Share * members.Mean[f]))];
        double[][] between = [.. classes.Select(members =>
            Enumerable.Range(0, d).Select(f => Math.Sqrt(members.Share) * (members.Mean[f] - mean[f])).ToArray())];
        double[] within = WithinClassCovariance.Compute(classes, options.Shrinkage, context);
        for (int f = 0; f < d; f++)
        {
            double variance = within[(f * d) + f] + between.Sum(column => column[f] * column[f]);
            within[(f * d) + f] += variance > Rounding * mean[f] * mean[f] ? Ridge * variance : 1;
        }

        Cholesky factor = Cholesky.Of(within, d, context);
        Array.ForEach(between, column => factor.SolveLower(column));
        double[] products = [.. between.SelectMany(a => between.Select(b => DoubleSums.Dot(a, b)))];
        (double[] values, double[][] vectors) = SymmetricEigen.Largest(products, classes.Length, options.NComponents, context);
        double[][] axes = [.. SpectralAxis.Of(values, vectors).Select(weights => Combine(between, weights))];
        Array.ForEach(axes, axis => factor.SolveUpper(axis));
        double all = values.Where(value => value > 0).Sum();
        return (new LdaModel(mean, axes), all > 0 ? Math.Min(1, values.Take(options.NComponents).Sum() / all) : 0);
    }

    private static double[] Combine(double[][] columns, double[] weights) =>
        [.. Enumerable.Range(0, columns[0].Length).Select(f => Enumerable.Range(0, columns.Length).Sum(c => weights[c] * columns[c][f]))];
}
