namespace Experiments.Reduction;

/// <summary>What metrics look at: labels, neighbours and ranks of one embedding and its samples, each computed on first use.</summary>
internal sealed class EmbeddingView
{
    private readonly Lazy<int[]> embeddingNeighbors;
    private readonly Lazy<int[]> sampleRanks;
    private readonly Lazy<int[]> embeddingRanks;

    public EmbeddingView(QualityReference reference, Matrix embedding, int[]? labels, ReductionContext context)
    {
        Embedding = embedding;
        Labels = labels;
        Context = context;
        LargestK = reference.LargestK;
        Lazy<IRankedPoints> picture = new(() => IRankedPoints.Over(embedding, context));
        embeddingNeighbors = new(() => picture.Value.Nearest(LargestK, context));
        sampleRanks = new(() => reference.RanksOf(EmbeddingNeighbors, context));
        embeddingRanks = new(() =>
            picture.Value.Ranks(new RankQuery(reference.Neighbors.ToArray(), EmbeddingNeighbors, LargestK), context));
    }

    public Matrix Embedding { get; }

    /// <summary>One label a point; null without labels.</summary>
    public int[]? Labels { get; }

    public ReductionContext Context { get; }

    public int Count => Embedding.Rows;

    /// <summary>Entries a row of the tables below.</summary>
    public int LargestK { get; }

    /// <summary>n × <see cref="LargestK"/>: nearest others in the picture, nearest first.</summary>
    public int[] EmbeddingNeighbors => embeddingNeighbors.Value;

    /// <summary>n × <see cref="LargestK"/>: the ranks in the data (1..n−1) of the nearest in the picture.</summary>
    public int[] SampleRanks => sampleRanks.Value;

    /// <summary>n × <see cref="LargestK"/>: the ranks in the picture of the nearest in the data.</summary>
    public int[] EmbeddingRanks => embeddingRanks.Value;
}
