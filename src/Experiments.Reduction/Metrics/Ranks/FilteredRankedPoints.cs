using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Neighbors;
using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Ranks;

/// <summary>
/// Ranks of wide samples: single-precision scores whose error is bounded say which points are surely nearer than a given one and which
/// may be; the few in between are decided by exact keys (double-precision distances), ties by index.
/// </summary>
/// <remarks>
/// With the filter's L, w, r² and ε (see <see cref="NearestCandidates"/>) a row's key lies in [L + r²(1 − ε), L + w + r²(1 + ε)].
/// Around a query with key T, rows with L + w &lt; T − r²(1 + ε) are nearer and rows with L &gt; T − r²(1 − ε) are not.
/// </remarks>
internal sealed class FilteredRankedPoints : IRankedPoints
{
    private const int BlockRows = 32;
    private readonly Matrix points;
    private readonly NearestFilter filter;
    private readonly ProductTiles tiles;

    public FilteredRankedPoints(Matrix points, ReductionContext context)
    {
        this.points = points;
        NeighborSpace space = NeighborSpace.Create(DistanceMetric.Euclidean, points, points);
        filter = new NearestFilter(space, points, points, context);
        tiles = new ProductTiles(space, points.Rows, points.Columns);
    }

    public int[] Nearest(int k, ReductionContext context) => NearestNeighbors.Compute(points, k, context).Indices.ToArray();

    public int[] Ranks(RankQuery query, ReductionContext context)
    {
        PendingRanks pending = new(query);
        RowBlocks.For(points.Rows, BlockRows, context, (_, start, end) =>
        {
            int[] order = new int[points.Rows];
            for (int i = start; i < end; i++)
            {
                int point = i;
                pending.Start(i, order, j => filter.Space.Key(point, j), key => Limit(point, key));
            }
        });
        tiles.Visit(context, (tile, products) =>
        {
            Span<float> bounds = stackalloc float[2 * ProductTile.Widest];
            Span<float> lows = bounds[..tile.Stride];
            Span<float> highs = bounds.Slice(ProductTile.Widest, tile.Stride);
            for (int row = 0; row < tile.Rows; row++)
            {
                int i = tile.FirstRow + row;
                if (pending.Waiting(i) == 0)
                {
                    continue;
                }

                Score(products.Slice(row * tile.Stride, tile.Stride), tile.FirstColumn, lows, highs);
                Exclude(i - tile.FirstColumn, lows, highs);
                Count(new Row(i, tile, lows, highs), pending);
            }
        });
        return pending.Ranks;
    }

    private BoundedCounts.Limit Limit(int point, double key)
    {
        double norm = filter.QueryNorms[point];
        return new BoundedCounts.Limit(
            MathF.BitDecrement((float)(key - (norm * (1 + filter.Error)) - filter.Tiny)),
            MathF.BitIncrement((float)(key - (norm * (1 - filter.Error)) + filter.Tiny)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Score(ReadOnlySpan<float> products, int start, Span<float> lows, Span<float> highs)
    {
        Vector256<float> minusTwo = Vector256.Create(-2f);
        ReadOnlySpan<float> norms = filter.Lows.AsSpan(start, products.Length);
        ReadOnlySpan<float> widths = filter.Widths.AsSpan(start, products.Length);
        for (int c = 0; c < products.Length; c += 8)
        {
            Vector256<float> product = Vector256.Create(products.Slice(c, 8));
            Vector256<float> low = Vector256.FusedMultiplyAdd(minusTwo, product, Vector256.Create(norms.Slice(c, 8)));
            low.CopyTo(lows[c..]);
            (low + Vector256.Create(widths.Slice(c, 8))).CopyTo(highs[c..]);
        }
    }

    private static void Exclude(int column, Span<float> lows, Span<float> highs)
    {
        if (column >= 0 && column < lows.Length)
        {
            lows[column] = float.PositiveInfinity;
            highs[column] = float.PositiveInfinity;
        }
    }

    private void Count(in Row row, PendingRanks pending)
    {
        ReadOnlySpan<BoundedCounts.Limit> limits = pending.Limits(row.Point);
        Span<int> counts = limits.Length <= 512 ? stackalloc int[2 * limits.Length] : new int[2 * limits.Length];
        Span<int> nearer = counts[..limits.Length];
        Span<int> doubtful = counts[limits.Length..];
        BoundedCounts.Count(row.Lows, row.Highs, limits, nearer, doubtful);
        for (int w = 0; w < limits.Length; w++)
        {
            (double key, int index) = pending[row.Point, w];
            bool itself = (uint)(index - row.Tile.FirstColumn) < row.Tile.Columns;
            int ties = doubtful[w] > (itself ? 1 : 0) ? Decide(row, limits[w], (key, index)) : 0;
            pending.Add(row.Point, w, nearer[w] + ties);
        }
    }

    /// <summary>Counts the doubtful points of a tile that come before the query by (key, index).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Decide(in Row row, BoundedCounts.Limit limit, (double Key, int Index) query)
    {
        Vector256<float> sure = Vector256.Create(limit.Sure);
        Vector256<float> possible = Vector256.Create(limit.Possible);
        int before = 0;
        for (int c = 0; c < row.Lows.Length; c += 8)
        {
            Vector256<float> doubtful = Vector256.GreaterThanOrEqual(Vector256.Create(row.Highs.Slice(c, 8)), sure)
                & Vector256.LessThanOrEqual(Vector256.Create(row.Lows.Slice(c, 8)), possible);
            for (uint lanes = doubtful.ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
            {
                int j = row.Tile.FirstColumn + c + BitOperations.TrailingZeroCount(lanes);
                before += j != query.Index && (filter.Space.Key(row.Point, j), j).CompareTo(query) < 0 ? 1 : 0;
            }
        }

        return before;
    }

    /// <summary>One point's bounds on the scores of a tile's points.</summary>
    private readonly ref struct Row(int point, ProductTile tile, ReadOnlySpan<float> lows, ReadOnlySpan<float> highs)
    {
        public int Point { get; } = point;

        public ProductTile Tile { get; } = tile;

        public ReadOnlySpan<float> Lows { get; } = lows;

        public ReadOnlySpan<float> Highs { get; } = highs;
    }
}
