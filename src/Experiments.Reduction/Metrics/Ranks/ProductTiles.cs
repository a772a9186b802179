namespace Experiments.Reduction;

/// <summary>A tile of inner products: rows of one block of points with consecutive points, row-major in a fixed stride.</summary>
internal readonly record struct ProductTile(int FirstRow, int Rows, int FirstColumn, int Columns)
{
    /// <summary>Values from one row to the next; whole tiles of the packed reference rows, long enough that a count's start is nothing.</summary>
    public const int Stride = 4 * NearestNeighbors.ReferenceColumns;
}

/// <summary>What is done with a tile; called for one block of rows by one thread at a time, columns in order.</summary>
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
    private float[][]? kept;

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
            for (int column = 0; column < count; column += ProductTile.Stride)
            {
                visitor(Tile(first, last, column), TileOf(kept[block], column));
            }
        });
    }

    private float[][] Keep(ReductionContext context)
    {
        int length = RowBlocks.Count(count, ProductTile.Stride) * ProductTile.Stride * BlockRows;
        float[][] blocks = [.. Enumerable.Range(0, RowBlocks.Count(count, BlockRows)).Select(_ => new float[length])];
        Compute(context, blocks, static (_, _) => { });
        return blocks;
    }

    private void Compute(ReductionContext context, float[][]? blocks, TileVisitor visitor)
    {
        int chunk = NearestNeighbors.ReferenceRowsAtOnce(features);
        for (int start = 0; start < count; start += chunk)
        {
            int end = Math.Min(count, start + chunk);
            float[] reference = NearestNeighbors.PackReference(space, features, start, end, context);
            RowBlocks.For(count, BlockRows, context, (block, first, last) =>
            {
                float[] queries = NearestNeighbors.PackQueries(space, features, first, last);
                float[] scratch = blocks is null ? new float[ProductTile.Stride * BlockRows] : [];
                for (int column = start; column < end; column += ProductTile.Stride)
                {
                    Span<float> products = blocks is null ? scratch : TileOf(blocks[block], column);
                    InnerProducts.Multiply(queries, Panels(reference, column - start), features, products, ProductTile.Stride);
                    visitor(Tile(first, last, column), products);
                }
            });
        }
    }

    private static Span<float> TileOf(float[] block, int column) => block.AsSpan(column * BlockRows, ProductTile.Stride * BlockRows);

    private ReadOnlySpan<float> Panels(float[] reference, int column)
    {
        int columns = Math.Min(ProductTile.Stride, (reference.Length / features) - column);
        return reference.AsSpan(column * features, columns * features);
    }

    private ProductTile Tile(int first, int last, int column) =>
        new(first, last - first, column, Math.Min(ProductTile.Stride, count - column));
}
