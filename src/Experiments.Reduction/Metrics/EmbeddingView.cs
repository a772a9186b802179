namespace Experiments.Reduction;

/// <summary>
/// The labels, neighbours, ranks and pairwise distances of one embedding and its samples, each computed on first use and shared by all metrics and
/// neighbourhood sizes. Passes over all distances are few: where some metric reads the curve, its pass gives neighbours, ranks and the second half
/// of the binned pairs too.
/// </summary>
internal sealed class EmbeddingView
{
    private readonly QualityReference reference;
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
    public EmbeddingView(QualityReference reference, Matrix embedding, int[]? labels, ViewParts parts, ReductionContext context)
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

    public Matrix Samples => reference.Samples;

    public Matrix Embedding { get; }

    /// <summary>One label a point; null without labels.</summary>
    public int[]? Labels { get; }

    public ReductionContext Context { get; }

    public int Count => Embedding.Rows;

    /// <summary>Entries a row of the tables below.</summary>
    public int LargestK => reference.LargestK;

    /// <summary>n × <see cref="LargestK"/>: nearest others in the data, nearest first.</summary>
    public int[] SampleNeighbors => reference.NearestSamples(Context, ranksAll ? () => ranking.Value.SampleNeighbors : null);

    /// <summary>n × <see cref="LargestK"/>: nearest others in the picture, nearest first.</summary>
    public int[] EmbeddingNeighbors => embeddingNeighbors.Value;

    /// <summary>n × <see cref="LargestK"/>: the ranks in the data (1..n−1) of the nearest in the picture.</summary>
    public int[] SampleRanks => sampleRanks.Value;

    /// <summary>n × <see cref="LargestK"/>: the ranks in the picture of the nearest in the data.</summary>
    public int[] EmbeddingRanks => embeddingRanks.Value;

    /// <summary>Agreement of neighbourhoods of every size.</summary>
    public QualityCurve Curve => ranking.Value.Curve;

    /// <summary>Sums over all pairs of points.</summary>
    public DistanceSums Sums => pairs.Value.Sums;

    /// <summary>All pairs of points, ranked by bins of their distances.</summary>
    public BinnedPairs Binned => binned.Value;

    public ExactDistances SampleDistances => ExactDistances.Over(Samples);

    public ExactDistances EmbeddingDistances => ExactDistances.Over(Embedding);

    private CoRanking RankAll() => CoRanking.Of(
        SampleDistances, EmbeddingDistances, LargestK,
        parts.HasFlag(ViewParts.Binned) && pairs.Value.Binned is { } bins ? bins.Add : null, Context);

    private (DistanceSums Sums, BinnedPairs? Binned) AddPairs()
    {
        BinnedPairs? bins = parts.HasFlag(ViewParts.Binned) && Count > ShepardGoodness.SortedPoints ? new BinnedPairs(Samples, Embedding, Context) : null;
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
