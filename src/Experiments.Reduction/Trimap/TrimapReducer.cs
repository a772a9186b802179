using System.Diagnostics;
using Experiments.Reduction.Neighbors;
using Experiments.Reduction.Numerics;
using Experiments.Reduction.Trimap;

namespace Experiments.Reduction;

/// <summary>
/// TriMap (Amid and Warmuth 2019, "TriMap: large-scale dimensionality reduction using triplets", arXiv 1910.00204): lays points out so that of each
/// triplet the near point is nearer than the far one. The same bytes for a seed at any thread count.
/// </summary>
public sealed class TrimapReducer(TrimapOptions options) : IReducer
{
    private const double PrincipalScale = 0.01;
    private const float NoiseScale = 1e-4f;
    private const int BlockRows = 64;

    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        options.Require(input.Samples);
        context.Cancellation.ThrowIfCancellationRequested();
        long searching = Stopwatch.GetTimestamp();
        NeighborGraph neighbors = input.NeighborsFor(options, "TriMap", context);
        long fitting = Stopwatch.GetTimestamp();
        float[] reach = TripletWeights.Reach(neighbors, input.Samples);
        TripletTable triplets = Sample(input.Samples, neighbors, reach, context);
        double least = TripletWeights.Tame(triplets, options.WeightTemp);
        Matrix embedding = Start(input, context);
        double loss = Descend(triplets, embedding, context);
        return new ReductionResult(FinitePicture.Require(embedding, input.Samples, options))
        {
            Diagnostics = neighbors.Describe(new() { ["triplet_loss"] = loss }),
            Seconds = new Dictionary<string, double>
            {
                ["neighbors"] = input.Neighbors is null ? Stopwatch.GetElapsedTime(searching, fitting).TotalSeconds : 0,
                ["fit"] = Stopwatch.GetElapsedTime(fitting).TotalSeconds,
            },
            Fitted = new TrimapModel(input.Samples, embedding, reach, least, options, context.Seed),
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Restore(ReductionInput input, Matrix embedding, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        SampleChecks.RequirePicture(input.Samples, embedding, options.NComponents);
        options.Require(input.Samples);
        NeighborGraph neighbors = input.NeighborsFor(options, "TriMap", context);
        float[] reach = TripletWeights.Reach(neighbors, input.Samples);
        double least = TripletWeights.Tame(Sample(input.Samples, neighbors, reach, context), options.WeightTemp);
        return new TrimapModel(input.Samples, embedding, reach, least, options, context.Seed);
    }

    /// <summary>The triplets of all samples, with raw weights.</summary>
    internal TripletTable Sample(Matrix samples, NeighborGraph neighbors, float[] reach, ReductionContext context)
    {
        TripletTable triplets = new(samples.Rows, options);
        TripletSampling sampling = new(samples, reach, options, context.Seed);
        RowBlocks.For(samples.Rows, BlockRows, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                sampling.Fill(triplets, i, samples, neighbors, fitted: true);
            }
        });
        return triplets;
    }

    /// <summary>
    /// Lays the points out; returns the loss before the last step, a share of the weights: 0 when every near point is nearer by far.
    /// </summary>
    private double Descend(TripletTable triplets, Matrix places, ReductionContext context)
    {
        TripletForces forces = new(triplets, places.Rows);
        DeltaBarDelta descent = new(places.Values.Length, (float)(options.LearningRate / options.TripletsOfPoint));
        (Matrix ahead, Matrix gradient) = (new Matrix(places.Rows, places.Columns), new Matrix(places.Rows, places.Columns));
        double weights = triplets.Weights.Sum(weight => (double)weight);
        double loss = 0;
        for (int step = 0; step < options.NIter; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            descent.LookAhead(places.Values, ahead.Values, step);
            loss = weights > 0 ? forces.Compute(ahead, gradient, context) / weights : 0;
            descent.Move(places.Values, gradient.Values, step);
            context.Progress?.Report(new ReductionProgress("trimap", (step + 1.0) / options.NIter, loss));
        }

        return loss;
    }

    private Matrix Start(ReductionInput input, ReductionContext context)
    {
        Matrix start = new(input.Samples.Rows, options.NComponents);
        if (options.Init == TrimapInit.Random)
        {
            CounterRandom random = new(context.Seed, RandomPurposes.TrimapStart);
            for (int i = 0; i < start.Values.Length; i++)
            {
                start.Values[i] = NoiseScale * (float)random.Normal(0, i / start.Columns, i % start.Columns);
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
