using System.Globalization;
using Experiments.Reduction.Metrics.Curves;
using Experiments.Reduction.Metrics.Distances;
using Experiments.Reduction.Metrics.Neighborhoods;
using Experiments.Reduction.Metrics.Views;

namespace Experiments.Reduction;

/// <summary>
/// The facts about samples that scores need, found once and used for every embedding of the samples: their exact neighbours, and a way to ask for
/// ranks. The object holds O(n·k) numbers beside the samples themselves, and several threads may use it at once.
/// </summary>
public sealed class QualityReference
{
    /// <summary>The label of a sample whose class is not known.</summary>
    private const int Unknown = -1;

    private readonly ReductionContext prepared;
    private readonly Lock choosing = new();
    private readonly ReferenceSamples reference;
    private (int[] Known, ReferenceSamples Reference)? labelled;

    internal QualityReference(Matrix samples, int largestK, NeighborGraph? known, ReductionContext context)
    {
        prepared = context;
        reference = new ReferenceSamples(samples, largestK, known, context);
    }

    /// <summary>The number of samples.</summary>
    public int Count => reference.Count;

    /// <summary>The largest neighbourhood that embeddings can be judged at: what was asked for, but below the number of samples.</summary>
    public int LargestK => reference.LargestK;

    /// <summary>The exact nearest others of every sample, n × <see cref="LargestK"/>, ordered by (distance, index).</summary>
    public ReadOnlySpan<int> Neighbors => reference.Nearest(prepared);

    private Matrix Samples => reference.Samples;

    /// <summary>Scores an embedding of these samples.</summary>
    /// <param name="embedding">The picture, n × any number of dimensions.</param>
    /// <param name="labels">One class a sample, −1 for those that scores of classes leave out; or null.</param>
    /// <param name="neighborhoods">The neighbourhood sizes k; those of at least n are reported as undefined.</param>
    /// <param name="context">Threads and cancellation; the seed plays no part.</param>
    /// <param name="metrics">Names of metrics; null for those of <see cref="StandardMetrics.Default"/>.</param>
    /// <param name="noClasses">The reason why there are no labels, where there are none; null for "no labels were given".</param>
    /// <returns>One score a metric, or one for each k, in the metrics' order; an undefined one carries its reason.</returns>
    /// <exception cref="ReductionException">
    /// The embedding or the labels do not have one row a sample, a k is larger than this reference was prepared for, or a metric is unknown.
    /// </exception>
    public IReadOnlyList<MetricScore> Evaluate(
        Matrix embedding, int[]? labels, IReadOnlyList<int> neighborhoods, ReductionContext context, IReadOnlyCollection<string>? metrics = null,
        string? noClasses = null) =>
        Evaluate(embedding, labels, neighborhoods, context, StandardMetrics.Choose(metrics), noClasses);

    /// <summary>The same with metrics that may be a program's own.</summary>
    /// <param name="embedding">n × any number of dimensions.</param>
    /// <param name="labels">One class a sample, −1 for those that scores of classes leave out; or null.</param>
    /// <param name="neighborhoods">The neighbourhood sizes k; those of at least n are reported as undefined.</param>
    /// <param name="context">Threads and cancellation; the seed plays no part.</param>
    /// <param name="metrics">The metrics, in the order of their scores.</param>
    /// <param name="noClasses">Why there are no labels, where there are none; null for "no labels were given".</param>
    /// <returns>One score a metric, or one for each k; an undefined one, or one that is no finite number, carries its reason.</returns>
    /// <exception cref="ReductionException">
    /// The embedding or the labels do not have one row a sample, or a k is larger than this reference was prepared for.
    /// </exception>
    public IReadOnlyList<MetricScore> Evaluate(
        Matrix embedding, int[]? labels, IReadOnlyList<int> neighborhoods, ReductionContext context, IReadOnlyList<IEmbeddingMetric> metrics,
        string? noClasses = null)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentNullException.ThrowIfNull(neighborhoods);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(metrics);
        CheckShapes(embedding, labels, neighborhoods);
        string? undefined = reference.Flaw ?? MatrixFlaws.Find(embedding, "embedding");
        if (undefined is null && labels is not null && labels.Contains(Unknown))
        {
            return EvaluateLabelled(embedding, labels, neighborhoods, context, metrics);
        }

