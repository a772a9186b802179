namespace Experiments.Reduction;

/// <summary>The starts of PaCMAP's optimisation.</summary>
public enum PacmapInit
{
    /// <summary>The first principal components of the samples scaled to a range of 1, times 0.01.</summary>
    Pca,

    /// <summary>Normal noise of standard deviation 1e-4.</summary>
    Random,
}

/// <summary>
/// Settings of PaCMAP, named and meant as in the authors' package (Wang, Huang, Rudin and Shaposhnik 2021) with apply_pca=False: all values are
/// scaled to a range of 1, whatever the number of features. (By default that package projects more than 100 features on principal components
/// instead, in the data's own unit.)
/// </summary>
public sealed record PacmapOptions : ReducerOptions
{
    /// <summary>Neighbours beyond those asked for, among which the scaled distance chooses.</summary>
    internal const int ExtraNeighbors = 50;

    private const int SmallSampleCount = 10_000;

    /// <summary>Near pairs of a point; null for 10 up to 10,000 samples and 10 + 15·(log₁₀ n − 4) beyond.</summary>
    [Option("near pairs of a point, the point itself not counted; auto is 10 up to 10,000 samples and grows slowly beyond", Minimum = 1)]
    public int? NNeighbors { get; init; }

    /// <summary>Mid-near pairs for every near pair.</summary>
    [Option("mid-near pairs for every near pair: they hold the global structure", Minimum = 0)]
    public double MnRatio { get; init; } = 0.5;

    /// <summary>Further pairs for every near pair.</summary>
    [Option("further pairs for every near pair: they repel", Minimum = 0)]
    public double FpRatio { get; init; } = 2;

    /// <summary>Steps of the optimisation: the first 200 settle the global structure.</summary>
    [Option("optimisation steps: 100 with falling and 100 with level weight of the mid-near pairs, the others without them", Minimum = 1)]
    public int NIter { get; init; } = 450;

    /// <summary>Step length of Adam.</summary>
    [Option("step length of the optimiser (Adam)", Minimum = 0, ExclusiveMinimum = true)]
    public double LearningRate { get; init; } = 1;

    /// <summary>The picture from which the optimisation starts.</summary>
    [Option("starting picture")]
    public PacmapInit Init { get; init; } = PacmapInit.Pca;

    /// <summary>The distance between samples.</summary>
    [Option("distance between samples")]
    public DistanceMetric Metric { get; init; } = DistanceMetric.Euclidean;

    /// <summary>The way in which nearest neighbours are searched for.</summary>
    [Option("how nearest neighbours are found; auto is exact up to 100,000 samples")]
    public NeighborMethod NeighborSearch { get; init; } = NeighborMethod.Auto;

    /// <inheritdoc/>
    public override DistanceMetric NeighborMetric => Metric;

    /// <inheritdoc/>
    public override NeighborMethod NeighborMethod => NeighborSearch;

    /// <inheritdoc/>
    public override int NeighborsNeeded(int n) => Math.Max(0, Math.Min(NearPairs(n) + ExtraNeighbors, n - 1));

    /// <inheritdoc/>
    public override int PrincipalNeeded(int n, int d) => Init == PacmapInit.Pca ? Math.Min(NComponents, Math.Min(n, d)) : 0;

    /// <inheritdoc/>
    public override ReducerOptions WithShareOfIterations(double share, int n) => this with { NIter = ShareOf(NIter, share) };

    /// <inheritdoc/>
    public override IEnumerable<OptionProblem> Check(int n, int d)
    {
        if (NearPairs(n) >= n)
        {
            yield return new OptionProblem(
                "n_neighbors", $"n_neighbors {NearPairs(n)} must be less than the {n} samples; {ChooseAtMost(n - 1, 1)}.");
        }

        if (Init == PacmapInit.Pca && n < 2)
        {
            yield return new OptionProblem("init", $"init pca needs at least 2 samples, got {n}; add samples.");
        }
    }

    /// <summary>
    /// Pairs of another kind for each of n points, so many for every near pair (rounded, half to even) but not more than there are.
    /// </summary>
    internal int PairsPerNear(double ratio, int n, int most) => (int)Math.Min(Math.Round(NearPairs(n) * ratio), most);

    /// <summary>Near pairs of each of n points.</summary>
    internal int NearPairs(int n) => NNeighbors ?? (n <= SmallSampleCount ? 10 : (int)Math.Round(10 + (15 * (Math.Log10(n) - 4))));
}
