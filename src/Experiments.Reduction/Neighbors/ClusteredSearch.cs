using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Neighbors;

/// <summary>
/// Approximate nearest neighbours by an inverted file (Jégou, Douze and Schmid 2011, without their quantisation): samples are kept cluster
/// by cluster, and a block of neighbouring queries is compared, exactly, with the clusters whose means are nearest to any of them. The
/// number of clusters is doubled until a sample of queries finds <see cref="WantedRecall"/> of its true neighbours. No randomness but fixed
/// hashes and no shared state: the same bytes at any thread count, and for k the first k of any larger number.
/// </summary>
/// <remarks>Memory beyond the samples: a packed copy of them, O(n·k) for the result.</remarks>
internal sealed class ClusteredSearch
{
    /// <summary>Share of true neighbours that the checked queries must find: above what is promised, for what chance may hide.</summary>
    public const double WantedRecall = 0.97;

    private const int Tile = NearestNeighbors.QueryRows;
    private const int PanelRows = InnerProducts.TileColumns;
    private const int CheckedBlocks = 16;
    private const int CheckedNeighbors = 30;
    private const int FirstProbes = 2;
    private const int FewestRows = 512;

    private readonly Matrix samples;
    private readonly int k;
    private readonly DistanceMetric metric;
    private readonly ReductionContext context;
    private readonly ClusterPartition partition;
    private readonly NearestFilter filter;
    private readonly float[][] chunks;
    private readonly int chunkRows;
    private readonly int blocks;

    /// <summary>Sorts the samples into clusters.</summary>
    public ClusteredSearch(Matrix samples, int k, DistanceMetric metric, ReductionContext context)
    {
        this.samples = samples;
        this.k = k;
        this.metric = metric;
        this.context = context;
        NeighborSpace space = NeighborSpace.Create(metric, samples, samples);
        partition = ClusterPartition.Of(space, samples.Rows, samples.Columns, context);
        filter = new NearestFilter(new OrderedSpace(space, partition.Order), samples, samples, context);
        chunkRows = NearestNeighbors.ReferenceRowsAtOnce(samples.Columns, context);
        chunks = [.. Enumerable.Range(0, RowBlocks.Count(samples.Rows, chunkRows)).Select(chunk => NearestNeighbors.PackReference(
            filter.Space, samples.Columns, chunk * chunkRows, Math.Min(samples.Rows, (chunk + 1) * chunkRows), context))];
        blocks = RowBlocks.Count(samples.Rows, Tile);
    }

    /// <summary>Finds the neighbours of all samples.</summary>
    public NeighborGraph Run()
    {
        (int probes, double recall) = Calibrate();
        int[] nearest = new int[checked(samples.Rows * k)];
        float[] distances = new float[nearest.Length];
        int done = 0;
        RowBlocks.For(blocks, 1, context, (block, _, _) =>
        {
            (int[] found, float[] near) = Search(block, probes, k);
            for (int row = 0; row < found.Length / k; row++)
            {
                int at = partition.Order[(block * Tile) + row] * k;
                found.AsSpan(row * k, k).CopyTo(nearest.AsSpan(at));
                near.AsSpan(row * k, k).CopyTo(distances.AsSpan(at));
            }

            context.Progress?.Report(new ReductionProgress("neighbors", Interlocked.Increment(ref done) / (double)blocks));
        });
        return new NeighborGraph(nearest, distances, samples.Rows, k, metric) { Recall = recall };
    }

    /// <summary>Finds the number of clusters that every query probes, and the share of the checked queries' true neighbours that it finds.</summary>
    private (int Probes, double Recall) Calibrate()
    {
        int[] chosen = [.. new CounterRandom(0, RandomPurposes.CheckedRecall).Permutation(blocks).Take(CheckedBlocks).Order()];
        float[][] radii = [.. chosen.Select(TrueRadii)];
        for (int probes = FirstProbes; ; probes *= 2)
        {
            probes = Math.Min(probes, partition.Centers.Rows);
            int[] found = new int[chosen.Length];
            int count = probes;
            RowBlocks.For(chosen.Length, 1, context, (b, _, _) =>
                found[b] = Search(chosen[b], count, CheckedNeighbors).Distances.Where((near, at) => near <= radii[b][at / CheckedNeighbors]).Count());
            double recall = found.Sum() / (radii.Sum(block => block.Length) * (double)CheckedNeighbors);
            if (recall >= WantedRecall || probes == partition.Centers.Rows)
            {
                return (probes, recall);
            }
        }
    }

