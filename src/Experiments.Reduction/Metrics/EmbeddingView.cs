namespace Experiments.Reduction;

/// <summary>
/// What metrics look at: labels, neighbours, ranks and pairwise distances of one embedding and its samples, each computed on first use
/// and shared by all metrics and neighbourhood sizes.
/// </summary>
internal sealed class EmbeddingView
{
    private readonly QualityReference reference;
    private readonly Lazy<int[]> embeddingNeighbors;
    private readonly Lazy<int[]> sampleRanks;
    private readonly Lazy<int[]> embeddingRanks;
    private readonly Lazy<QualityCurve> curve;
    private readonly Lazy<DistanceSums> sums;

    /// <param name="reference">The samples.</param>
    /// <param name="embedding">Their picture.</param>
    /// <param name="labels">Classes, or null.</param>
    /// <param name="ranksBothWays">Whether <see cref="EmbeddingRanks"/> will be asked for: then one pass finds neighbours and ranks.</param>
    /// <param name="context">Threads and cancellation.</param>
    public EmbeddingView(QualityReference reference, Matrix embedding, int[]? labels, bool ranksBothWays, ReductionContext context)
    {
        this.reference = reference;
        Embedding = embedding;
        Labels = labels;
        Context = context;
        Lazy<IRankedPoints> picture = new(() => IRankedPoints.Over(embedding, context));
        Lazy<(int[] Nearest, int[] Ranks)> both = new(() => picture.Value.NearestAndRanks(SampleNeighbors, LargestK, context));
        embeddingNeighbors = new(() => ranksBothWays ? both.Value.Nearest : picture.Value.Nearest(LargestK, context));
        embeddingRanks = new(() => both.Value.Ranks);
        sampleRanks = new(() => reference.RanksOf(EmbeddingNeighbors, context));
        curve = new(() => CoRanking.Curve(SampleDistances, EmbeddingDistances, context));
        sums = new(() => DistanceSums.Over(SampleDistances, EmbeddingDistances, context));
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
    public int[] SampleNeighbors => reference.NearestSamples(Context);

    /// <summary>n × <see cref="LargestK"/>: nearest others in the picture, nearest first.</summary>
    public int[] EmbeddingNeighbors => embeddingNeighbors.Value;

    /// <summary>n × <see cref="LargestK"/>: the ranks in the data (1..n−1) of the nearest in the picture.</summary>
    public int[] SampleRanks => sampleRanks.Value;

    /// <summary>n × <see cref="LargestK"/>: the ranks in the picture of the nearest in the data.</summary>
    public int[] EmbeddingRanks => embeddingRanks.Value;

    /// <summary>Agreement of neighbourhoods of every size.</summary>
    public QualityCurve Curve => curve.Value;

    /// <summary>Sums over all pairs of points.</summary>
    public DistanceSums Sums => sums.Value;

    public ExactDistances SampleDistances => ExactDistances.Over(Samples);

    public ExactDistances EmbeddingDistances => ExactDistances.Over(Embedding);
}
