namespace Experiments.Reduction;

/// <summary>The reducers of this library.</summary>
public static class StandardReducers
{
    /// <summary>A registry with all of them; a program may add its own.</summary>
    public static ReducerRegistry Create() => new ReducerRegistry()
        .Add<PcaOptions>("pca", "PCA", 1, options => new PcaReducer(options), "Pearson 1901; Hotelling 1933", usesSeed: false)
        .Add<TSneOptions>("tsne", "t-SNE", 1, options => new TSneReducer(options), "van der Maaten and Hinton 2008")
        .Add<UmapOptions>("umap", "UMAP", 1, options => new UmapReducer(options), "McInnes, Healy and Melville 2018");
}
