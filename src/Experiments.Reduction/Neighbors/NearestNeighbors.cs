using Experiments.Reduction.Neighbors;
using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction;

/// <summary>
/// Nearest neighbours. Exact ones by brute force: blocked single-precision inner products filter candidates within a proven error bound, exact
/// double-precision distances rank them by (distance, index). The result is the same bytes at any thread count, and that of a
/// double-precision comparison of all pairs. Approximate ones, for many samples, within clusters of them, with the recall measured.
/// </summary>
/// <remarks>Memory beyond the samples: O(n·k) for candidates and 256 MB at most for packed reference rows.</remarks>
public static class NearestNeighbors
{
    /// <summary>Up to this many samples neighbours are exact unless approximate ones are asked for.</summary>
    public const int ExactLimit = 100_000;

    internal const int QueryRows = 96;
    internal const int ReferenceColumns = 3 * QueryRows;

    // Fewer make few clusters, and are compared in no time.
    private const int FewestClustered = 4096;

    /// <summary>The k nearest other samples of every sample (self excluded by index, so duplicates find each other).</summary>
    /// <param name="samples">The samples, n × d, finite.</param>
    /// <param name="k">1 ≤ k ≤ n − 1.</param>
    /// <param name="context">The threads to use, where progress goes, and the cancellation to heed.</param>
    /// <param name="metric">Under cosine a row of zeros is at distance 1 from every row, under correlation one of equal values.</param>
    /// <param name="method">Exact or approximate search.</param>
    /// <returns>The neighbours; <see cref="NeighborGraph.Recall"/> says what share of the true ones approximate ones are.</returns>
    /// <exception cref="ReductionException">Samples are empty or not finite, or k is out of range.</exception>
    public static NeighborGraph Compute(
        Matrix samples, int k, ReductionContext context, DistanceMetric metric = DistanceMetric.Euclidean,
        NeighborMethod method = NeighborMethod.Auto)
    {
        ArgumentNullException.ThrowIfNull(context);
        SampleChecks.RequireFinite(samples);
        if (k < 1 || k > samples.Rows - 1)
        {
            throw new ReductionException(
                $"Cannot find {k} neighbours among {samples.Rows} samples; ask for 1 to {samples.Rows - 1}, or add samples.");
        }

        samples = metric.ReadsZero() ? samples.AboutZero() : samples;
        return IsApproximate(method, samples.Rows)
            ? new ClusteredSearch(samples, k, metric, context).Run()
            : new NeighborSearch(samples, null, k, metric, context).Run();
    }

    /// <summary>Tells whether neighbours of so many samples are approximate.</summary>
    public static bool IsApproximate(NeighborMethod method, int samples) =>
        samples >= FewestClustered && (method == NeighborMethod.Approximate || (method == NeighborMethod.Auto && samples > ExactLimit));

    /// <summary>The k nearest reference samples of every query; each query's row depends on that query alone, not on its batch.</summary>
    /// <param name="reference">The reference samples, n × d, finite.</param>
    /// <param name="queries">m × d, finite.</param>
    /// <param name="k">1 ≤ k ≤ n.</param>
    /// <param name="context">The threads to use, where progress goes, and the cancellation to heed.</param>
    /// <param name="metric">The metric, as in <see cref="Compute"/>.</param>
    /// <returns>m × k exact indices into <paramref name="reference"/>.</returns>
    /// <exception cref="ReductionException">A matrix is empty or not finite, widths differ, or k is out of range.</exception>
    public static NeighborGraph QueryNearest(
        Matrix reference, Matrix queries, int k, ReductionContext context, DistanceMetric metric = DistanceMetric.Euclidean)
    {
        ArgumentNullException.ThrowIfNull(context);
        SampleChecks.RequireFinite(reference, "reference samples");
        SampleChecks.RequireFinite(queries, "new samples");
        SampleChecks.RequireColumns(queries, reference.Columns);
        if (k < 1 || k > reference.Rows)
        {
            throw new ReductionException(
                $"Cannot find {k} neighbours among {reference.Rows} reference samples; ask for 1 to {reference.Rows}.");
        }

        reference = metric.ReadsZero() ? reference.AboutZero() : reference;
        queries = queries.About(reference.Origin);
        return new NeighborSearch(reference, queries, k, metric, context).Run();
    }

    /// <summary>Reference rows whose packed copy stays within the bound on memory, a multiple of <see cref="ReferenceColumns"/>.</summary>
    internal static int ReferenceRowsAtOnce(int features, ReductionContext context) =>
        Math.Max(context.PackedValues / features / ReferenceColumns, 1) * ReferenceColumns;

    internal static float[] PackReference(NeighborSpace space, int features, int start, int end, ReductionContext context)
    {
        float[] panels = new float[InnerProducts.PackedLength(end - start, InnerProducts.TileColumns, features)];
        RowBlocks.For(end - start, InnerProducts.TileColumns, context, (_, first, last) =>
        {
            float[] row = new float[features];
            for (int j = first; j < last; j++)
            {
                space.PrepareReference(start + j, row);
                InnerProducts.PackRow(row, j, InnerProducts.TileColumns, panels);
            }
        });
        return panels;
    }

    internal static float[] PackQueries(NeighborSpace space, int features, int first, int last)
    {
        float[] panels = new float[InnerProducts.PackedLength(last - first, InnerProducts.TileRows, features)];
        float[] row = new float[features];
        for (int i = first; i < last; i++)
        {
            space.PrepareQuery(i, row);
            InnerProducts.PackRow(row, i - first, InnerProducts.TileRows, panels);
        }

        return panels;
    }
}
