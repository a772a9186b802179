using System.Globalization;

namespace Experiments.Reduction;

/// <summary>The ways in which t-SNE's repulsive forces can be computed.</summary>
public enum TSneMethod
{
    /// <summary>Exact for few points, else by grid and FFT: whichever is faster.</summary>
    Auto,

    /// <summary>All pairs of points, exactly.</summary>
    Exact,

    /// <summary>Convolution on a grid by FFT.</summary>
    Fft,
}

/// <summary>The starts of t-SNE's optimisation.</summary>
public enum TSneInit
{
    /// <summary>Principal components, scaled to a standard deviation of 1e-4.</summary>
    Pca,

    /// <summary>Normal noise of standard deviation 1e-4.</summary>
    Random,

    /// <summary>The smallest nontrivial eigenvectors of the affinities' normalised Laplacian, scaled likewise.</summary>
    Spectral,
}

/// <summary>Settings of t-SNE; the defaults are openTSNE's.</summary>
public sealed record TSneOptions : ReducerOptions
{
    /// <summary>Effective number of neighbours.</summary>
    [Option("effective number of neighbours of each point; below n / 3", Minimum = 1)]
    public double Perplexity { get; init; } = 30;

    /// <summary>Perplexities whose affinities are averaged (Kobak and Berens 2019); null for <see cref="Perplexity"/> alone.</summary>
    [Option("perplexities whose affinities are averaged, ascending and joined by dashes, in place of perplexity: 30-300", NullMeans = "none")]
    public string? Multiscale { get; init; }

    /// <summary>Degrees of freedom of the kernel in the picture (Kobak, Linderman, Steinerberger, Kluger and Berens 2019).</summary>
    [Option("degrees of freedom of the kernel in the picture; below 1 its tails are heavier and groups finer", Minimum = 0, ExclusiveMinimum = true)]
    public double Dof { get; init; } = 1;

    /// <summary>Metric of the neighbour distances.</summary>
    [Option("metric of the distances between samples")]
    public DistanceMetric Metric { get; init; } = DistanceMetric.Euclidean;

    /// <summary>The way in which nearest neighbours are searched for.</summary>
    [Option("how nearest neighbours are found; auto is exact up to 100,000 samples")]
    public NeighborMethod NeighborSearch { get; init; } = NeighborMethod.Auto;

    /// <summary>Factor on the affinities in the first phase.</summary>
    [Option("factor on the attraction in the first phase", Minimum = 0, ExclusiveMinimum = true)]
    public double EarlyExaggeration { get; init; } = 12;

    /// <summary>Iterations of the first phase.</summary>
    [Option("iterations with early exaggeration", Minimum = 0)]
    public int EarlyExaggerationIter { get; init; } = 250;

    /// <summary>Factor on the affinities in the second phase.</summary>
    [Option("factor on the attraction in the second phase; above 1 for tighter groups", Minimum = 0, ExclusiveMinimum = true)]
    public double Exaggeration { get; init; } = 1;

    /// <summary>Iterations of the second phase.</summary>
    [Option("iterations after early exaggeration", Minimum = 0)]
    public int NIter { get; init; } = 500;

    /// <summary>Step size; null for n / exaggeration in each phase.</summary>
    [Option("step size; auto is n / exaggeration in each phase", Minimum = 0, ExclusiveMinimum = true)]
    public double? LearningRate { get; init; }

    /// <summary>Share of the last step kept in the first phase.</summary>
    [Option("momentum in the first phase", Minimum = 0, Maximum = 1)]
    public double InitialMomentum { get; init; } = 0.8;

    /// <summary>Share of the last step kept in the second phase.</summary>
    [Option("momentum in the second phase", Minimum = 0, Maximum = 1)]
    public double FinalMomentum { get; init; } = 0.8;

    /// <summary>Longest step of a point.</summary>
    [Option("longest step of a point in one iteration", Minimum = 0, ExclusiveMinimum = true)]
    public double MaxStepNorm { get; init; } = 5;

    /// <summary>Norm of the gradient over all points below which the second phase ends, looked at every 50 iterations; 0 for never.</summary>
    [Option("gradient norm below which the second phase ends, looked at every 50 iterations; 0 runs them all", Minimum = 0)]
    public double MinGradNorm { get; init; }

    /// <summary>The picture from which the optimisation starts.</summary>
    [Option("starting positions")]
    public TSneInit Init { get; init; } = TSneInit.Pca;

    /// <summary>The way in which repulsion is computed.</summary>
    [Option("how repulsion is computed")]
    public TSneMethod Method { get; init; } = TSneMethod.Auto;

    /// <inheritdoc/>
    public override DistanceMetric NeighborMetric => Metric;

    /// <inheritdoc/>
    public override NeighborMethod NeighborMethod => NeighborSearch;

    /// <inheritdoc/>
    public override int NeighborsNeeded(int n) => (int)Math.Max(1, Math.Min(n - 1, 3 * Perplexities[^1]));

    /// <inheritdoc/>
    public override int PrincipalNeeded(int n, int d) => Init == TSneInit.Pca ? Math.Min(NComponents, Math.Min(n, d)) : 0;

    /// <inheritdoc/>
    public override ReducerOptions WithShareOfIterations(double share, int n) => this with
    {
        EarlyExaggerationIter = ShareOf(EarlyExaggerationIter, share),
        NIter = ShareOf(NIter, share),
    };

    /// <inheritdoc/>
    public override IEnumerable<OptionProblem> Check(int n, int d)
    {
        if (NComponents > 2)
        {
            yield return new OptionProblem("n_components", $"t-SNE draws 1 or 2 dimensions, not {NComponents}; use 2, or another reducer.");
        }

        if (Multiscale is not null && Scales(Multiscale) is null)
        {
            yield return new OptionProblem("multiscale",
                $"multiscale is '{Multiscale}', expected ascending perplexities of at least 1 joined by dashes: 30-300.");
            yield break;
        }

        double largest = Perplexities[^1];
        if (largest >= n / 3.0)
        {
            string most = Math.Max(0, Math.Floor((n - 1) / 3.0)).ToString(CultureInfo.InvariantCulture);
            yield return new OptionProblem(Multiscale is null ? "perplexity" : "multiscale", n < 4
                ? $"t-SNE needs at least 4 samples, got {n}; add samples."
                : string.Create(CultureInfo.InvariantCulture,
                    $"perplexity {largest} needs more than {3 * largest} samples, got {n}; use at most {most}, or add samples."));
        }
    }

    /// <summary>The perplexities of the affinities, ascending: several with a readable <see cref="Multiscale"/>.</summary>
    internal IReadOnlyList<double> Perplexities => Multiscale is not null && Scales(Multiscale) is { } scales ? scales : [Perplexity];

    // Null when the text is no list of ascending perplexities.
    private static double[]? Scales(string text)
    {
        double[] scales = [.. text.Split('-').Select(part =>
            double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double scale) ? scale : 0)];
        bool ascending = Enumerable.Range(1, scales.Length - 1).All(i => scales[i] > scales[i - 1]);
        return scales[0] >= 1 && ascending && double.IsFinite(scales[^1]) ? scales : null;
    }
}
