using System.Diagnostics;
using Experiments.Reduction.Neighbors;
using Experiments.Reduction.Pacmap;

namespace Experiments.Reduction;

/// <summary>
/// PaCMAP (Wang, Huang, Rudin and Shaposhnik 2021, "Understanding how dimension reduction tools work", JMLR 22): three kinds of pairs, laid out
/// first for the global and then for the local structure. The same bytes for a seed at any thread count.
/// </summary>
public sealed class PacmapReducer(PacmapOptions options) : IReducer
{
    private const double PrincipalScale = 0.01;
    private const float NoiseScale = 1e-4f;

    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        options.Require(input.Samples);
        context.Cancellation.ThrowIfCancellationRequested();
        long searching = Stopwatch.GetTimestamp();
        NeighborGraph neighbors = input.NeighborsFor(options, "PaCMAP", context);
        long fitting = Stopwatch.GetTimestamp();
        PairChoice pairs = new PairChoice(input.Samples, neighbors, options, context.Seed).Choose(context);
        Matrix embedding = new PacmapDescent(pairs, Start(input, context), options).Run(context);
        return new ReductionResult(FinitePicture.Require(embedding, input.Samples, options))
        {
            Diagnostics = neighbors.Describe(new() { ["n_neighbors"] = options.NearPairs(input.Samples.Rows) }),
            Seconds = new Dictionary<string, double>
            {
                ["neighbors"] = input.Neighbors is null ? Stopwatch.GetElapsedTime(searching, fitting).TotalSeconds : 0,
                ["fit"] = Stopwatch.GetElapsedTime(fitting).TotalSeconds,
            },
            Fitted = new PacmapModel(input.Samples, embedding, NeighborReach.Of(neighbors, NeighborReach.UnitOf(input.Samples, options.Metric)),
                options),
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Restore(ReductionInput input, Matrix embedding, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        Matrix samples = input.Samples;
        SampleChecks.RequirePicture(samples, embedding, options.NComponents);
        options.Require(samples);
        NeighborGraph neighbors =
            NearestNeighbors.Compute(samples, options.NeighborsNeeded(samples.Rows), context, options.Metric, options.NeighborMethod);
        return new PacmapModel(samples, embedding, NeighborReach.Of(neighbors, NeighborReach.UnitOf(samples, options.Metric)), options);
    }

    private Matrix Start(ReductionInput input, ReductionContext context)
    {
        Matrix start = new(input.Samples.Rows, options.NComponents);
        if (options.Init == PacmapInit.Random)
        {
            CounterRandom random = new(context.Seed, RandomPurposes.PacmapStart);
            for (int i = 0; i < start.Rows; i++)
            {
                for (int c = 0; c < start.Columns; c++)
                {
                    start.Row(i)[c] = NoiseScale * (float)random.Normal(0, i, c);
                }
            }

            return start;
        }

        // Dimensions beyond the samples' own start at 0.
        int components = options.PrincipalNeeded(input.Samples.Rows, input.Samples.Columns);
        Matrix scores = input.PrincipalComponents(components, context).Transform(input.Samples, context);
        double scale = PrincipalScale / NeighborReach.UnitOf(input.Samples, DistanceMetric.Euclidean);
        for (int i = 0; i < start.Rows; i++)
        {
            for (int c = 0; c < components; c++)
            {
                start.Row(i)[c] = (float)(scores[i, c] * scale);
            }
        }

        return start;
    }
}
