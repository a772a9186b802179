using Experiments.Reduction.Metrics.Curves;
using Experiments.Reduction.Metrics.Distances;
using Experiments.Reduction.Metrics.Ranks;
using Experiments.Reduction.Metrics.Views;

namespace Experiments.Reduction;

/// <summary>
/// The labels, neighbours and ranks of one embedding and its samples, each computed on first use and shared by all metrics and neighbourhood sizes.
/// Neighbours and ranks are decided in double precision by Euclidean distance, ties by index; a point is no neighbour of itself. Passes over all
/// distances are few: where some metric reads the curve, its pass gives neighbours, ranks and the second half of the binned pairs too. A view may be
/// read from several threads.
/// </summary>
public sealed class EmbeddingView
{
    private readonly ReferenceSamples reference;
    private readonly ViewParts parts;
    private readonly bool ranksAll;
    private readonly Lazy<CoRanking> ranking;
    private readonly Lazy<int[]> embeddingNeighbors;
    private readonly Lazy<int[]> sampleRanks;
    private readonly Lazy<int[]> embeddingRanks;
    private readonly Lazy<(DistanceSums Sums, BinnedPairs? Binned)> pairs;
    private readonly Lazy<BinnedPairs> binned;

    /// <param name="reference">The samples, with their neighbours.</param>
    /// <param name="embedding">The picture of the samples.</param>
    /// <param name="labels">One class a sample, or null.</param>
    /// <param name="parts">The parts that the metrics will ask for.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    internal EmbeddingView(ReferenceSamples reference, Matrix embedding, int[]? labels, ViewParts parts, ReductionContext context)
    {
        this.reference = reference;
        this.parts = parts;
        ranksAll = parts.HasFlag(ViewParts.Curve) && QualityCurve.Missing(reference.Count) is null;
        Embedding = embedding;
        Labels = labels;
        Context = context;
        Lazy<IRankedPoints> picture = new(() => IRankedPoints.Over(embedding, context));
        Lazy<(int[] Nearest, int[] Ranks)> both = new(() => picture.Value.NearestAndRanks(SampleNeighbors, LargestK, context));
        ranking = new(RankAll);
        pairs = new(AddPairs);
        binned = new(AddBins);
        embeddingNeighbors = new(() =>
            ranksAll ? ranking.Value.EmbeddingNeighbors
            : parts.HasFlag(ViewParts.EmbeddingRanks) ? both.Value.Nearest
            : picture.Value.Nearest(LargestK, context));
        embeddingRanks = new(() => ranksAll ? ranking.Value.EmbeddingRanks : both.Value.Ranks);
        sampleRanks = new(() => ranksAll ? ranking.Value.SampleRanks : reference.RanksOf(EmbeddingNeighbors, context));
    }

    /// <summary>The samples, n × d.</summary>
    public Matrix Samples => reference.Samples;

    /// <summary>Their embedding, n × any number of dimensions.</summary>
    public Matrix Embedding { get; }

    /// <summary>The class of every sample, to be read only; null without labels.</summary>
    public int[]? Labels { get; }

    /// <summary>Threads and cancellation; the seed plays no part.</summary>
    public ReductionContext Context { get; }

    /// <summary>Number of samples, n.</summary>
    public int Count => Embedding.Rows;

    /// <summary>How many neighbours of every point are known: the largest neighbourhood size that is asked for; below n.</summary>
    public int LargestK => reference.LargestK;

    /// <summary>n × <see cref="LargestK"/>: nearest others in the data, nearest first.</summary>
    internal int[] SampleNeighbors => reference.Nearest(Context, ranksAll ? () => ranking.Value.SampleNeighbors : null);

    /// <summary>n × <see cref="LargestK"/>: nearest others in the picture, nearest first.</summary>
    internal int[] EmbeddingNeighbors => embeddingNeighbors.Value;

    /// <summary>n × <see cref="LargestK"/>: the ranks in the data (1..n−1) of the nearest in the picture.</summary>
    internal int[] SampleRanks => sampleRanks.Value;

    /// <summary>n × <see cref="LargestK"/>: the ranks in the picture of the nearest in the data.</summary>
    internal int[] EmbeddingRanks => embeddingRanks.Value;

    /// <summary>Agreement of neighbourhoods of every size; O(n² log n) time. Asked for with at least 3 samples only.</summary>
    public QualityCurve Curve => ranking.Value.Curve;

    /// <summary>Sums over all pairs of points.</summary>
    internal DistanceSums Sums => pairs.Value.Sums;

    /// <summary>All pairs of points, ranked by bins of their distances.</summary>
    internal BinnedPairs Binned => binned.Value;

    internal ExactDistances SampleDistances => ExactDistances.Over(Samples);

    internal ExactDistances EmbeddingDistances => ExactDistances.Over(Embedding);

    /// <summary>The <see cref="LargestK"/> nearest other samples of a sample among the samples, nearest first.</summary>
    public ReadOnlySpan<int> SampleNeighborsOf(int sample) => Row(SampleNeighbors, sample);

    /// <summary>The <see cref="LargestK"/> nearest other samples of a sample in the embedding, nearest first.</summary>
    public ReadOnlySpan<int> EmbeddingNeighborsOf(int sample) => Row(EmbeddingNeighbors, sample);

    /// <summary>The ranks among the samples, 1 (nearest) to n − 1, of what <see cref="EmbeddingNeighborsOf"/> gives.</summary>
    public ReadOnlySpan<int> SampleRanksOf(int sample) => Row(SampleRanks, sample);

    /// <summary>The ranks in the embedding, 1 (nearest) to n − 1, of what <see cref="SampleNeighborsOf"/> gives.</summary>
    public ReadOnlySpan<int> EmbeddingRanksOf(int sample) => Row(EmbeddingRanks, sample);

    private ReadOnlySpan<int> Row(int[] table, int sample) => table.AsSpan(sample * LargestK, LargestK);

    private CoRanking RankAll() => CoRanking.Of(
        SampleDistances, EmbeddingDistances, LargestK,
        parts.HasFlag(ViewParts.Binned) && pairs.Value.Binned is { } bins ? bins.Add : null, Context);

    private (DistanceSums Sums, BinnedPairs? Binned) AddPairs()
    {
        BinnedPairs? bins = parts.HasFlag(ViewParts.Binned) && Count > SortedPairs.MostPoints ? new BinnedPairs(Samples, Embedding, Context) : null;
        DistanceSums sums = DistanceSums.Over(Samples, Embedding, bins, Context);
        bins?.Rank();
        return (sums, bins);
    }

    private BinnedPairs AddBins()
    {
        BinnedPairs bins = pairs.Value.Binned!;
        if (ranksAll)
        {
            _ = ranking.Value;
        }
        else
        {
            PairRows.Visit(SampleDistances, EmbeddingDistances, Context, bins.Add);
        }

        return bins;
    }
}
