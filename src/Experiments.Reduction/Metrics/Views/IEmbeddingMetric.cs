using Experiments.Reduction.Metrics.Views;

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
