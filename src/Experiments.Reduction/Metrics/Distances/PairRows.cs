using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Distances;

/// <summary>Receives one row of pairs: squared distances of point i to all later points, in the data and in the picture.</summary>
internal delegate void PairVisitor(int i, ReadOnlySpan<double> data, ReadOnlySpan<double> picture);

/// <summary>Every pair of points once, row by row; never all at once.</summary>
internal static class PairRows
{
    private const int BlockRows = 64;

    /// <summary>Visits all pairs; rows in parallel, each once.</summary>
    public static void Visit(ExactDistances data, ExactDistances picture, ReductionContext context, PairVisitor visitor)
    {
        RowBlocks.For(data.Count, BlockRows, context, (_, start, end) =>
        {
            using DistanceRows far = new(data, start, end);
            using DistanceRows shown = new(picture, start, end);
            for (int i = start; i < end; i++)
            {
                visitor(i, far.Row(i, i)[(i + 1)..], shown.Row(i, i)[(i + 1)..]);
            }
        });
    }
}
