using Experiments.Reduction.Metrics.Ranks;

namespace Experiments.Reduction.Metrics.Views;

/// <summary>
/// The samples that embeddings are judged against, with their exact neighbours and a way to ask for ranks, each found once. Several threads may use
/// the object at once.
/// </summary>
internal sealed class ReferenceSamples
{
    private readonly Lock finding = new();
    private readonly Lazy<IRankedPoints> ranked;
    private int[]? neighbors;

    /// <param name="samples">The samples, n × d; kept, not copied.</param>
    /// <param name="largestK">The largest neighbourhood size that will be asked for; it is cut to n − 1.</param>
    /// <param name="known">Neighbours that are known already; they are used where they are exact, Euclidean and enough.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public ReferenceSamples(Matrix samples, int largestK, NeighborGraph? known, ReductionContext context)
    {
        Samples = samples;
        Flaw = MatrixFlaws.Find(samples, "sample");
        LargestK = Math.Clamp(largestK, 0, Math.Max(0, Count - 1));
        ranked = new(() => IRankedPoints.Over(samples, context));
        neighbors = Flaw is not null || LargestK == 0 ? [] : Serves(known) ? known!.Take(LargestK).Indices.ToArray() : null;
    }

    public Matrix Samples { get; }

    /// <summary>The number of samples.</summary>
    public int Count => Samples.Rows;

    /// <summary>The largest neighbourhood size that can be asked for, below the number of samples.</summary>
    public int LargestK { get; }

    /// <summary>The reason why no distance can be taken of the samples; null where there is none.</summary>
    public string? Flaw { get; }

    /// <summary>
    /// Returns the exact nearest others of every sample, n × <see cref="LargestK"/>, ordered by (distance, index); where these are not known yet,
    /// <paramref name="find"/> may know a cheaper way to them.
    /// </summary>
    public int[] Nearest(ReductionContext context, Func<int[]>? find = null)
    {
        lock (finding)
        {
            return neighbors ??= find?.Invoke() ?? ranked.Value.Nearest(LargestK, context);
        }
    }

    /// <summary>
    /// Returns the ranks of points, n × <see cref="LargestK"/>; those within the nearest are known without counting where the nearest have been
    /// found.
    /// </summary>
    public int[] RanksOf(int[] points, ReductionContext context) =>
        ranked.Value.Ranks(new RankQuery(points, Volatile.Read(ref neighbors) ?? [], LargestK), context);

    private bool Serves(NeighborGraph? graph) =>
        graph is { Metric: DistanceMetric.Euclidean, Recall: null } && graph.Count == Count && graph.K >= LargestK;
}
