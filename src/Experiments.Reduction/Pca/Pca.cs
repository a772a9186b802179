namespace Experiments.Reduction;

/// <summary>
/// Principal component analysis (Pearson 1901; Hotelling 1933), in double precision: from the covariance, from the Gram matrix when
/// there are fewer samples than features, and by randomised subspace iteration only when both exceed <see cref="ExactLimit"/>.
/// </summary>
public static class Pca
{
    /// <summary>Largest covariance or Gram matrix that is decomposed exactly.</summary>
    public const int ExactLimit = 2500;

    /// <summary>Finds the leading components of <paramref name="samples"/>.</summary>
    /// <param name="samples">n × d, finite, n ≥ 2.</param>
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
            : samples.Columns <= samples.Rows ? FromCovariance(centered, components, context)
            : FromGram(centered, components, context);
    }

    private static PcaModel FromCovariance(CenteredSamples centered, int components, ReductionContext context)
    {
        double[] covariance = centered.Covariance(context);
        (double[] values, double[][] vectors) = SymmetricEigen.Largest(covariance, centered.Columns, components, context);
        return centered.Model(values, vectors, PcaMethod.Covariance);
    }

    // If G = XXᵀ/(n−1) has unit eigenvector u with value λ, then Xᵀu has the direction of the component with variance λ.
    private static PcaModel FromGram(CenteredSamples centered, int components, ReductionContext context)
    {
        double[] gram = centered.Gram(context);
        (double[] values, double[][] vectors) = SymmetricEigen.Largest(gram, centered.Rows, components, context);
        return centered.Model(values, centered.Combine(vectors, context), PcaMethod.Gram);
    }
}
