namespace Experiments.Reduction;

/// <summary>
/// One score of an embedding. A metric only writes its formula: neighbours, ranks and labels come from the shared
/// <see cref="EmbeddingView"/>, which computes each of them once however many metrics and neighbourhood sizes ask. One instance scores many
/// embeddings, from several threads at a time, so it keeps nothing between calls; the same view gives the same score, on any number of threads.
/// </summary>
public interface IEmbeddingMetric
{
    /// <summary>Name, definition, direction and version.</summary>
    MetricDescriptor Descriptor { get; }

    /// <summary>The parts that the metric will ask the view for, so that one pass over all distances serves several metrics.</summary>
    internal ViewParts Reads => ViewParts.None;

    /// <summary>The score of an embedding without a flaw; null where there is no such bound.</summary>
    /// <param name="count">Number of samples.</param>
    /// <param name="k">The neighbourhood size, 1 to count − 1; 0 for a metric without one.</param>
    double? Perfect(int count, int k) => null;

    /// <summary>
    /// The expected score of a layout that has nothing to do with the samples, where it is known in closed form: every other point is then equally
    /// likely to have any rank, 1 to n − 1. Null where it is not.
    /// </summary>
    /// <param name="chance">Number of samples, and sizes of their classes.</param>
    /// <param name="k">The neighbourhood size, 1 to n − 1; 0 for a metric without one.</param>
    double? ByChance(ChanceModel chance, int k) => null;

    /// <summary>The score of an embedding: a finite number, or why it is undefined.</summary>
    /// <param name="view">
    /// The samples and their embedding, n ≥ 1 of each, all values finite. A metric that needs labels is shown only the samples whose class is
    /// known.
    /// </param>
    /// <param name="k">
    /// The neighbourhood size for a metric with one (<see cref="MetricDescriptor.PerNeighborhood"/>): 1 to n − 1, and at most
    /// <see cref="EmbeddingView.LargestK"/>. 0 for a metric without one.
    /// </param>
    MetricValue Score(EmbeddingView view, int k);
}

/// <summary>The parts of a view that are best computed together with others.</summary>
[Flags]
internal enum ViewParts
{
    /// <summary>No part.</summary>
    None = 0,

    /// <summary><see cref="EmbeddingView.EmbeddingRanks"/>: they come with the picture's neighbours.</summary>
    EmbeddingRanks = 1,

    /// <summary><see cref="EmbeddingView.Curve"/>: all ranks and neighbours come with it.</summary>
    Curve = 2,

    /// <summary><see cref="EmbeddingView.Binned"/>: counted along with the sums, added up along with the curve.</summary>
    Binned = 4,
}

/// <summary>The circumstances on which a score by chance depends.</summary>
/// <param name="Count">The number of samples.</param>
/// <param name="ClassSizes">The number of samples in each class, in no particular order; none without labels.</param>
public readonly record struct ChanceModel(int Count, IReadOnlyList<int> ClassSizes);

/// <summary>A value of a metric, or the reason why there is none.</summary>
/// <param name="Value">The value, finite; null where it is undefined.</param>
/// <param name="Reason">Why the value is undefined, as part of a sentence ("there is one class only"); null where it is defined.</param>
/// <param name="StandardError">Standard error of a value that is estimated from a sample; null for an exact one.</param>
public readonly record struct MetricValue(double? Value, string? Reason, double? StandardError = null)
{
    /// <summary>A defined, exact value.</summary>
    public static implicit operator MetricValue(double value) => new(value, null);

    /// <summary>No value, for that reason.</summary>
    public static MetricValue Undefined(string reason) => new(null, reason);
}
