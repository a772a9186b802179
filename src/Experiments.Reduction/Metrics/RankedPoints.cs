namespace Experiments.Reduction;

/// <summary>
/// The order of all points around each point, by (distance, index), self excluded. Never held whole: asked for the k nearest, and for
/// the ranks of given points, row by row.
/// </summary>
internal interface IRankedPoints
{
    /// <summary>The k nearest others of every point, n × k, nearest first.</summary>
    int[] Nearest(int k, ReductionContext context);

    /// <summary>The ranks (1..n−1) around point i of the points that row i of the query lists.</summary>
    int[] Ranks(RankQuery query, ReductionContext context);
}

/// <summary>Whose ranks are asked for.</summary>
/// <param name="Points">n × k points, row i around point i.</param>
/// <param name="Nearest">The space's own k nearest, n × k: their ranks are known from their places.</param>
/// <param name="K">Points a row.</param>
internal sealed record RankQuery(int[] Points, int[] Nearest, int K)
{
    /// <summary>
    /// Writes the ranks that are known already into <paramref name="ranks"/> and 0 where a count is needed; returns how many those are.
    /// <paramref name="places"/> is scratch of n zeros and is left so.
    /// </summary>
    public int Known(int i, Span<int> places, Span<int> ranks)
    {
        ReadOnlySpan<int> nearest = Nearest.AsSpan(i * K, K);
        for (int p = 0; p < K; p++)
        {
            places[nearest[p]] = p + 1;
        }

        int unknown = 0;
        ReadOnlySpan<int> points = Points.AsSpan(i * K, K);
        for (int p = 0; p < K; p++)
        {
            ranks[p] = places[points[p]];
            unknown += ranks[p] == 0 ? 1 : 0;
        }

        foreach (int neighbor in nearest)
        {
            places[neighbor] = 0;
        }

        return unknown;
    }
}
