using Experiments.Reduction.Metrics.Distances;

namespace Experiments.Reduction.Metrics.Ranks;

/// <summary>
/// The order of all points around each point, by (distance, index), self excluded. Never held whole: asked for the k nearest, and for
/// the ranks of given points, row by row.
/// </summary>
internal interface IRankedPoints
{
    /// <summary>The way that suits the width of <paramref name="points"/> (finite values, at least one column).</summary>
    static IRankedPoints Over(Matrix points, ReductionContext context) => points.Columns <= ExactDistances.NarrowColumns
        ? new ExactRankedPoints(ExactDistances.Over(points))
        : new FilteredRankedPoints(points, context);

    /// <summary>The k nearest others of every point, n × k, nearest first.</summary>
    int[] Nearest(int k, ReductionContext context);

    /// <summary>Both at once: the k nearest, and the ranks of <paramref name="points"/>, n × k.</summary>
    (int[] Nearest, int[] Ranks) NearestAndRanks(int[] points, int k, ReductionContext context)
    {
        int[] nearest = Nearest(k, context);
        return (nearest, Ranks(new RankQuery(points, nearest, k), context));
    }

    /// <summary>The ranks (1..n−1) around point i of the points that row i of the query lists.</summary>
    int[] Ranks(RankQuery query, ReductionContext context);
}

/// <summary>A question for the ranks of k points around every point.</summary>
/// <param name="Points">n × k points, row i around point i.</param>
/// <param name="Nearest">The space's own k nearest, n × k: their ranks are known from their places. Empty where they are not known.</param>
/// <param name="K">The number of points in a row.</param>
internal sealed record RankQuery(int[] Points, int[] Nearest, int K);
