using System.Diagnostics;
using Experiments.Reduction.TSne;
using Experiments.Reduction.TSne.Repulsion;

namespace Experiments.Reduction;

/// <summary>
/// t-distributed stochastic neighbour embedding (van der Maaten and Hinton 2008) with openTSNE's defaults (Poličar, Stražar and Zupan
/// 2024): affinities over 3 × perplexity exact neighbours, PCA start, early exaggeration, learning rate n / exaggeration (Belkina et al.
/// 2019).
/// </summary>
public sealed class TSneReducer(TSneOptions options) : IReducer
{
    private const int ExactDivergenceLimit = 100_000;

    /// <summary>
    /// A picture to start from, n × n_components, in place of the one that <see cref="TSneOptions.Init"/> names. It is taken as it is, as
    /// openTSNE does: one that is to unfold anew should have a standard deviation of about 1e-4.
    /// </summary>
    public Matrix? Start { get; init; }

    private StudentKernel Kernel => new(options.Dof);

    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        options.Require(input.Samples);
        if (Start is not null)
        {
            SampleChecks.RequirePicture(input.Samples, Start, options.NComponents);
            SampleChecks.RequireFinite(Start, "places to start from");
        }

        long start = Stopwatch.GetTimestamp();
        NeighborGraph graph = input.NeighborsFor(options, "t-SNE", context);
        TimeSpan neighbors = input.Neighbors is null ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero;
        long fitStart = Stopwatch.GetTimestamp();
        Dictionary<string, double> diagnostics = [];
        Matrix embedding = Draw(input, graph, diagnostics, context);
        return new ReductionResult(embedding)
        {
            Diagnostics = graph.Describe(diagnostics),
            Seconds = new Dictionary<string, double>
            {
                ["neighbors"] = neighbors.TotalSeconds,
                ["fit"] = Stopwatch.GetElapsedTime(fitStart).TotalSeconds,
            },
            Fitted = new TSneModel(input.Samples, embedding, options),
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Restore(ReductionInput input, Matrix embedding, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        Matrix samples = input.Samples;
        SampleChecks.RequirePicture(samples, embedding, options.NComponents);
        return new TSneModel(samples, embedding, options);
    }

    private Matrix Draw(ReductionInput input, NeighborGraph graph, Dictionary<string, double> diagnostics, ReductionContext context)
    {
        Affinities affinities = Affinities.Compute(graph, options.Perplexities, context);
        PlanarPoints points = PlanarPoints.From(Start ?? TSneInitialization.Create(input, affinities, options, context));
        Attraction attraction = new(affinities, Kernel);
        IRepulsion repulsion = Repulsion(points.Count);
        int iterations = Optimize(attraction, points, repulsion, input.Samples, context);
        Matrix embedding = FinitePicture.Require(points.ToMatrix(options.NComponents), input.Samples, options);
        diagnostics["kl_divergence"] = Divergence(attraction, points, repulsion, context);
        if (options.MinGradNorm > 0)
        {
            diagnostics["iterations"] = iterations;
        }

        return embedding;
    }

    private IRepulsion Repulsion(int count) =>
        options.Method == TSneMethod.Exact || (options.Method == TSneMethod.Auto && count <= Kernel.ExactLimit)
            ? new ExactRepulsion(Kernel)
            : new GridRepulsion(Kernel);

    private int Optimize(Attraction attraction, PlanarPoints points, IRepulsion repulsion, Matrix samples, ReductionContext context)
    {
        GradientDescent descent = new(attraction, points, repulsion, options.NComponents, options.MaxStepNorm);
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
            MinGradNorm = options.MinGradNorm,
        };
        int first = descent.Run(early, 0, total, context);
        int second = descent.Run(late, first, total, context);
        return descent.Diverged ? throw FinitePicture.RanAway(samples, options) : first + second;
    }

    // Z over all pairs to 100,000 points and from the method's own sums beyond.
    private double Divergence(Attraction attraction, PlanarPoints points, IRepulsion repulsion, ReductionContext context)
    {
        double normalization = points.Count <= ExactDivergenceLimit
            ? new ExactRepulsion(Kernel).Normalization(points, context)
            : repulsion.Compute(points, new float[points.X.Length], new float[points.X.Length], context);
        return TSneDivergence.Of(attraction, points, normalization, context);
    }
}
