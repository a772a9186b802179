namespace Experiments.Reduction;

/// <summary>The reducers of this library.</summary>
public static class StandardReducers
{
    /// <summary>A registry with all of them; a program may add its own.</summary>
    public static ReducerRegistry Create() => new ReducerRegistry()
        .Add<PcaOptions>("pca", "PCA", Pca.Version, options => new PcaReducer(options), "Pearson 1901; Hotelling 1933")
        .Add<TSneOptions>("tsne", "t-SNE", 3, options => new TSneReducer(options), "van der Maaten and Hinton 2008")
        .Add<UmapOptions>("umap", "UMAP", 2, options => new UmapReducer(options), "McInnes, Healy and Melville 2018")
        .Add<SupervisedUmapOptions>("umap_supervised", "Supervised UMAP", 2, options => new UmapReducer(options), "McInnes, Healy and Melville 2018")
        .Add<PacmapOptions>("pacmap", "PaCMAP", 2, options => new PacmapReducer(options), "Wang, Huang, Rudin and Shaposhnik 2021")
        .Add<TrimapOptions>("trimap", "TriMap", 2, options => new TrimapReducer(options), "Amid and Warmuth 2019")
        .Add<IsomapOptions>("isomap", "Isomap", 2, options => new IsomapReducer(options), "Tenenbaum, de Silva and Langford 2000")
        .Add<MdsOptions>("mds", "MDS", 2, options => new MdsReducer(options), "Torgerson 1952; de Leeuw 1977")
        .Add<KernelPcaOptions>("kernel_pca", "Kernel PCA", 1, options => new KernelPcaReducer(options), "Sch\u00F6lkopf, Smola and M\u00FCller 1998")
        .Add<LdaOptions>("lda", "LDA", 1, options => new LdaReducer(options), "Fisher 1936; Rao 1948")
        .Add<RandomProjectionOptions>(
            "random_projection", "Random projection", 1, options =>
                new RandomProjectionReducer(options), "Johnson and Lindenstrauss 1984; Bingham and Mannila 2001");
}
