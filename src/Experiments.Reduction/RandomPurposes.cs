namespace Experiments.Reduction;

/// <summary>
/// The purposes that this project draws random numbers for. A purpose is part of every draw, so the text of a constant decides bytes of
/// results: it stays as it is for good, and no two consumers share one unless its comment says so.
/// </summary>
internal static class RandomPurposes
{
    /// <summary>Blocks of queries on which the approximate neighbour search measures its recall.</summary>
    public const string CheckedRecall = "recall";

    /// <summary>Samples that become the first centres of the clustered neighbour search.</summary>
    public const string ClusterCentres = "clusters";

    /// <summary>Pairs of points whose distances a distance metric takes when there are too many pairs.</summary>
    public const string DistancePairs = "pairs";

    /// <summary>Vectors that inverse iteration of a tridiagonal matrix starts from.</summary>
    public const string InverseIteration = "inverse iteration";

    /// <summary>Vectors that Lanczos iteration starts, and starts again, from.</summary>
    public const string Lanczos = "lanczos";

    /// <summary>Landmarks of Isomap, MDS and kernel PCA, which share this purpose: under one seed all three take the same samples.</summary>
    public const string Landmarks = "landmarks";

    /// <summary>Mid-near and further pairs of PaCMAP.</summary>
    public const string PacmapPairs = "pacmap pairs";

    /// <summary>Random start of PaCMAP.</summary>
    public const string PacmapStart = "pacmap start";

    /// <summary>Basis that randomized PCA starts from.</summary>
    public const string RandomizedPca = "randomized pca";

    /// <summary>Directions of the random projection.</summary>
    public const string RandomProjection = "random projection";

    /// <summary>Triplets of points that the metric of triplet order compares.</summary>
    public const string RandomTriplets = "triplets";

    /// <summary>Random start of TriMap.</summary>
    public const string TrimapStart = "trimap start";

    /// <summary>Outliers and random triplets of TriMap.</summary>
    public const string TrimapTriplets = "trimap triplets";

    /// <summary>Random start of t-SNE, and the noise that separates duplicates in its other starts.</summary>
    public const string TSneStart = "t-SNE start";

    /// <summary>Negative samples of UMAP.</summary>
    public const string UmapNegatives = "umap negatives";

    /// <summary>Negative samples while UMAP places new samples.</summary>
    public const string UmapNewSamples = "umap new samples";

    /// <summary>Random start of UMAP.</summary>
    public const string UmapRandomStart = "umap random start";

    /// <summary>Order in which the rounds of an epoch of UMAP take the points.</summary>
    public const string UmapRounds = "umap rounds";

    /// <summary>Places of components too small for a spectral layout, in UMAP and in the spectral start of t-SNE, which share this purpose.</summary>
    public const string UmapSmallComponents = "umap small components";

    /// <summary>Noise added to the start of UMAP.</summary>
    public const string UmapStartNoise = "umap start noise";
}
