namespace Experiments.Reduction;

/// <summary>The kernels that kernel PCA offers.</summary>
public enum KernelKind
{
    /// <summary>The Gaussian kernel exp(−γ|x − y|²).</summary>
    Rbf,

    /// <summary>(γ x·y + c)ᵖ.</summary>
    Polynomial,

    /// <summary>The cosine of the angle; 0 with a row of zeros.</summary>
    Cosine,
}

/// <summary>Settings of kernel PCA, named as scikit-learn's.</summary>
public sealed record KernelPcaOptions : ReducerOptions
{
    /// <summary>The kernel whose space holds the principal components.</summary>
    [Option("kernel: rbf, polynomial or cosine; scikit-learn's default, linear, is pca")]
    public KernelKind Kernel { get; init; } = KernelKind.Rbf;

    /// <summary>Scale of the rbf and polynomial kernels; null for 1/features.</summary>
    [Option("scale of the rbf and polynomial kernels; auto is 1 / number of features", Minimum = 0, ExclusiveMinimum = true)]
    public double? Gamma { get; init; }

    /// <summary>Power of the polynomial kernel.</summary>
    [Option("power of the polynomial kernel", Minimum = 1)]
    public int Degree { get; init; } = 3;

    /// <summary>Constant of the polynomial kernel.</summary>
    [Option("constant of the polynomial kernel", Minimum = 0)]
    public double Coef0 { get; init; } = 1;

    /// <summary>Samples that the components are made of.</summary>
    [Option("samples, drawn at random, that the components are made of; all are projected on them", Minimum = 3)]
    public int Landmarks { get; init; } = 1500;

    /// <inheritdoc/>
    public override bool UsesSeed(int n) => n > Landmarks;

    /// <inheritdoc/>
    public override bool ReadsZero => Kernel != KernelKind.Rbf;

    /// <inheritdoc/>
    public override IEnumerable<OptionProblem> Check(int n, int d)
    {
        int landmarks = Math.Min(n, Landmarks);
        if (NComponents >= landmarks)
        {
            yield return TooFewLandmarks(landmarks);
        }
    }
}
