namespace Experiments.Reduction;

/// <summary>The starts of TriMap's optimisation.</summary>
public enum TrimapInit
{
    /// <summary>The first principal components of the samples scaled to a range of 1, times 0.01.</summary>
    Pca,

    /// <summary>Normal noise of standard deviation 1e-4.</summary>
    Random,
}

/// <summary>Settings of TriMap, named and meant as in the authors' package (Amid and Warmuth 2019).</summary>
public sealed record TrimapOptions : ReducerOptions
{
    /// <summary>Neighbours beyond the inliers, among which the scaled distance chooses.</summary>
    internal const int ExtraNeighbors = 50;

    /// <summary>Inliers of a point.</summary>
    [Option("near points of a point, each the near one of its triplets", Minimum = 1)]
    public int NInliers { get; init; } = 12;

    /// <summary>Triplets of every inlier.</summary>
    [Option("triplets of every near point, each with a far point drawn at random", Minimum = 1)]
    public int NOutliers { get; init; } = 4;

    /// <summary>Triplets of two random points.</summary>
    [Option("triplets of a point with two others drawn at random: they hold the global structure", Minimum = 0)]
    public int NRandom { get; init; } = 3;

    /// <summary>Temperature of the logarithm that tames the weights.</summary>
    [Option("temperature of the logarithm that tames the weights of triplets: 1 is the plain logarithm, 0 leaves them as they are", Minimum = 0,
        Maximum = 1)]
    public double WeightTemp { get; init; } = 0.5;

    /// <summary>Steps of the optimisation.</summary>
    [Option("optimisation steps", Minimum = 1)]
    public int NIter { get; init; } = 400;

    /// <summary>Step length for a point of one triplet.</summary>
    [Option("step length of the optimiser, divided by the triplets of a point", Minimum = 0, ExclusiveMinimum = true)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>The picture from which the optimisation starts.</summary>
    [Option("starting picture")]
    public TrimapInit Init { get; init; } = TrimapInit.Pca;

    /// <summary>The distance between samples.</summary>
    [Option("distance between samples")]
    public DistanceMetric Metric { get; init; } = DistanceMetric.Euclidean;

    /// <summary>The way in which nearest neighbours are searched for.</summary>
    [Option("how nearest neighbours are found; auto is exact up to 100,000 samples")]
    public NeighborMethod NeighborSearch { get; init; } = NeighborMethod.Auto;

    /// <inheritdoc/>
    public override NeighborMethod NeighborMethod => NeighborSearch;

    /// <inheritdoc/>
    public override DistanceMetric NeighborMetric => Metric;

    /// <summary>Triplets of a point.</summary>
    internal int TripletsOfPoint => (NInliers * NOutliers) + NRandom;

    /// <inheritdoc/>
    public override int NeighborsNeeded(int n) => Math.Max(0, Math.Min(NInliers + ExtraNeighbors, n - 1));

    /// <inheritdoc/>
    public override int PrincipalNeeded(int n, int d) => Init == TrimapInit.Pca ? Math.Min(NComponents, Math.Min(n, d)) : 0;

    /// <inheritdoc/>
    public override ReducerOptions WithShareOfIterations(double share, int n) => this with { NIter = ShareOf(NIter, share) };

    /// <inheritdoc/>
    public override IEnumerable<OptionProblem> Check(int n, int d)
    {
        if (NInliers + 1 >= n)
        {
            yield return new OptionProblem(
                "n_inliers", $"n_inliers {NInliers} leaves none of {n} samples to be far; {ChooseAtMost(n - 2, 1)}.");
        }

        foreach ((string option, int value) in ((string, int)[])[("n_outliers", NOutliers), ("n_random", NRandom)])
        {
            if (value > n)
            {
                yield return new OptionProblem(option, $"{option} {value} draws more points than there are samples; choose at most {n}.");
            }
        }
    }
}
