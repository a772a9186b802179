using System.Diagnostics;

namespace Experiments.Reduction;

/// <summary>
/// t-distributed stochastic neighbour embedding (van der Maaten and Hinton 2008) with openTSNE's defaults (Poličar, Stražar and Zupan
/// 2024): affinities over 3 × perplexity exact neighbours, PCA start, early exaggeration, learning rate n / exaggeration (Belkina et al.
/// 2019).
/// </summary>
public sealed class TSneReducer(TSneOptions options) : IReducer
{
    /// <summary>Up to this many points all pairs are computed; beyond, the grid is faster (measured at 2 threads).</summary>
    internal const int ExactLimit = 4000;

    private const int ExactDivergenceLimit = 100_000;

    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        options.Require(input.Samples);
        long start = Stopwatch.GetTimestamp();
        NeighborGraph graph = input.NeighborsFor(options, "t-SNE", context);
        TimeSpan neighbors = input.Neighbors is null ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero;
        long fitStart = Stopwatch.GetTimestamp();
        Affinities affinities = Affinities.Compute(graph, options.Perplexity, context);
        PlanarPoints points = PlanarPoints.From(TSneInitialization.Create(input, options, context));
        IRepulsion repulsion = Repulsion(points.Count);
        Optimize(affinities, points, repulsion, context);
        double divergence = Divergence(affinities, points, repulsion, context);
        Matrix embedding = points.ToMatrix(options.NComponents);
        return new ReductionResult(embedding)
        {
            Diagnostics = graph.Describe(new() { ["kl_divergence"] = divergence }),
            Seconds = new Dictionary<string, double>
            {
                ["neighbors"] = neighbors.TotalSeconds,
                ["fit"] = Stopwatch.GetElapsedTime(fitStart).TotalSeconds,
            },
            Fitted = new TSneModel(input.Samples, embedding, options.Metric),
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Restore(ReductionInput input, Matrix embedding, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        Matrix samples = input.Samples;
        SampleChecks.RequirePicture(samples, embedding, options.NComponents);
        return new TSneModel(samples, embedding, options.Metric);
    }

    private IRepulsion Repulsion(int count) =>
        options.Method == TSneMethod.Exact || (options.Method == TSneMethod.Auto && count <= ExactLimit)
            ? new ExactRepulsion()
            : new GridRepulsion();

    private void Optimize(Affinities affinities, PlanarPoints points, IRepulsion repulsion, ReductionContext context)
    {
        GradientDescent descent = new(affinities, points, repulsion, options.NComponents, options.MaxStepNorm);
        int total = options.EarlyExaggerationIter + options.NIter;
        double Rate(double exaggeration) => options.LearningRate ?? points.Count / exaggeration;
        DescentPhase early = new("early exaggeration", options.EarlyExaggerationIter)
        {
            Exaggeration = options.EarlyExaggeration,
            LearningRate = Rate(options.EarlyExaggeration),
            Momentum = options.InitialMomentum,
        };
        DescentPhase late = new("optimization", options.NIter)
        {
            Exaggeration = options.Exaggeration,
            LearningRate = Rate(options.Exaggeration),
            Momentum = options.FinalMomentum,
        };
        descent.Run(early, 0, total, context);
        descent.Run(late, early.Iterations, total, context);
    }

    // Z over all pairs to 100,000 points and from the method's own sums beyond.
    private static double Divergence(Affinities affinities, PlanarPoints points, IRepulsion repulsion, ReductionContext context)
    {
        double normalization = points.Count <= ExactDivergenceLimit
            ? ExactRepulsion.Normalization(points, context)
            : repulsion.Compute(points, new float[points.X.Length], new float[points.X.Length], context);
        double divergence = TSneDivergence.Of(affinities, points, normalization, context);
        return double.IsFinite(divergence)
            ? divergence
            : throw new ReductionException("t-SNE diverged: the picture is not finite; lower learning_rate or max_step_norm.");
    }
}
