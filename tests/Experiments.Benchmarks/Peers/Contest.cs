namespace Experiments.Benchmarks;

/// <summary>One job that we and other libraries do.</summary>
/// <param name="Name">What users type after --only.</param>
/// <param name="Title">What people read.</param>
/// <param name="Ours">The job of <see cref="Worker"/>.</param>
/// <param name="Rivals">Who else does it.</param>
internal sealed record Contest(string Name, string Title, string Ours, IReadOnlyList<Rival> Rivals)
{
    /// <summary>Whether it runs on all 70,000 images, and only when asked for.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Perplexity at which pictures are compared by divergence; null where divergence says nothing.</summary>
    public double? Perplexity { get; init; }

    /// <summary>What it runs on, where that is not the inputs of all.</summary>
    public string? Data { get; init; }

    /// <summary>Everything that is measured, in the order of the table.</summary>
    public static IReadOnlyList<Contest> All { get; } =
    [
        new("neighbors", "exact 30 nearest neighbours", "neighbors-30", [Rival.Python("scikit-learn", "sklearn-neighbors")]),
        new("pca", "PCA", "pca-2", [Rival.Python("scikit-learn", "sklearn-pca")]),
        new("umap", "UMAP, n_neighbors 30, min_dist 0.1", "umap-30", Umap(30)),
        new("umap-tight", "UMAP, n_neighbors 30, min_dist 0.01 (uwot's default)", "umap-0.01-30", Umap(30, 0.01)),
        new("tsne", "t-SNE, perplexity 50", "tsne-50", TSne(50)) { Perplexity = 50 },
        new("trustworthiness", "trustworthiness at 15", "trustworthiness-15", [Rival.Python("scikit-learn", "sklearn-trustworthiness")]),
        new("metrics", "the usual metrics at 5, 15, 50 (rival: trustworthiness alone)", "metrics-50",
            [Rival.Python("scikit-learn", "sklearn-trustworthiness")]),
        new("metrics-all", "every metric at 5, 15, 50 (rival: trustworthiness alone)", "metrics-all-50",
            [Rival.Python("scikit-learn", "sklearn-trustworthiness")]),
        new("silhouette", "silhouette in 2-D", "silhouette-2", [Rival.Python("scikit-learn", "sklearn-silhouette")]),
        new("epoch", "an epoch of training, convolutions of 32, 64 and 128 filters", "epoch-5120",
            [Rival.Worker("TorchSharp", "plainepoch-5120") with { Note = "plain loop" }])
        {
            Data = "5,120 generated images of 32 x 32 x 3, a tenth held out",
        },
        new("umap-large", "UMAP, n_neighbors 15, min_dist 0.1", "umap-15", Umap(15)) { IsLarge = true },
        new("tsne-large", "t-SNE, perplexity 30", "tsne-30", TSne(30)) { IsLarge = true, Perplexity = 30 },
    ];

    /// <summary>The libraries' own defaults of min_dist differ, and decide quality more than anything else: all get the same.</summary>
    private static Rival[] Umap(int neighbors, double minDist = 0.1) =>
    [
        Rival.Python("umap-learn", FormattableString.Invariant($"umap-compiled-{minDist}-{neighbors}")),
        Rival.Python("umap-learn", FormattableString.Invariant($"umap-first-{minDist}-{neighbors}")) with { Note = "first call" },
        Rival.R("uwot", FormattableString.Invariant($"uwot-{neighbors}-{minDist}")),
    ];

    private static Rival[] TSne(int perplexity) =>
    [
        Rival.Python("openTSNE", FormattableString.Invariant($"opentsne-{perplexity}")),
        Rival.R("Rtsne", FormattableString.Invariant($"rtsne-{perplexity}")),
        Rival.Python("scikit-learn", FormattableString.Invariant($"sklearn-tsne{perplexity}")),
    ];
}

/// <summary>Another library's way to do a job.</summary>
internal sealed record Rival(string Library, string Script, string Job)
{
    /// <summary>What sets it apart from the same library's other way.</summary>
    public string Note { get; init; } = string.Empty;

    public static Rival Python(string library, string job) => new(library, "peers.py", job);

    public static Rival Worker(string library, string job) => new(library, Sides.Worker, job);

    public static Rival R(string library, string job) => new(library, "peers.R", job);
}
