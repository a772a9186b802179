using Experiments.Reduction.Landmarks;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Isomap;

/// <summary>A fitted Isomap: a new sample's path to a landmark leads through the nearest of its neighbours on the way.</summary>
internal sealed class IsomapModel(Matrix fitted, Matrix paths, LandmarkScaling scaling, IsomapOptions options) : IFittedReducer
{
    private const int BlockRows = 32;

    /// <summary>The picture of the fitted samples.</summary>
    public Matrix PlaceFitted(ReductionContext context)
    {
        Matrix placed = new(fitted.Rows, options.NComponents);
        RowBlocks.For(fitted.Rows, BlockRows, context, (_, start, end) =>
        {
            double[] squares = new double[paths.Rows];
            for (int i = start; i < end; i++)
            {
                for (int l = 0; l < squares.Length; l++)
                {
                    squares[l] = (double)paths[l, i] * paths[l, i];
                }

                scaling.Place(squares, placed.Row(i));
            }
        });
        return FinitePicture.Require(placed, fitted, options);
    }

    /// <inheritdoc/>
    public Matrix Transform(Matrix samples, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(samples);
        SampleChecks.RequireColumns(samples, fitted.Columns);
        Matrix placed = new(samples.Rows, options.NComponents);
        if (samples.Rows == 0)
        {
            return placed;
        }

        NeighborGraph nearest = NearestNeighbors.QueryNearest(fitted, samples, options.NNeighbors, context, options.Metric).RequireFinite(samples);
        RowBlocks.For(samples.Rows, BlockRows, context, (_, start, end) =>
        {
            double[] squares = new double[paths.Rows];
            for (int i = start; i < end; i++)
            {
                for (int l = 0; l < squares.Length; l++)
                {
                    double shortest = double.PositiveInfinity;
                    for (int k = 0; k < nearest.K; k++)
                    {
                        shortest = Math.Min(shortest, (double)nearest.DistancesOf(i)[k] + paths[l, nearest.IndicesOf(i)[k]]);
                    }

                    squares[l] = shortest * shortest;
                }

                scaling.Place(squares, placed.Row(i));
            }
        });
        return FinitePicture.Require(placed, samples, options);
    }
}
