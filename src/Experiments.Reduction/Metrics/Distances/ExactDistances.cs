namespace Experiments.Reduction.Metrics.Distances;

/// <summary>
/// Squared Euclidean distances in double precision, taken from differences (never from norms and inner products), so that duplicates
/// are at distance exactly 0 and equal differences are equal distances. The order of summation is fixed: same bits on any processor.
/// </summary>
internal abstract class ExactDistances(int count, int queries, bool within, int rowsAtOnce)
{
    /// <summary>Up to this many columns a row of distances is computed column by column (to the same bits as row against row).</summary>
    public const int NarrowColumns = 7;

    /// <summary>Rows that are filled best at once: 1, or what blocks of rows are best a multiple of.</summary>
    public int RowsAtOnce { get; } = rowsAtOnce;

    /// <summary>Points that distances are taken to.</summary>
    public int Count { get; } = count;

    /// <summary>Points that distances are taken from.</summary>
    public int Queries { get; } = queries;

    /// <summary>Distances among <paramref name="points"/> (finite values), in the way that suits their width.</summary>
    public static ExactDistances Over(Matrix points) => Between(points, null);

    /// <summary>Distances from <paramref name="queries"/> to <paramref name="points"/>; without queries, among the points.</summary>
    public static ExactDistances Between(Matrix points, Matrix? queries) => points.Columns <= NarrowColumns
        ? new NarrowDistances(points, queries)
        : new WideDistances(points, queries);

    /// <summary>
    /// Distances from query i to all points. Among points of one set a point's distance to itself is infinite, so that it is never near.
    /// </summary>
    public void Fill(int i, Span<double> row) => Fill(i, 1, 0, row);

    /// <summary>
    /// Rows of distances, <see cref="Count"/> values each, from <paramref name="rows"/> queries on; columns before <paramref name="from"/>
    /// are left as they are.
    /// </summary>
    public void Fill(int first, int rows, int from, Span<double> values)
    {
        Compute(first, rows, from, values);
        for (int r = 0; within && r < rows; r++)
        {
            values[(r * Count) + first + r] = double.PositiveInfinity;
        }
    }

    /// <summary>Computes the distances of a block of rows without regard to a point's distance to itself.</summary>
    protected abstract void Compute(int first, int rows, int from, Span<double> values);
}
