using Experiments.Reduction.Numerics;
using Experiments.Reduction.PrincipalComponents;

namespace Experiments.Reduction;

/// <summary>
/// Principal component analysis (Pearson 1901; Hotelling 1933), in double precision: from the covariance, from the Gram matrix when there are fewer
/// samples than features, from the samples' own singular values where the rounding of those would touch a component that is asked for, and by
/// randomised subspace iteration only when both numbers exceed <see cref="ExactLimit"/>.
/// </summary>
/// <remarks>
/// A component is taken for rounding, with variance 0, when its singular value is no more than max(n, d) · 2⁻⁵² of the largest. (Of components
/// beyond those asked for only variances are known, and those of a covariance no better than that share of the largest variance.)
/// </remarks>
public static class Pca
{
    /// <summary>Largest covariance or Gram matrix that is decomposed exactly.</summary>
    public const int ExactLimit = 2500;

    /// <summary>
    /// Raised by hand whenever the same samples would get other components; part of the cache key of everything that starts from them.
    /// </summary>
    public const int Version = 2;

    /// <summary>
    /// A covariance knows its variances to about 1e-15 of the largest. Down to this share their components are as good as single precision.
    /// </summary>
    private const double ResolvedShare = 1e-7;

    /// <summary>Finds the leading components of <paramref name="samples"/>.</summary>
    /// <param name="samples">The samples, n × d, finite, n ≥ 2.</param>
    /// <param name="components">1 ≤ components ≤ min(n, d).</param>
    /// <param name="context">Threads, progress and cancellation; the seed is not used.</param>
    /// <exception cref="ReductionException">The samples are empty, single or not finite, or too many components are asked for.</exception>
    public static PcaModel Fit(Matrix samples, int components, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SampleChecks.RequireFinite(samples);
        int most = Math.Min(samples.Rows, samples.Columns);
        if (samples.Rows < 2)
        {
            throw new ReductionException("PCA needs at least 2 samples, got 1.");
        }

        if (components < 1 || components > most)
        {
            throw new ReductionException(
                $"{samples.Rows} x {samples.Columns} samples have at most {most} principal components, not {components}; ask for 1 to {most}.");
        }

        CenteredSamples centered = new(samples, context);
        return most > ExactLimit ? RandomizedPca.Fit(centered, components, context)
            : FromProducts(centered, components, context) ?? FromSamples(centered, components, context);
    }

    /// <summary>The share of the largest singular value of n × d samples up to which another is rounding.</summary>
    internal static double Negligible(CenteredSamples centered) => Math.Max(centered.Rows, centered.Columns) * Math.ScaleB(1, -52);

    /// <summary>Null where rounding would touch one of the components.</summary>
    private static PcaModel? FromProducts(CenteredSamples centered, int components, ReductionContext context)
    {
        bool wide = centered.Columns > centered.Rows;
        double[] products = wide ? centered.Gram(context) : centered.Covariance(context);
        (double[] values, double[][] vectors) = SymmetricEigen.Largest(products, Math.Min(centered.Rows, centered.Columns), components, context);
        double[] variances = Rounded(values, Negligible(centered));
        if (variances[0] > 0 && variances[components - 1] < ResolvedShare * variances[0])
        {
            return null;
        }

        // If G = XXᵀ/(n−1) has unit eigenvector u with value λ, then Xᵀu has the direction of the component with variance λ.
        return wide
            ? centered.Model(variances, centered.Combine(vectors, context), PcaMethod.Gram)
            : centered.Model(variances, vectors, PcaMethod.Covariance);
    }

    private static PcaModel FromSamples(CenteredSamples centered, int components, ReductionContext context)
    {
        (double[] values, double[][] vectors) = SingularVectors.Right(
            centered.Triangle(context), Math.Min(centered.Rows, centered.Columns), components, context);
        if (centered.Columns > centered.Rows)
        {
            vectors = centered.Combine(vectors, context);
            SingularVectors.Orthonormalize(vectors);
        }

        double[] variances = [.. Rounded(values, Negligible(centered)).Select(value => value * value / (centered.Rows - 1))];
        return centered.Model(variances, vectors, PcaMethod.SingularValues);
    }

    /// <summary>The values, largest first, with zeros for those up to a share of the first.</summary>
    private static double[] Rounded(double[] values, double share) => [.. values.Select(value => value > share * Math.Max(values[0], 0) ? value : 0)];
}
