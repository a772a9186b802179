using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Neighbors;

/// <summary>
/// One search for nearest neighbours: tiles of inner products, each offered to the candidates of its rows, and among samples of one set
/// to those of its columns too, so that every pair is multiplied once.
/// </summary>
internal sealed class NeighborSearch
{
    /// <summary>Rows and columns of a tile: a multiple of both panel widths.</summary>
    private const int Tile = NearestNeighbors.QueryRows;

    private readonly int features;
    private readonly int k;
    private readonly bool within;
    private readonly DistanceMetric metric;
    private readonly ReductionContext context;
    private readonly NearestFilter filter;
    private readonly NearestCandidates[] candidates;
    private readonly int references;
    private readonly int queries;

    /// <summary>Prepares to find the k nearest reference rows of every query; without queries, of every reference row but itself.</summary>
    public NeighborSearch(Matrix reference, Matrix? queries, int k, DistanceMetric metric, ReductionContext context)
    {
        features = reference.Columns;
        references = reference.Rows;
        within = queries is null;
        queries ??= reference;
        this.queries = queries.Rows;
        this.k = k;
        this.metric = metric;
        this.context = context;
        filter = new NearestFilter(NeighborSpace.Create(metric, reference, queries), reference, queries, context);
        candidates = new NearestCandidates[RowBlocks.Count(queries.Rows, Tile)];
        for (int block = 0; block < candidates.Length; block++)
        {
            candidates[block] = new NearestCandidates(block * Tile, Math.Min(Tile, queries.Rows - (block * Tile)), k, within, filter);
        }
    }

    /// <summary>Finds the neighbours of all queries.</summary>
    public NeighborGraph Run()
    {
        int chunk = NearestNeighbors.ReferenceRowsAtOnce(features, context);
        for (int start = 0; start < references; start += chunk)
        {
            int first = start;
            int end = Math.Min(references, start + chunk);
            float[] panels = NearestNeighbors.PackReference(filter.Space, features, start, end, context);
            RowBlocks.For(within ? end : queries, Tile, context, (block, from, to) =>
                Multiply(block, NearestNeighbors.PackQueries(filter.Space, features, from, to), panels, first));
            context.Progress?.Report(new ReductionProgress("neighbors", (double)end / references));
        }

        return Collect();
    }

    private NeighborGraph Collect()
    {
        int[] nearest = new int[checked(queries * k)];
        float[] distances = new float[nearest.Length];
        RowBlocks.For(queries, Tile, context, (block, first, last) =>
            candidates[block].Finish(nearest.AsSpan(first * k, (last - first) * k), distances.AsSpan(first * k, (last - first) * k)));
        return new NeighborGraph(nearest, distances, queries, k, metric);
    }

    // All tiles of one block of queries with the packed reference rows, which begin at row start; within one set, from the diagonal on.
    private void Multiply(int block, float[] left, float[] panels, int start)
    {
        float[] products = new float[Tile * Tile];
        float[] transposed = new float[Tile * Tile];
        int columns = panels.Length / features;
        for (int column = within ? Math.Max(0, (block * Tile) - start) : 0; column < columns; column += Tile)
        {
            int width = Math.Min(Tile, columns - column);
            filter.Space.Multiply(left, panels.AsSpan(column * features, width * features), features, products, Tile);
            candidates[block].Offer(products, Tile, width, start + column);
            int mirror = (start + column) / Tile;
            if (within && mirror != block)
            {
                Transposition.Square(products, transposed, Tile);
                candidates[mirror].Offer(transposed, Tile, Tile, block * Tile);
            }
        }
    }
}
