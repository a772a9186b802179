using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Trimap;

/// <summary>
/// A fitted TriMap. The paper says nothing of new samples; here one starts at the mean of its inliers and follows the triplets in which it is the
/// point, drawn and weighed as the fitted ones were, the fitted samples standing still. Nothing of the batch it comes in plays a part.
/// </summary>
internal sealed class TrimapModel(Matrix fitted, Matrix embedding, float[] reach, double least, TrimapOptions options, long seed) : IFittedReducer
{
    private const int BlockRows = 16;

    /// <inheritdoc/>
    public Matrix Transform(Matrix samples, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(context);
        SampleChecks.RequireColumns(samples, fitted.Columns);
        Matrix placed = new(samples.Rows, embedding.Columns);
        if (samples.Rows == 0)
        {
            return placed;
        }

        int candidates = Math.Min(options.NInliers + TrimapOptions.ExtraNeighbors, fitted.Rows);
        NeighborGraph nearest = NearestNeighbors.QueryNearest(fitted, samples, candidates, context, options.Metric).RequireFinite(samples);
        TripletSampling sampling = new(fitted, reach, options, seed);
        TripletTable triplets = new(samples.Rows, options);
        RowBlocks.For(samples.Rows, BlockRows, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                sampling.Fill(triplets, i, samples, nearest, fitted: false);
            }
        });
        TripletWeights.Tame(triplets, options.WeightTemp, least);
        PointForces forces = new(triplets);
        RowBlocks.For(samples.Rows, BlockRows, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                Place(triplets, forces, i, placed.Row(i));
            }
        });
        return FinitePicture.Require(placed, samples, options);
    }

    private void Place(TripletTable triplets, PointForces forces, int point, Span<float> place)
    {
        foreach (int inlier in triplets.Near.AsSpan(point * triplets.GroupsOfPoint, triplets.Inliers))
        {
            for (int c = 0; c < place.Length; c++)
            {
                place[c] += embedding[inlier, c] / triplets.Inliers;
            }
        }

        DeltaBarDelta descent = new(place.Length, (float)(options.LearningRate / options.TripletsOfPoint));
        Span<float> ahead = new float[place.Length];
        Span<float> gradient = new float[place.Length];
        for (int step = 0; step < options.NIter; step++)
        {
            descent.LookAhead(place, ahead, step);
            forces.Compute(point, ahead, embedding, gradient);
            descent.Move(place, gradient, step);
        }
    }
}
