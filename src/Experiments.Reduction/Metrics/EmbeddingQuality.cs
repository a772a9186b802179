namespace Experiments.Reduction;

/// <summary>
/// Scores embeddings against the samples they picture. Ranks and neighbours are decided in double precision, ties by index, the point
/// itself excluded by index; memory is O(n·k) plus a few rows of n distances.
/// </summary>
public static class EmbeddingQuality
{
    /// <summary>Scores one embedding; for several of the same samples, <see cref="Prepare"/> once.</summary>
    /// <param name="samples">The samples, n × d.</param>
    /// <param name="embedding">The picture, n × any number of dimensions.</param>
    /// <param name="labels">One class a sample, −1 for those that scores of classes leave out; or null.</param>
    /// <param name="neighborhoods">The neighbourhood sizes k.</param>
    /// <param name="context">Threads and cancellation; the seed plays no part.</param>
    /// <param name="metrics">Names of metrics; null for those of <see cref="StandardMetrics.Default"/>.</param>
    /// <param name="noClasses">The reason why there are no labels, where there are none; null for "no labels were given".</param>
    /// <returns>Scores named name or name@k, in the order of <see cref="StandardMetrics.All"/>; an undefined one has its reason.</returns>
    /// <exception cref="ReductionException">The embedding or the labels do not have one row a sample, or a metric is unknown.</exception>
    public static IReadOnlyList<MetricScore> Evaluate(
        Matrix samples, Matrix embedding, int[]? labels, IReadOnlyList<int> neighborhoods, ReductionContext context,
        IReadOnlyCollection<string>? metrics = null, string? noClasses = null)
    {
        IReadOnlyList<IEmbeddingMetric> chosen = StandardMetrics.Choose(metrics);
        return Evaluate(samples, embedding, labels, neighborhoods, context, chosen, noClasses);
    }

    /// <summary>The same with metrics that may be a program's own.</summary>
    /// <param name="samples">n × d.</param>
    /// <param name="embedding">n × any number of dimensions.</param>
    /// <param name="labels">One class a sample, −1 for those that scores of classes leave out; or null.</param>
    /// <param name="neighborhoods">The neighbourhood sizes k.</param>
    /// <param name="context">Threads and cancellation; the seed plays no part.</param>
    /// <param name="metrics">The metrics, in the order of their scores.</param>
    /// <param name="noClasses">Why there are no labels, where there are none; null for "no labels were given".</param>
    /// <exception cref="ReductionException">The embedding or the labels do not have one row a sample.</exception>
    public static IReadOnlyList<MetricScore> Evaluate(
        Matrix samples, Matrix embedding, int[]? labels, IReadOnlyList<int> neighborhoods, ReductionContext context,
        IReadOnlyList<IEmbeddingMetric> metrics, string? noClasses = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(neighborhoods);
        int largest = neighborhoods.Where(k => k < samples.Rows).DefaultIfEmpty().Max();
        return Prepare(samples, largest, context).Evaluate(embedding, labels, neighborhoods, context, metrics, noClasses);
    }

    /// <summary>Does the work on the samples that every embedding of them shares.</summary>
    /// <param name="samples">The samples, n × d; kept, not copied.</param>
    /// <param name="largestNeighborhood">The largest k that will be asked for (one of n or more is cut to n − 1).</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    /// <param name="neighbors">
    /// The samples' exact neighbours (<see cref="NearestNeighbors.Compute"/>), to spare finding them again; one that is too small or of
    /// another metric is not used.
    /// </param>
    public static QualityReference Prepare(
        Matrix samples, int largestNeighborhood, ReductionContext context, NeighborGraph? neighbors = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(context);
        return new QualityReference(samples, largestNeighborhood, neighbors, context);
    }
}
