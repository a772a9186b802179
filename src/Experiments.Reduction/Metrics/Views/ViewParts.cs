namespace Experiments.Reduction.Metrics.Views;

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
