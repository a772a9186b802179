using System.Diagnostics;

namespace Experiments.Reduction;

/// <summary>
/// UMAP (McInnes, Healy and Melville 2018, arXiv:1802.03426): the nearest neighbours' fuzzy graph, laid out in few dimensions so that the
/// picture's own fuzzy graph comes close to it. Semantics and defaults follow umap-learn; the same bytes for a seed at any thread count.
/// </summary>
public sealed class UmapReducer(UmapOptions options) : IReducer
{
    private const int Rounds = 4;

    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        Require(input.Samples);
        context.Cancellation.ThrowIfCancellationRequested();
        long searching = Stopwatch.GetTimestamp();
        NeighborGraph neighbors = Neighbors(input, context);
        long fitting = Stopwatch.GetTimestamp();
        UmapCurve curve = UmapCurve.Fit(options.MinDist, options.Spread);
        Matrix embedding = LayOut(input, neighbors, curve, context);
        return new ReductionResult(embedding)
        {
            Diagnostics = new Dictionary<string, double>
            {
                ["a"] = curve.A,
                ["b"] = curve.B,
                ["n_epochs"] = options.EpochsFor(embedding.Rows),
            },
            Seconds = new Dictionary<string, double>
            {
                ["neighbors"] = input.Neighbors is null ? Stopwatch.GetElapsedTime(searching, fitting).TotalSeconds : 0,
                ["fit"] = Stopwatch.GetElapsedTime(fitting).TotalSeconds,
            },
            Fitted = new UmapModel(input.Samples, embedding, curve, options, context.Seed),
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Restore(Matrix samples, Matrix embedding, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SampleChecks.RequirePicture(samples, embedding, options.NComponents);
        return new UmapModel(samples, embedding, UmapCurve.Fit(options.MinDist, options.Spread), options, context.Seed);
    }

    private void Require(Matrix samples)
    {
        SampleChecks.RequireFinite(samples);
        string[] problems = [.. options.Check(samples.Rows, samples.Columns).Select(problem => problem.Message)];
        if (problems.Length > 0)
        {
            throw new ReductionException(string.Join(" ", problems));
        }
    }

    private NeighborGraph Neighbors(ReductionInput input, ReductionContext context)
    {
        int needed = options.NeighborsNeeded(input.Samples.Rows);
        NeighborGraph graph = input.Neighbors ?? NearestNeighbors.Compute(input.Samples, needed, context, options.Metric);
        if (graph.Count != input.Samples.Rows || graph.K < needed || graph.Metric != options.Metric)
        {
            throw new ReductionException(
                $"UMAP needs a {options.Metric} graph of {needed} neighbours for {input.Samples.Rows} samples, "
                + $"got a {graph.Metric} graph of {graph.K} for {graph.Count}; compute it for these samples, or leave it out.");
        }

        return graph.Take(needed);
    }

    private Matrix LayOut(ReductionInput input, NeighborGraph neighbors, UmapCurve curve, ReductionContext context)
    {
        FuzzyGraph graph = FuzzyGraph.Build(neighbors, options, context);
        graph = graph.Without(graph.LargestWeight / (double)options.EpochsToCount(input.Samples.Rows));
        Matrix start = InitialLayout.Compute(graph, input, options, context);
        SlottedEdges edges = SlottedEdges.Build(graph, Rounds, context.Seed);
        return new LayoutOptimizer(new LayoutState(edges, start), curve, options, context.Seed).Run(context);
    }
}
