namespace Experiments.Reduction;

/// <summary>
/// What judging needs to know of the samples, made once and used for every embedding of them: their exact neighbours, and a way to
/// ask for ranks. Holds O(n·k) beside the samples themselves. Safe to use from several threads.
/// </summary>
public sealed class QualityReference
{
    private readonly IRankedPoints? ranked;
    private readonly int[] neighbors = [];
    private readonly string? flaw;

    internal QualityReference(Matrix samples, int largestK, NeighborGraph? known, ReductionContext context)
    {
        Count = samples.Rows;
        flaw = MatrixFlaws.Find(samples, "sample");
        LargestK = Math.Clamp(largestK, 0, Math.Max(0, Count - 1));
        if (flaw is null && LargestK > 0)
        {
            ranked = IRankedPoints.Over(samples, context);
            neighbors = Serves(known) ? known!.Take(LargestK).Indices.ToArray() : ranked.Nearest(LargestK, context);
        }
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>The largest neighbourhood that embeddings can be judged at: what was asked for, but below the number of samples.</summary>
    public int LargestK { get; }

    /// <summary>The exact nearest others of every sample, n × <see cref="LargestK"/>, ordered by (distance, index).</summary>
    public ReadOnlySpan<int> Neighbors => neighbors;

    /// <summary>Scores an embedding of these samples with every metric of <see cref="StandardMetrics"/>.</summary>
    /// <param name="embedding">n × any number of dimensions.</param>
    /// <param name="labels">One class a sample, or null.</param>
    /// <param name="neighborhoods">The neighbourhood sizes k; those of at least n are reported as undefined.</param>
    /// <param name="context">Threads and cancellation; the seed plays no part.</param>
    /// <returns>One score a metric, or one for each k, in the metrics' order; an undefined one carries its reason.</returns>
    /// <exception cref="ReductionException">
    /// The embedding or the labels do not have one row a sample, or a k is larger than this reference was prepared for.
    /// </exception>
    public IReadOnlyList<MetricScore> Evaluate(Matrix embedding, int[]? labels, IReadOnlyList<int> neighborhoods, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentNullException.ThrowIfNull(neighborhoods);
        ArgumentNullException.ThrowIfNull(context);
        CheckShapes(embedding, labels, neighborhoods);
        string? undefined = flaw ?? MatrixFlaws.Find(embedding, "embedding");
        EmbeddingView view = new(this, embedding, labels, context);
        return [.. StandardMetrics.Metrics.SelectMany(metric => Score(metric, view, neighborhoods, undefined))];
    }

    internal int[] RanksOf(int[] points, ReductionContext context) => ranked!.Ranks(new RankQuery(points, neighbors, LargestK), context);

    private bool Serves(NeighborGraph? graph) =>
        graph is { Metric: DistanceMetric.Euclidean } && graph.Count == Count && graph.K >= LargestK;

    private static IEnumerable<MetricScore> Score(
        IEmbeddingMetric metric, EmbeddingView view, IReadOnlyList<int> neighborhoods, string? undefined)
    {
        string name = metric.Descriptor.Name;
        foreach (int k in metric.Descriptor.PerNeighborhood ? neighborhoods.Distinct() : [0])
        {
            string? reason = undefined ?? Missing(metric.Descriptor, view, k);
            MetricValue value = reason is null ? metric.Score(view, k) : MetricValue.Undefined(reason);
            yield return new MetricScore(metric.Descriptor.PerNeighborhood ? $"{name}@{k}" : name, value.Value, value.Reason);
        }
    }

    private static string? Missing(MetricDescriptor metric, EmbeddingView view, int k) =>
        metric.NeedsLabels && view.Labels is null ? "no labels were given"
        : !metric.PerNeighborhood ? null
        : k < 1 ? $"a neighbourhood needs at least 1 point, got k = {k}"
        : k >= view.Count ? $"k = {k} needs more than {k} points, got {view.Count}"
        : null;

    private void CheckShapes(Matrix embedding, int[]? labels, IReadOnlyList<int> neighborhoods)
    {
        if (embedding.Rows != Count)
        {
            throw new ReductionException($"The embedding has {embedding.Rows} rows for {Count} samples; both must list the same points.");
        }

        if (labels is not null && labels.Length != Count)
        {
            throw new ReductionException($"There are {labels.Length} labels for {Count} samples; give one a sample, or none.");
        }

        int largest = neighborhoods.Where(k => k < Count).DefaultIfEmpty().Max();
        if (largest > LargestK)
        {
            throw new ReductionException($"k = {largest} is larger than the {LargestK} this reference was prepared for.");
        }
    }
}