    /// <summary>The distance of the last of the true neighbours of every query of a block.</summary>
    private float[] TrueRadii(int block)
    {
        int[] rows = partition.Order[(block * Tile)..Math.Min(samples.Rows, (block + 1) * Tile)];
        NeighborGraph exact =
            NearestNeighbors.QueryNearest(samples, samples.Take(rows), CheckedNeighbors + 1, context with { Progress = null }, metric);
        float[] radii = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            // Among many duplicates a query may not find itself; then the last but one is the last other.
            bool findsItself = exact.IndicesOf(i)[..CheckedNeighbors].Contains(rows[i]);
            radii[i] = exact.DistancesOf(i)[findsItself ? CheckedNeighbors : CheckedNeighbors - 1];
        }

        return radii;
    }

    /// <summary>The nearest of every query of a block, among the clusters that any of them probes.</summary>
    private (int[] Indices, float[] Distances) Search(int block, int probes, int wanted)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        int first = block * Tile;
        int last = Math.Min(samples.Rows, first + Tile);
        NearestCandidates candidates = new(first, last - first, wanted, excludeSelf: true, filter);
        float[] left = NearestNeighbors.PackQueries(filter.Space, samples.Columns, first, last);
        float[] products = new float[Tile * Tile];
        foreach ((int start, int width) in Runs(Panels(first, last, probes)))
        {
            (int chunk, int row) = Math.DivRem(start, chunkRows);
            ReadOnlySpan<float> right = chunks[chunk].AsSpan(row * samples.Columns, width * samples.Columns);
            filter.Space.Multiply(left, right, samples.Columns, products, Tile);
            candidates.Offer(products, Tile, width, start);
        }

        int[] nearest = new int[(last - first) * wanted];
        float[] distances = new float[nearest.Length];
        candidates.Finish(nearest, distances);
        return ([.. nearest.Select(at => partition.Order[at])], distances);
    }

    /// <summary>
    /// Marks the panels of packed rows that hold the clusters which the queries probe; all panels, where those hold too few samples.
    /// </summary>
    private bool[] Panels(int first, int last, int probes)
    {
        Matrix queries = new(last - first, samples.Columns);
        for (int i = first; i < last; i++)
        {
            filter.Space.PrepareQuery(i, queries.Row(i - first));
        }

        bool[] chosen = new bool[RowBlocks.Count(samples.Rows, PanelRows)];
        int covered = 0;
        foreach (int cluster in NearestNeighbors.QueryNearest(partition.Centers, queries, probes,
            context with { Threads = 1, Progress = null }).Indices)
        {
            (int start, int end) = (partition.Starts[cluster], partition.Starts[cluster + 1]);
            for (int panel = start / PanelRows; panel * PanelRows < end; panel++)
            {
                covered += chosen[panel] ? 0 : 1;
                chosen[panel] = true;
            }
        }

        if ((covered - 1) * PanelRows <= Math.Max(k, FewestRows))
        {
            Array.Fill(chosen, true);
        }

        return chosen;
    }

    /// <summary>Runs of chosen panels, as rows, no wider than a tile and within one chunk.</summary>
    private IEnumerable<(int Start, int Width)> Runs(bool[] chosen)
    {
        int panels = chosen.Length;
        for (int panel = 0, end; panel < panels; panel = Math.Max(end, panel + 1))
        {
            int limit = Math.Min(panels,
                Math.Min(panel + (Tile / PanelRows), RowBlocks.Count((panel * PanelRows) + 1, chunkRows) * chunkRows / PanelRows));
            for (end = panel; end < limit && chosen[end]; end++)
            {
            }

            if (end > panel)
            {
                yield return (panel * PanelRows, (end - panel) * PanelRows);
            }
        }
    }
}
