using System.Diagnostics;
using Experiments.Reduction.Graphs;
using Experiments.Reduction.Umap;

namespace Experiments.Reduction;

/// <summary>
/// UMAP (McInnes, Healy and Melville 2018, arXiv:1802.03426): the nearest neighbours' fuzzy graph, laid out in few dimensions so that the
/// picture's own fuzzy graph comes close to it. Semantics and defaults follow umap-learn; the same bytes for a seed at any thread count.
/// With <see cref="SupervisedUmapOptions"/> it learns from labels too.
/// </summary>
public sealed class UmapReducer(UmapOptions options) : IReducer
{
    private const int Rounds = 4;

    /// <summary>A picture to start from, n × n_components, in place of the one that <see cref="UmapOptions.Init"/> names; any scale.</summary>
    public Matrix? Start { get; init; }

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

        context.Cancellation.ThrowIfCancellationRequested();
        long searching = Stopwatch.GetTimestamp();
        NeighborGraph neighbors = input.NeighborsFor(options, "UMAP", context);
        long fitting = Stopwatch.GetTimestamp();
        UmapCurve curve = UmapCurve.Fit(options.MinDist, options.Spread);
        Dictionary<string, double> diagnostics = new()
        {
            ["a"] = curve.A,
            ["b"] = curve.B,
            ["n_epochs"] = options.EpochsFor(input.Samples.Rows),
        };
        Matrix embedding = LayOut(input, neighbors, curve, diagnostics, context);
        return new ReductionResult(FinitePicture.Require(embedding, input.Samples, options))
        {
            Diagnostics = neighbors.Describe(diagnostics),
            Seconds = new Dictionary<string, double>
            {
                ["neighbors"] = input.Neighbors is null ? Stopwatch.GetElapsedTime(searching, fitting).TotalSeconds : 0,
                ["fit"] = Stopwatch.GetElapsedTime(fitting).TotalSeconds,
            },
            Fitted = new UmapModel(input.Samples, embedding, curve, options, context.Seed),
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Restore(ReductionInput input, Matrix embedding, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        Matrix samples = input.Samples;
        ArgumentNullException.ThrowIfNull(context);
        SampleChecks.RequirePicture(samples, embedding, options.NComponents);
        return new UmapModel(samples, embedding, UmapCurve.Fit(options.MinDist, options.Spread), options, context.Seed);
    }

    private Matrix LayOut(
        ReductionInput input, NeighborGraph neighbors, UmapCurve curve, Dictionary<string, double> diagnostics, ReductionContext context)
    {
        FuzzyGraph graph = options.Joined(FuzzyGraph.Build(neighbors, context, options.LocalConnectivity, options.SetOpMixRatio), input);
        graph = graph.Without(graph.LargestWeight / (double)options.EpochsToCount(input.Samples.Rows));
        Matrix start = InitialLayout.Compute(graph, input, Start, options, context);
        LayoutState state = new(SlottedEdges.Build(graph, Rounds, context.Seed), start);
        LayoutForces forces = new(curve, options.RepulsionStrength);
        DensityTerm? density = options.Densmap
            ? new DensityTerm(state, forces, curve, LocalDensity.LogRadii(graph, neighbors, context), options) : null;
        Matrix picture = new LayoutOptimizer(state, forces, options, context.Seed, density).Run(context);
        if (density?.Correlation(context) is { } correlation)
        {
            diagnostics["density_correlation"] = correlation;
        }

        return picture;
    }
}
