using Experiments.Reduction.Graphs;

namespace Experiments.Reduction;

/// <summary>The starts of UMAP's optimisation.</summary>
public enum UmapInit
{
    /// <summary>The smallest nontrivial eigenvectors of the fuzzy graph's normalised Laplacian.</summary>
    Spectral,

    /// <summary>The first principal components of the samples.</summary>
    Pca,

    /// <summary>Uniform noise in every dimension.</summary>
    Random,
}

/// <summary>Settings of UMAP, named and meant as umap-learn's (McInnes, Healy and Melville 2018).</summary>
public record UmapOptions : ReducerOptions
{
    private const int SmallSampleCount = 10_000;
    private const int FewEpochs = 10;
    private const int EpochsForDensity = 200;

    /// <summary>Points in a neighbourhood, the point itself among them (15 means 14 others).</summary>
    [Option("points in a neighbourhood, the point itself included; more shows more of the global structure", Minimum = 2)]
    public int NNeighbors { get; init; } = 15;

    /// <summary>The distance below which points of the picture are not drawn closer together, in the picture's units; at least 0.</summary>
    [Option("how close points may come in the picture; less makes tighter clumps", Minimum = 0)]
    public double MinDist { get; init; } = 0.1;

    /// <summary>The scale of the picture's distances.</summary>
    [Option("scale of distances in the picture, at least min_dist", Minimum = 0, ExclusiveMinimum = true)]
    public double Spread { get; init; } = 1;

    /// <summary>Passes over the graph; null for 500 up to 10,000 samples and 200 beyond, and 200 more with densmap.</summary>
    [Option("optimisation epochs; auto is 500 up to 10,000 samples and 200 beyond, and 200 more with densmap", Minimum = 1)]
    public int? NEpochs { get; init; }

    /// <summary>The step length at the start; it falls to 0.</summary>
    [Option("initial learning rate", Minimum = 0, ExclusiveMinimum = true)]
    public double LearningRate { get; init; } = 1;

    /// <summary>The picture from which the optimisation starts.</summary>
    [Option("starting picture")]
    public UmapInit Init { get; init; } = UmapInit.Spectral;

    /// <summary>The distance between samples.</summary>
    [Option("distance between samples")]
    public DistanceMetric Metric { get; init; } = DistanceMetric.Euclidean;

    /// <summary>The way in which nearest neighbours are searched for.</summary>
    [Option("how nearest neighbours are found; auto is exact up to 100,000 samples")]
    public NeighborMethod NeighborSearch { get; init; } = NeighborMethod.Auto;

    /// <summary>Between the fuzzy union (1) and intersection (0) of the points' neighbourhoods.</summary>
    [Option("1 joins the points' fuzzy neighbourhoods by union, 0 by intersection", Minimum = 0, Maximum = 1)]
    public double SetOpMixRatio { get; init; } = 1;

    /// <summary>Nearest neighbours every point is fully connected to.</summary>
    [Option("nearest neighbours that every point is fully connected to", Minimum = 0)]
    public double LocalConnectivity { get; init; } = 1;

    /// <summary>Weight of the repulsion between unconnected points.</summary>
    [Option("weight of repulsion", Minimum = 0)]
    public double RepulsionStrength { get; init; } = 1;

    /// <summary>Repelling points drawn for every edge followed.</summary>
    [Option("repelling points drawn for every edge followed", Minimum = 0)]
    public int NegativeSampleRate { get; init; } = 5;

    /// <summary>True when dense regions of the samples are to be dense in the picture (densMAP: Narayan, Berger and Cho 2021).</summary>
    [Option("densMAP: dense regions of the samples are drawn dense, sparse ones sparse")]
    public bool Densmap { get; init; }

    /// <summary>Weight of the density term (densMAP).</summary>
    [Option("with densmap: weight of the correlation of local densities", Minimum = 0)]
    public double DensLambda { get; init; } = 2;

    /// <summary>The share of the epochs, at the end, in which the density term acts (densMAP).</summary>
    [Option("with densmap: share of the epochs, the last ones, that heed densities", Minimum = 0, Maximum = 1)]
    public double DensFrac { get; init; } = 0.3;

    /// <summary>Added to the variance of the picture's local radii (densMAP).</summary>
    [Option("with densmap: added to the variance of the picture's local radii, for stability", Minimum = 0)]
    public double DensVarShift { get; init; } = 0.1;

    /// <inheritdoc/>
    public override DistanceMetric NeighborMetric => Metric;

    /// <inheritdoc/>
    public override NeighborMethod NeighborMethod => NeighborSearch;

    /// <inheritdoc/>
    public override int NeighborsNeeded(int n) => Math.Max(0, Math.Min(NNeighbors, n) - 1);

    /// <inheritdoc/>
    public override int PrincipalNeeded(int n, int d) => Init == UmapInit.Pca ? Math.Min(NComponents, Math.Min(n, d)) : 0;

    /// <inheritdoc/>
    public override ReducerOptions WithShareOfIterations(double share, int n) => this with { NEpochs = ShareOf(EpochsFor(n), share) };

    /// <inheritdoc/>
    public override IEnumerable<OptionProblem> Check(int n, int d)
    {
        if (NNeighbors >= n)
        {
            yield return new OptionProblem(
                "n_neighbors", $"n_neighbors {NNeighbors} must be less than the {n} samples; {ChooseAtMost(n - 1, 2)}.");
        }

        if (MinDist > Spread)
        {
            yield return new OptionProblem(
                "min_dist",
                FormattableString.Invariant($"min_dist {MinDist} must not exceed spread {Spread}; lower min_dist or raise spread."));
        }
    }

    /// <summary>The graph that is laid out, made of the one of the samples alone.</summary>
    internal virtual FuzzyGraph Joined(FuzzyGraph graph, ReductionInput input) => graph;

    /// <summary>Epochs for n samples.</summary>
    internal int EpochsFor(int n) => NEpochs ?? DefaultEpochs(n);

    /// <summary>Edges too light to be followed once in so many epochs are left out (a handful of epochs would leave hardly any).</summary>
    internal int EpochsToCount(int n) => EpochsFor(n) > FewEpochs ? EpochsFor(n) : DefaultEpochs(n);

    private int DefaultEpochs(int n) => (n <= SmallSampleCount ? 500 : 200) + (Densmap ? EpochsForDensity : 0);
}
