using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Graphs;

/// <summary>
/// The symmetric weighted graph that UMAP lays out: the fuzzy union of every point's neighbourhood (McInnes, Healy and Melville 2018,
/// §3.1), in compressed rows with targets ascending. A pair's weight is the same bits seen from either end.
/// </summary>
internal sealed class FuzzyGraph
{
    private const int BlockRows = 256;

    private FuzzyGraph(int[] starts, int[] targets, float[] weights)
    {
        (Starts, Targets, Weights) = (starts, targets, weights);
        LargestWeight = weights.Length == 0 ? 0 : weights.Max();
    }

    /// <summary>The place at which each row begins; one entry more than there are points.</summary>
    public int[] Starts { get; }

    /// <summary>The other ends of the edges.</summary>
    public int[] Targets { get; }

    /// <summary>Memberships in (0, 1].</summary>
    public float[] Weights { get; }

    /// <summary>The largest weight of an edge.</summary>
    public float LargestWeight { get; }

    /// <summary>The number of points.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>Builds the fuzzy graph of nearest neighbours.</summary>
    /// <param name="neighbors">Exactly n_neighbors − 1 others a point.</param>
    /// <param name="context">The threads to use.</param>
    /// <param name="connectivity">Nearest neighbours that every point is fully connected to; 0 or more.</param>
    /// <param name="mix">Between the intersection (0) and the union (1) of the neighbourhoods of both ends.</param>
    public static FuzzyGraph Build(NeighborGraph neighbors, ReductionContext context, double connectivity = 1, double mix = 1)
    {
        float[] memberships = MembershipsOf(neighbors, connectivity, context);
        DirectedEdges outgoing = SortedRows(neighbors, memberships, context);
        DirectedEdges incoming = outgoing.Transposed();
        context.Cancellation.ThrowIfCancellationRequested();
        FuzzyGraph union = Union(outgoing, incoming, mix);
        context.Cancellation.ThrowIfCancellationRequested();
        return union;
    }

    /// <summary>
    /// The graph of weights known already, the same from either end, in rows with targets ascending; entries of weight 0 are left out.
    /// </summary>
    public static FuzzyGraph Of(int[] starts, int[] targets, float[] weights) => new FuzzyGraph(starts, targets, weights).Without(0);

    /// <summary>Returns the graph without edges lighter than <paramref name="least"/>.</summary>
    public FuzzyGraph Without(double least)
    {
        int[] starts = new int[Starts.Length];
        List<int> targets = new(Targets.Length);
        List<float> weights = new(Targets.Length);
        for (int i = 0; i < Count; i++)
        {
            for (int e = Starts[i]; e < Starts[i + 1]; e++)
            {
                if (Weights[e] >= least && Weights[e] > 0)
                {
                    targets.Add(Targets[e]);
                    weights.Add(Weights[e]);
                }
            }

            starts[i + 1] = targets.Count;
        }

        return new FuzzyGraph(starts, [.. targets], [.. weights]);
    }

    /// <summary>Returns the edges with other weights; those of weight 0 are left out.</summary>
    public FuzzyGraph Reweighted(float[] weights) => new FuzzyGraph(Starts, Targets, weights).Without(0);

    private static float[] MembershipsOf(NeighborGraph neighbors, double connectivity, ReductionContext context)
    {
        int k = neighbors.K;
        double mean = SmoothDistances.Mean(neighbors.Distances, k + 1, neighbors.Count);
        float[] memberships = new float[neighbors.Count * k];
        RowBlocks.For(neighbors.Count, BlockRows, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                ReadOnlySpan<float> distances = neighbors.DistancesOf(i);
                LocalMetric local = SmoothDistances.Fit(distances, k + 1, connectivity, mean);
                SmoothDistances.Memberships(distances, local, memberships.AsSpan(i * k, k));
            }
        });
        return memberships;
    }

    private static DirectedEdges SortedRows(NeighborGraph neighbors, float[] memberships, ReductionContext context)
    {
        int[] targets = neighbors.Indices.ToArray();
        RowBlocks.For(neighbors.Count, BlockRows, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                int at = i * neighbors.K;
                targets.AsSpan(at, neighbors.K).Sort(memberships.AsSpan(at, neighbors.K));
            }
        });
        int[] starts = new int[neighbors.Count + 1];
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] = i * neighbors.K;
        }

        return new DirectedEdges(starts, targets, memberships);
    }

    private static FuzzyGraph Union(DirectedEdges outgoing, DirectedEdges incoming, double mix)
    {
        int n = outgoing.Starts.Length - 1;
        int[] starts = new int[n + 1];
        List<int> targets = new(2 * outgoing.Targets.Length);
        List<float> weights = new(2 * outgoing.Targets.Length);
        for (int i = 0; i < n; i++)
        {
            (int a, int aEnd) = (outgoing.Starts[i], outgoing.Starts[i + 1]);
            (int b, int bEnd) = (incoming.Starts[i], incoming.Starts[i + 1]);
            while (a < aEnd || b < bEnd)
            {
                int first = a < aEnd ? outgoing.Targets[a] : int.MaxValue;
                int second = b < bEnd ? incoming.Targets[b] : int.MaxValue;
                int target = Math.Min(first, second);
                double own = first == target ? outgoing.Weights[a++] : 0;
                double theirs = second == target ? incoming.Weights[b++] : 0;
                float weight = Combine(own, theirs, mix);
                if (weight > 0)
                {
                    targets.Add(target);
                    weights.Add(weight);
                }
            }

            starts[i + 1] = targets.Count;
        }

        return new FuzzyGraph(starts, [.. targets], [.. weights]);
    }

    /// <summary>The probabilistic t-conorm (union), mixed with the product t-norm (intersection).</summary>
    private static float Combine(double own, double theirs, double mix)
    {
        double both = own * theirs;
        return (float)((mix * (own + theirs - both)) + ((1 - mix) * both));
    }

    private sealed record DirectedEdges(int[] Starts, int[] Targets, float[] Weights)
    {
        /// <summary>The edges seen from their targets, sources ascending.</summary>
        public DirectedEdges Transposed()
        {
            int n = Starts.Length - 1;
            int[] starts = new int[n + 1];
            foreach (int target in Targets)
            {
                starts[target + 1]++;
            }

            for (int i = 0; i < n; i++)
            {
                starts[i + 1] += starts[i];
            }

            int[] next = starts[..n];
            int[] sources = new int[Targets.Length];
            float[] weights = new float[Targets.Length];
            for (int i = 0; i < n; i++)
            {
                for (int e = Starts[i]; e < Starts[i + 1]; e++)
                {
                    int at = next[Targets[e]]++;
                    (sources[at], weights[at]) = (i, Weights[e]);
                }
            }

            return new DirectedEdges(starts, sources, weights);
        }
    }
}
