using Experiments.Reduction.Neighbors;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Pacmap;

/// <summary>
/// A fitted PaCMAP: a new sample starts at the mean of its near fitted samples and follows the forces of its near pairs alone, the fitted samples
/// standing still, through the same phases. Nothing of the batch it comes in plays a part.
/// </summary>
internal sealed class PacmapModel(Matrix fitted, Matrix embedding, float[] reach, PacmapOptions options) : IFittedReducer
{
    private const int BlockRows = 32;

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

        int candidates = Math.Min(options.NearPairs(fitted.Rows) + PacmapOptions.ExtraNeighbors, fitted.Rows);
        NeighborGraph nearest = NearestNeighbors.QueryNearest(fitted, samples, candidates, context, options.Metric).RequireFinite(samples);
        double unit = NeighborReach.UnitOf(fitted, options.Metric);
        RowBlocks.For(samples.Rows, BlockRows, context, (_, start, end) =>
        {
            int[] near = new int[options.NearPairs(fitted.Rows)];
            for (int i = start; i < end; i++)
            {
                float own = NeighborReach.OfPoint(nearest.DistancesOf(i), unit);
                NeighborReach.Nearest(nearest.IndicesOf(i), nearest.DistancesOf(i), own, reach, near);
                Place(near, placed.Row(i));
            }
        });
        return FinitePicture.Require(placed, samples, options);
    }

    private void Place(int[] neighbors, Span<float> place)
    {
        foreach (int other in neighbors)
        {
            for (int c = 0; c < place.Length; c++)
            {
                place[c] += embedding[other, c] / neighbors.Length;
            }
        }

        AdamSteps adam = new(place.Length, options.LearningRate);
        Span<float> force = new float[place.Length];
        for (int step = 0; step < options.NIter; step++)
        {
            PairForce near = PacmapForces.At(step).Near;
            force.Clear();
            foreach (int other in neighbors)
            {
                near.Add(place, embedding.Row(other), force);
            }

            float rate = adam.Rate(step);
            for (int c = 0; c < place.Length; c++)
            {
                place[c] = adam.Move(c, place[c], force[c], rate);
            }
        }
    }
}
