namespace Experiments.Reduction;

/// <summary>
/// One score of an embedding. A metric only writes its formula: neighbours, ranks and labels come from the shared
/// <see cref="EmbeddingView"/>, which computes each of them once however many metrics and neighbourhood sizes ask.
/// </summary>
internal interface IEmbeddingMetric
{
    /// <summary>Name, definition and version.</summary>
    MetricDescriptor Descriptor { get; }

    /// <summary>The parts that the metric will ask the view for, so that one pass over all distances serves several metrics.</summary>
    ViewParts Reads => ViewParts.None;

    /// <summary>The score of a picture without a flaw; null where there is no such bound.</summary>
    double? Perfect(int count, int k) => null;

    /// <summary>
    /// The expected score of a layout that has nothing to do with the samples, where it is known in closed form: every other point is then equally
    /// likely to have any rank, 1 to n − 1. Null where it is not.
    /// </summary>
    double? ByChance(ChanceModel chance, int k) => null;

    /// <summary>The score at neighbourhood size <paramref name="k"/> (0 for a metric without one); called with k below n only.</summary>
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

/// <summary>
/// The circumstances on which a score by chance depends: <paramref name="Count"/> points in classes of these sizes (none without labels).
/// </summary>
internal readonly record struct ChanceModel(int Count, IReadOnlyList<int> ClassSizes);

/// <summary>A value with its standard error where it is estimated, or why there is none.</summary>
internal readonly record struct MetricValue(double? Value, string? Reason, double? StandardError = null)
{
    public static implicit operator MetricValue(double value) => new(value, null);

    public static MetricValue Undefined(string reason) => new(null, reason);
}
