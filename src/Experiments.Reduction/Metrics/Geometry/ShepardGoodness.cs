using Experiments.Reduction.Metrics.Distances;
using Experiments.Reduction.Metrics.Views;

namespace Experiments.Reduction.Metrics.Geometry;

/// <summary>Measures whether pairs that are farther apart in the data are farther apart in the picture, over all pairs of points.</summary>
internal sealed class ShepardGoodness : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "shepard",
        "Shepard goodness",
        "Spearman's rank correlation of the n(n-1)/2 distances in data and picture, equal distances sharing their mean rank; beyond "
        + $"{SortedPairs.MostPoints} points the distances fall into about {DistanceBins.Quantiles} bins of an equal share of the pairs each, "
        + "and those of one bin count as equal, which changes it by less than 0.0001 (Espadoto et al. 2019).",
        PerNeighborhood: false,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 2);

    public ViewParts Reads => ViewParts.Binned;

    public double? Perfect(int count, int k) => 1;

    public double? ByChance(ChanceModel chance, int k) => 0;

    public MetricValue Score(EmbeddingView view, int k)
    {
        double? correlation = view.Count <= SortedPairs.MostPoints
            ? SortedPairs.Spearman(view.SampleDistances, view.EmbeddingDistances, view.Context)
            : view.Binned.Correlation();
        return correlation is { } value ? value : MetricValue.Undefined("all distances are equal in the data or in the picture");
    }
}
