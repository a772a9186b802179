using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Ranks;

/// <summary>A tile of inner products: rows of one block of points with consecutive points, row-major, <see cref="Stride"/> values a row.</summary>
internal readonly record struct ProductTile(int FirstRow, int Rows, int FirstColumn, int Columns)
{
    /// <summary>The most columns of a tile; long enough that a count's start is nothing.</summary>
    public const int Widest = 4 * NearestNeighbors.ReferenceColumns;

    /// <summary>Values from one row to the next: <see cref="Columns"/>, rounded up to whole panels of packed reference rows.</summary>
    public int Stride => RowBlocks.Count(Columns, InnerProducts.TileColumns) * InnerProducts.TileColumns;
}

/// <summary>Receives a tile of products; it is called for one block of rows by one thread at a time, columns in order.</summary>
internal delegate void TileVisitor(ProductTile tile, ReadOnlySpan<float> products);

/// <summary>
/// All inner products of the filter's form of some points, tile by tile: computed anew on every pass, or, for up to
/// <see cref="KeptPoints"/> points, kept from the first pass (64 MB), since for wide samples they are most of the cost of judging.
/// </summary>
internal sealed class ProductTiles(NeighborSpace space, int count, int features)
{
    private const int KeptPoints = 4096;
    private const int BlockRows = NearestNeighbors.QueryRows;
    private readonly Lock keeping = new();
    private Kept? kept;

    /// <summary>Visits every tile; blocks of rows in parallel.</summary>
    public void Visit(ReductionContext context, TileVisitor visitor)
    {
        if (count > KeptPoints)
        {
            Compute(context, null, visitor);
            return;
        }

        lock (keeping)
        {
            kept ??= Keep(context);
        }

        RowBlocks.For(count, BlockRows, context, (block, first, last) =>
        {
            foreach ((int start, int end) in kept.Columns)
            {
                ProductTile tile = new(first, last - first, start, end - start);
                visitor(tile, TileOf(kept.Blocks[block], tile));
            }
        });
    }

    private Kept Keep(ReductionContext context)
    {
        int length = RowBlocks.Count(count, InnerProducts.TileColumns) * InnerProducts.TileColumns * BlockRows;
        float[][] blocks = [.. Enumerable.Range(0, RowBlocks.Count(count, BlockRows)).Select(_ => new float[length])];
        Compute(context, blocks, static (_, _) => { });
        return new Kept(blocks, [.. Chunks(context).SelectMany(chunk => Tiles(chunk.Start, chunk.End))]);
    }

    private void Compute(ReductionContext context, float[][]? blocks, TileVisitor visitor)
    {
        foreach ((int chunkStart, int chunkEnd) in Chunks(context))
        {
            float[] reference = NearestNeighbors.PackReference(space, features, chunkStart, chunkEnd, context);
            RowBlocks.For(count, BlockRows, context, (block, first, last) =>
            {
                float[] queries = NearestNeighbors.PackQueries(space, features, first, last);
                float[] scratch = blocks is null ? new float[ProductTile.Widest * BlockRows] : [];
                foreach ((int start, int end) in Tiles(chunkStart, chunkEnd))
                {
                    ProductTile tile = new(first, last - first, start, end - start);
                    Span<float> products = blocks is null ? scratch.AsSpan(0, tile.Stride * BlockRows) : TileOf(blocks[block], tile);
                    ReadOnlySpan<float> panels = reference.AsSpan((start - chunkStart) * features, tile.Stride * features);
                    InnerProducts.Multiply(queries, panels, features, products, tile.Stride);
                    visitor(tile, products);
                }
            });
        }
    }

    /// <summary>The reference rows that are packed at once.</summary>
    private IEnumerable<(int Start, int End)> Chunks(ReductionContext context)
    {
        int rows = NearestNeighbors.ReferenceRowsAtOnce(features, context);
        for (int start = 0; start < count; start += rows)
        {
            yield return (start, Math.Min(count, start + rows));
        }
    }

    /// <summary>The columns of the tiles of one chunk: a tile never reaches into the next chunk, and begins with a whole panel.</summary>
    private static IEnumerable<(int Start, int End)> Tiles(int chunkStart, int chunkEnd)
    {
        for (int start = chunkStart; start < chunkEnd; start += ProductTile.Widest)
        {
            yield return (start, Math.Min(chunkEnd, start + ProductTile.Widest));
        }
    }

    // Tiles begin with whole panels, so that those before one fill just as many values as it has columns before it.
    private static Span<float> TileOf(float[] block, ProductTile tile) => block.AsSpan(tile.FirstColumn * BlockRows, tile.Stride * BlockRows);

    /// <summary>Products of every block of rows, and the columns of their tiles.</summary>
    private sealed record Kept(float[][] Blocks, (int Start, int End)[] Columns);
}
