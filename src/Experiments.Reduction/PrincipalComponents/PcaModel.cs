using Experiments.Reduction.Numerics;

namespace Experiments.Reduction;

/// <summary>The ways in which a principal component analysis can be computed.</summary>
public enum PcaMethod
{
    /// <summary>Exact: all eigenvalues of the d × d covariance.</summary>
    Covariance,

    /// <summary>Exact: all eigenvalues of the n × n Gram matrix (fewer samples than features).</summary>
    Gram,

    /// <summary>Randomised subspace iteration to convergence; only the leading variances are known.</summary>
    Randomized,

    /// <summary>
    /// Exact: all singular values of the centred samples, where the squares in a covariance would hide a component that was asked for.
    /// </summary>
    SingularValues,
}

/// <summary>
/// Principal components of n samples of d features: directions of largest variance. Each component's sign makes its largest absolute
/// loading positive (the first of equals). A component without variance is all zeros.
/// </summary>
public sealed class PcaModel : IFittedReducer
{
    internal PcaModel(double[] mean, double[][] directions, double[] explainedVariance, double totalVariance, PcaMethod method)
    {
        Mean = mean;
        Directions = directions;
        Loadings = new Matrix(mean.Length, directions.Length);
        for (int c = 0; c < directions.Length; c++)
        {
            for (int f = 0; f < mean.Length; f++)
            {
                Loadings.Row(f)[c] = (float)directions[c][f];
            }
        }

        ExplainedVariance = explainedVariance;
        TotalVariance = totalVariance;
        Method = method;
        ExplainedVarianceRatio = [.. explainedVariance.Select(variance => totalVariance > 0 ? variance / totalVariance : 0)];
    }

    /// <summary>Mean of every feature; length d.</summary>
    public double[] Mean { get; }

    /// <summary>d × components; column c is the unit vector of component c, in single precision.</summary>
    public Matrix Loadings { get; }

    /// <summary>The columns of <see cref="Loadings"/> in double precision: what places samples.</summary>
    internal double[][] Directions { get; }

    /// <summary>
    /// Variance (divisor n − 1) along every component that was obtained, largest first: min(n, d) of them, or with
    /// <see cref="PcaMethod.Randomized"/> those that were asked for.
    /// </summary>
    public double[] ExplainedVariance { get; }

    /// <summary>The variances of the components as shares of <see cref="TotalVariance"/>; all 0 for constant samples.</summary>
    public double[] ExplainedVarianceRatio { get; }

    /// <summary>Sum of the variances of all features.</summary>
    public double TotalVariance { get; }

    /// <summary>The way in which it was computed.</summary>
    public PcaMethod Method { get; }

    /// <summary>True when all eigenvalues are known to rounding.</summary>
    public bool IsExact => Method != PcaMethod.Randomized;

    /// <inheritdoc/>
    public ModelParts Parts => new ModelParts()
        .Add("mean", Mean)
        .Add("directions", Directions)
        .Add("explained_variance", ExplainedVariance)
        .Add("total_variance", TotalVariance)
        .Add("method", (double)Method);

    /// <summary>The model with such parts.</summary>
    internal static PcaModel From(ModelParts parts, int features, int components)
    {
        double method = parts.Row("method", 1)[0];
        return Enum.GetValues<PcaMethod>().Any(known => (double)known == method)
            ? new PcaModel(
                parts.Row("mean", features),
                parts.Rows("directions", components, features),
                parts.Row("explained_variance"),
                parts.Row("total_variance", 1)[0],
                (PcaMethod)method)
            : throw new ReductionException(FormattableString.Invariant($"The part 'method' is {method}, which is none."));
    }

    /// <summary>Projects each row of <paramref name="samples"/> (m × d) on the components, in double precision.</summary>
    /// <exception cref="ReductionException">The samples have other columns, or are not finite.</exception>
    public Matrix Transform(Matrix samples, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SampleChecks.RequireFinite(samples);
        SampleChecks.RequireColumns(samples, Mean.Length);
        Matrix scores = new(samples.Rows, Directions.Length);
        RowBlocks.For(samples.Rows, 64, context, (_, start, end) =>
        {
            double[] centered = new double[Mean.Length];
            for (int i = start; i < end; i++)
            {
                for (int f = 0; f < centered.Length; f++)
                {
                    centered[f] = samples[i, f] - Mean[f];
                }

                for (int c = 0; c < Directions.Length; c++)
                {
                    scores.Row(i)[c] = (float)DoubleSums.Dot(centered, Directions[c]);
                }
            }
        });
        return FinitePicture.Require(scores, samples, null);
    }
}
