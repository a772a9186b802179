using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.TSne.Repulsion;

/// <summary>Repulsion sampled from the potential of all points on a grid: O(n + grid log grid).</summary>
internal sealed class GridRepulsion(StudentKernel kernel) : IRepulsion
{
    private const int RowsPerBlock = 512;
    private readonly PotentialField field = new(kernel);

    /// <inheritdoc/>
    public double Compute(PlanarPoints points, float[] forceX, float[] forceY, ReductionContext context)
    {
        field.Compute(points, context);
        double potential = RowBlocks.Sum(points.Count, RowsPerBlock, context, (start, end) =>
        {
            double sum = 0;
            for (int i = start; i < end; i++)
            {
                sum += field.Sample(points.X[i], points.Y[i], out forceX[i], out forceY[i]);
            }

            return sum;
        });

        // Each point's potential of itself is 1, to about a thousandth: where the others add less than that, it is the floor.
        return Math.Max(potential - points.Count, 1e-3 * points.Count);
    }
}