        EmbeddingView view = new(reference, embedding, labels, metrics.Aggregate(ViewParts.None, (parts, metric) => parts | metric.Reads), context);
        return [.. metrics.SelectMany(metric => Score(metric, view, neighborhoods, undefined, noClasses))];
    }

    /// <summary>Trustworthiness and continuity of every point of an embedding.</summary>
    /// <param name="embedding">The picture, n × any number of dimensions, finite.</param>
    /// <param name="k">The neighbourhood size.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    /// <exception cref="ReductionException">
    /// The embedding does not have one row a sample, values are not finite, or k is out of range (1 to n − 2) or larger than this reference
    /// was prepared for.
    /// </exception>
    public PointQuality QualityOfPoints(Matrix embedding, int k, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentNullException.ThrowIfNull(context);
        CheckShapes(embedding, null, [k]);
        string? reason = reference.Flaw ?? MatrixFlaws.Find(embedding, "embedding")
            ?? (k < 1 ? $"a neighbourhood needs at least 1 point, got k = {k}" : IntrusionPenalty.Missing(Count, Math.Min(k, Count - 1)));
        if (reason is not null)
        {
            throw new ReductionException($"Points cannot be scored: {reason}.");
        }

        EmbeddingView view = new(reference, embedding, null, ViewParts.EmbeddingRanks, context);
        return new PointQuality(
            k, IntrusionPenalty.PerPoint(view.SampleRanks, LargestK, k), IntrusionPenalty.PerPoint(view.EmbeddingRanks, LargestK, k));
    }

    /// <summary>
    /// Measures how far neighbourhoods of every size agree between the samples and an embedding of them, in O(n² log n) time and O(n) memory.
    /// </summary>
    /// <param name="embedding">The picture, n × any number of dimensions, finite.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    /// <exception cref="ReductionException">
    /// The embedding does not have one row a sample, there are fewer than 3, or values are not finite.
    /// </exception>
    public QualityCurve Curve(Matrix embedding, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentNullException.ThrowIfNull(context);
        CheckShapes(embedding, null, []);
        string? reason = reference.Flaw ?? MatrixFlaws.Find(embedding, "embedding") ?? QualityCurve.Missing(Count);
        return reason is null
            ? CoRanking.Of(ExactDistances.Over(Samples), ExactDistances.Over(embedding), 0, null, context).Curve
            : throw new ReductionException($"There is no quality curve: {reason}.");
    }

    /// <summary>Scores of classes look at the samples whose class is known as if there were no others, the rest at all.</summary>
    private MetricScore[] EvaluateLabelled(
        Matrix embedding, int[] labels, IReadOnlyList<int> neighborhoods, ReductionContext context, IReadOnlyList<IEmbeddingMetric> chosen)
    {
        int[] known = [.. Enumerable.Range(0, Count).Where(i => labels[i] != Unknown)];
        string? none = known.Length == 0 ? "no sample has a label" : null;
        ViewParts Reads(bool classes) => chosen.Where(metric => metric.Descriptor.NeedsLabels == classes)
            .Aggregate(ViewParts.None, (parts, metric) => parts | metric.Reads);
        EmbeddingView all = new(reference, embedding, null, Reads(classes: false), context);
        EmbeddingView part =
            new(Labelled(known, context), embedding.Take(known), Array.ConvertAll(known, i => labels[i]), Reads(classes: true), context);
        return [.. chosen.SelectMany(metric =>
            metric.Descriptor.NeedsLabels ? Score(metric, part, neighborhoods, none, null) : Score(metric, all, neighborhoods, null, null))];
    }

    /// <summary>The reference of the labelled samples alone; kept for the next picture, which has the same labels.</summary>
    private ReferenceSamples Labelled(int[] known, ReductionContext context)
    {
        lock (choosing)
        {
            if (labelled is not { } kept || !kept.Known.AsSpan().SequenceEqual(known))
            {
                labelled = kept = (known, new ReferenceSamples(Samples.Take(known), LargestK, null, context));
            }

            return kept.Reference;
        }
    }

    private static IEnumerable<MetricScore> Score(
        IEmbeddingMetric metric, EmbeddingView view, IReadOnlyList<int> neighborhoods, string? undefined, string? noClasses)
    {
        string name = metric.Descriptor.Name;
        foreach (int k in metric.Descriptor.PerNeighborhood ? neighborhoods.Distinct() : [0])
        {
            string? reason = undefined ?? Missing(metric.Descriptor, view, k, noClasses);
            MetricValue value = reason is null ? Finite(metric.Score(view, k)) : MetricValue.Undefined(reason);
            yield return new MetricScore(metric.Descriptor.PerNeighborhood ? $"{name}@{k}" : name, value.Value, value.Reason)
            {
                StandardError = value.StandardError,
            };
        }
    }

    private static MetricValue Finite(MetricValue value) =>
        value.Value is null or (> double.NegativeInfinity and < double.PositiveInfinity) ? value
        : MetricValue.Undefined(string.Create(CultureInfo.InvariantCulture, $"the score came out as {value.Value}, which is not finite"));

    private static string? Missing(MetricDescriptor metric, EmbeddingView view, int k, string? noClasses) =>
        metric.NeedsLabels && view.Labels is null ? noClasses ?? "no labels were given"
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
