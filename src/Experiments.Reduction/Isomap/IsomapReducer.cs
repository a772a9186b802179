using System.Diagnostics;
using Experiments.Reduction.Isomap;
using Experiments.Reduction.Landmarks;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction;

/// <summary>
/// Isomap (Tenenbaum, de Silva and Langford 2000): classical scaling of the lengths of shortest paths along the neighbours' graph; beyond
/// <see cref="IsomapOptions.Landmarks"/> samples, of those from random landmarks (landmark Isomap, de Silva and Tenenbaum 2003). Where the graph
/// falls into pieces, every two are joined by the shortest line between them; the diagnostics graph_pieces and graph_bridges say so.
/// </summary>
public sealed class IsomapReducer(IsomapOptions options) : IReducer
{
    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        options.Require(input.Samples);
        context.Cancellation.ThrowIfCancellationRequested();
        long searching = Stopwatch.GetTimestamp();
        NeighborGraph neighbors = input.NeighborsFor(options, "Isomap", context);
        long fitting = Stopwatch.GetTimestamp();
        PathGraph graph = PathGraph.Of(input.Samples, neighbors, context);
        int[] landmarks = LandmarkSamples.Choose(input.Samples.Rows, options.Landmarks, context.Seed);
        Matrix paths = Paths(graph, landmarks, input.Samples.Rows, context);
        LandmarkScaling scaling = Scale(paths, landmarks, context);
        IsomapModel model = new(input.Samples, paths, scaling, options);
        return new ReductionResult(model.PlaceFitted(context))
        {
            Diagnostics = new Dictionary<string, double>
            {
                ["landmarks"] = landmarks.Length,
                ["graph_pieces"] = graph.Pieces,
                ["graph_bridges"] = graph.Pieces * (graph.Pieces - 1.0) / 2,
            },
            Seconds = new Dictionary<string, double>
            {
                ["neighbors"] = input.Neighbors is null ? Stopwatch.GetElapsedTime(searching, fitting).TotalSeconds : 0,
                ["fit"] = Stopwatch.GetElapsedTime(fitting).TotalSeconds,
            },
            Fitted = model,
        };
    }

    private static Matrix Paths(PathGraph graph, int[] landmarks, int count, ReductionContext context)
    {
        Matrix paths = new(landmarks.Length, count);
        RowBlocks.For(landmarks.Length, 1, context, (_, start, _) => graph.From(landmarks[start], paths.Row(start)));
        return paths;
    }

    private LandmarkScaling Scale(Matrix paths, int[] landmarks, ReductionContext context)
    {
        double[] squares = new double[landmarks.Length * landmarks.Length];
        for (int a = 0; a < landmarks.Length; a++)
        {
            for (int b = 0; b < landmarks.Length; b++)
            {
                // A path has one length, whichever end it is followed from; rounding may differ.
                double length = ((double)paths[a, landmarks[b]] + paths[b, landmarks[a]]) / 2;
                squares[(a * landmarks.Length) + b] = length * length;
            }
        }

        return LandmarkScaling.Fit(squares, landmarks.Length, options.NComponents, context);
    }
}
