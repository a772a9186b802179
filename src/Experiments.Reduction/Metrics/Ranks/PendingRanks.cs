using System.Runtime.CompilerServices;

namespace Experiments.Reduction.Metrics.Ranks;

/// <summary>
/// The ranks a query asks for, as far as they are known: those within the space's own k nearest at once, the others as counts that
/// grow while distances stream by. Rows are independent; each is written by one thread at a time.
/// </summary>
internal sealed class PendingRanks(RankQuery query)
{
    private readonly int[] places = new int[query.Points.Length];
    private readonly double[] keys = new double[query.Points.Length];
    private readonly BoundedCounts.Limit[] limits = new BoundedCounts.Limit[query.Points.Length];
    private readonly int[] waiting = new int[query.K == 0 ? 0 : query.Points.Length / query.K];

    /// <summary>The ranks; complete when every point has streamed by.</summary>
    public int[] Ranks { get; } = new int[query.Points.Length];

    /// <summary>The number of ranks of row i that have yet to be counted.</summary>
    public int Waiting(int i) => waiting[i];

    /// <summary>The limits to count to, in row i.</summary>
    public ReadOnlySpan<BoundedCounts.Limit> Limits(int i) => limits.AsSpan(i * query.K, waiting[i]);

    /// <summary>The key and index of the w-th point whose rank in row i is counted.</summary>
    public (double Key, int Index) this[int i, int w] => (keys[(i * query.K) + w], query.Points[places[(i * query.K) + w]]);

    /// <summary>Starts row i: takes the ranks its k nearest tell, and sets limits for the rest.</summary>
    /// <param name="i">The number of the row.</param>
    /// <param name="order">Scratch of n zeros, left so.</param>
    /// <param name="distances">The exact distances of the row; the limits are these distances, rounded.</param>
    public void Start(int i, Span<int> order, ReadOnlySpan<double> distances)
    {
        int first = i * query.K;
        int count = Begin(i, order);
        for (int w = first; w < first + count; w++)
        {
            keys[w] = distances[query.Points[places[w]]];
            limits[w] = new BoundedCounts.Limit((float)keys[w], (float)keys[w]);
        }
    }

    /// <summary>Starts row i with keys and limits of any kind.</summary>
    /// <param name="i">The number of the row.</param>
    /// <param name="order">Scratch of n zeros, left so.</param>
    /// <param name="key">The exact key of a point around i.</param>
    /// <param name="limit">Turns a key into the limit that the bounds which stream by are held against.</param>
    public void Start(int i, Span<int> order, Func<int, double> key, Func<double, BoundedCounts.Limit> limit)
    {
        int first = i * query.K;
        int count = Begin(i, order);
        for (int w = first; w < first + count; w++)
        {
            keys[w] = key(query.Points[places[w]]);
            limits[w] = limit(keys[w]);
        }
    }

    /// <summary>Adds to the count of the w-th waiting rank of row i.</summary>
    public void Add(int i, int w, int before) => Ranks[places[(i * query.K) + w]] += before;

    /// <summary>Takes the ranks that are known from their places; returns how many are not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Begin(int i, Span<int> order)
    {
        ReadOnlySpan<int> nearest = query.Nearest.Length == 0 ? [] : query.Nearest.AsSpan(i * query.K, query.K);
        for (int p = 0; p < nearest.Length; p++)
        {
            order[nearest[p]] = p + 1;
        }

        int next = i * query.K;
        for (int p = i * query.K; p < (i + 1) * query.K; p++)
        {
            Ranks[p] = order[query.Points[p]];
            if (Ranks[p] == 0)
            {
                Ranks[p] = 1;
                places[next++] = p;
            }
        }

        foreach (int neighbor in nearest)
        {
            order[neighbor] = 0;
        }

        return waiting[i] = next - (i * query.K);
    }
}
