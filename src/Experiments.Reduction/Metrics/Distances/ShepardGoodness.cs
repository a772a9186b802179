namespace Experiments.Reduction;

/// <summary>Measures whether pairs that are farther apart in the data are farther apart in the picture, over all pairs of points.</summary>
internal sealed class ShepardGoodness : IEmbeddingMetric
{
    /// <summary>Up to this many points (12.5 million pairs, 200 MB) distances are sorted; beyond, they are ranked by bins.</summary>
    public const int SortedPoints = 5000;

    public MetricDescriptor Descriptor { get; } = new(
        "shepard",
        "Shepard goodness",
        "Spearman's rank correlation of the n(n-1)/2 distances in data and picture, equal distances sharing their mean rank; beyond "
        + $"{SortedPoints} points the distances fall into about {DistanceBins.Quantiles} bins of an equal share of the pairs each, and those of one bin count "
        + "as equal, which changes it by less than 0.0001 (Espadoto et al. 2019).",
        PerNeighborhood: false,
        NeedsLabels: false,
        HigherIsBetter: true,
        Version: 2);

    public ViewParts Reads => ViewParts.Binned;

    public double? Perfect(int count, int k) => 1;

    public double? ByChance(ChanceModel chance, int k) => 0;

    public MetricValue Score(EmbeddingView view, int k)
    {
        double? correlation = view.Count <= SortedPoints
            ? SortedPairs.Spearman(view.SampleDistances, view.EmbeddingDistances, view.Context)
            : view.Binned.Correlation();
        return correlation is { } value ? value : MetricValue.Undefined("all distances are equal in the data or in the picture");
    }
}
