using Experiments.Reduction;
using Microsoft.ML;

namespace Experiments.MLNet;

/// <summary>The reducers in ML.NET's catalog: <c>mlContext.Transforms.ProjectToUmap("Embedding", "Features")</c>.</summary>
public static class ReductionCatalog
{
    /// <summary>Projects a vector column on its principal components (exact PCA).</summary>
    /// <param name="catalog">The transforms of an MLContext.</param>
    /// <param name="outputColumnName">Column to add: a vector of <see cref="ReducerOptions.NComponents"/> numbers.</param>
    /// <param name="inputColumnName">Vector of float column of known size; the output's name when left out.</param>
    /// <param name="options">Settings; the defaults when left out.</param>
    public static ReductionEstimator ProjectToPca(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, PcaOptions? options = null)
    {
        options ??= new PcaOptions();
        return new ReductionEstimator(catalog, new ReductionColumns(outputColumnName, inputColumnName ?? outputColumnName), options,
            new PcaReducer(options), 0);
    }

    /// <summary>Embeds a vector column with t-SNE (van der Maaten and Hinton 2008).</summary>
    /// <param name="catalog">The transforms of an MLContext.</param>
    /// <param name="outputColumnName">Column to add: a vector of <see cref="ReducerOptions.NComponents"/> numbers.</param>
    /// <param name="inputColumnName">Vector of float column of known size; the output's name when left out.</param>
    /// <param name="options">Settings; the defaults when left out.</param>
    /// <param name="seed">Fixes every random choice.</param>
    public static ReductionEstimator ProjectToTSne(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, TSneOptions? options = null, long seed = 0)
    {
        options ??= new TSneOptions();
        return new ReductionEstimator(catalog, new ReductionColumns(outputColumnName, inputColumnName ?? outputColumnName), options,
            new TSneReducer(options), seed);
    }

    /// <summary>Embeds a vector column with UMAP (McInnes, Healy and Melville 2018).</summary>
    /// <param name="catalog">The transforms of an MLContext.</param>
    /// <param name="outputColumnName">Column to add: a vector of <see cref="ReducerOptions.NComponents"/> numbers.</param>
    /// <param name="inputColumnName">Vector of float column of known size; the output's name when left out.</param>
    /// <param name="options">Settings; the defaults when left out.</param>
    /// <param name="seed">Fixes every random choice.</param>
    public static ReductionEstimator ProjectToUmap(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, UmapOptions? options = null, long seed = 0)
    {
        options ??= new UmapOptions();
        return new ReductionEstimator(catalog, new ReductionColumns(outputColumnName, inputColumnName ?? outputColumnName), options,
            new UmapReducer(options), seed);
    }

    /// <summary>Embeds a vector column with supervised UMAP, which learns from a column of labels too (McInnes, Healy and Melville 2018).</summary>
    /// <param name="catalog">The transforms of an MLContext.</param>
    /// <param name="outputColumnName">Column to add: a vector of <see cref="ReducerOptions.NComponents"/> numbers.</param>
    /// <param name="labelColumnName">Column of classes: a key (as MapValueToKey makes it) or whole numbers (int). Read when fitting only.</param>
    /// <param name="inputColumnName">Vector of float column of known size; the output's name when left out.</param>
    /// <param name="options">Settings; the defaults when left out.</param>
    /// <param name="seed">Fixes every random choice.</param>
    public static ReductionEstimator ProjectToSupervisedUmap(
        this TransformsCatalog catalog,
        string outputColumnName,
        string labelColumnName = "Label",
        string? inputColumnName = null,
        SupervisedUmapOptions? options = null,
        long seed = 0)
    {
        options ??= new SupervisedUmapOptions();
        ReductionColumns columns = new(outputColumnName, inputColumnName ?? outputColumnName) { Label = labelColumnName };
        return new ReductionEstimator(catalog, columns, options, new UmapReducer(options), seed);
    }

    /// <summary>Embeds a vector column with PaCMAP (Wang, Huang, Rudin and Shaposhnik 2021).</summary>
    /// <param name="catalog">The transforms of an MLContext.</param>
    /// <param name="outputColumnName">Column to add: a vector of <see cref="ReducerOptions.NComponents"/> numbers.</param>
    /// <param name="inputColumnName">Vector of float column of known size; the output's name when left out.</param>
    /// <param name="options">Settings; the defaults when left out.</param>
    /// <param name="seed">Fixes every random choice.</param>
    public static ReductionEstimator ProjectToPacmap(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, PacmapOptions? options = null, long seed = 0)
    {
        options ??= new PacmapOptions();
        return new ReductionEstimator(catalog, new ReductionColumns(outputColumnName, inputColumnName ?? outputColumnName), options,
            new PacmapReducer(options), seed);
    }

    /// <summary>Embeds a vector column with TriMap (Amid and Warmuth 2019).</summary>
    /// <param name="catalog">The transforms of an MLContext.</param>
    /// <param name="outputColumnName">Column to add: a vector of <see cref="ReducerOptions.NComponents"/> numbers.</param>
    /// <param name="inputColumnName">Vector of float column of known size; the output's name when left out.</param>
    /// <param name="options">Settings; the defaults when left out.</param>
    /// <param name="seed">Fixes every random choice.</param>
    public static ReductionEstimator ProjectToTrimap(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, TrimapOptions? options = null, long seed = 0)
    {
        options ??= new TrimapOptions();
        return new ReductionEstimator(catalog, new ReductionColumns(outputColumnName, inputColumnName ?? outputColumnName), options,
            new TrimapReducer(options), seed);
    }

    /// <summary>Embeds a vector column with Isomap (Tenenbaum, de Silva and Langford 2000).</summary>
    /// <param name="catalog">The transforms of an MLContext.</param>
    /// <param name="outputColumnName">Column to add: a vector of <see cref="ReducerOptions.NComponents"/> numbers.</param>
    /// <param name="inputColumnName">Vector of float column of known size; the output's name when left out.</param>
    /// <param name="options">Settings; the defaults when left out.</param>
    /// <param name="seed">Chooses the landmarks, where there are more samples.</param>
    public static ReductionEstimator ProjectToIsomap(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, IsomapOptions? options = null, long seed = 0)
    {
        options ??= new IsomapOptions();
        return new ReductionEstimator(catalog, new ReductionColumns(outputColumnName, inputColumnName ?? outputColumnName), options,
            new IsomapReducer(options), seed);
    }

    /// <summary>Embeds a vector column with multidimensional scaling (Torgerson 1952; de Leeuw 1977).</summary>
    /// <param name="catalog">The transforms of an MLContext.</param>
    /// <param name="outputColumnName">Column to add: a vector of <see cref="ReducerOptions.NComponents"/> numbers.</param>
    /// <param name="inputColumnName">Vector of float column of known size; the output's name when left out.</param>
    /// <param name="options">Settings; the defaults when left out.</param>
    /// <param name="seed">Chooses the landmarks, where there are more samples.</param>
    public static ReductionEstimator ProjectToMds(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, MdsOptions? options = null, long seed = 0)
    {
        options ??= new MdsOptions();
        return new ReductionEstimator(catalog, new ReductionColumns(outputColumnName, inputColumnName ?? outputColumnName), options,
            new MdsReducer(options), seed);
    }

    /// <summary>Projects a vector column with kernel PCA (Schölkopf, Smola and Müller 1998).</summary>
    /// <param name="catalog">The transforms of an MLContext.</param>
    /// <param name="outputColumnName">Column to add: a vector of <see cref="ReducerOptions.NComponents"/> numbers.</param>
    /// <param name="inputColumnName">Vector of float column of known size; the output's name when left out.</param>
    /// <param name="options">Settings; the defaults when left out.</param>
    /// <param name="seed">Chooses the landmarks, where there are more samples.</param>
    public static ReductionEstimator ProjectToKernelPca(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, KernelPcaOptions? options = null, long seed = 0)
    {
        options ??= new KernelPcaOptions();
        return new ReductionEstimator(catalog, new ReductionColumns(outputColumnName, inputColumnName ?? outputColumnName), options,
            new KernelPcaReducer(options), seed);
    }

    /// <summary>Projects a vector column on linear discriminants (Fisher 1936; Rao 1948), which it learns from a column of labels.</summary>
    /// <param name="catalog">The transforms of an MLContext.</param>
    /// <param name="outputColumnName">Column to add: a vector of <see cref="ReducerOptions.NComponents"/> numbers.</param>
    /// <param name="labelColumnName">Column of classes: a key (as MapValueToKey makes it) or whole numbers (int). Read when fitting only.</param>
    /// <param name="inputColumnName">Vector of float column of known size; the output's name when left out.</param>
    /// <param name="options">Settings; the defaults when left out.</param>
    public static ReductionEstimator ProjectToLda(
        this TransformsCatalog catalog, string outputColumnName, string labelColumnName = "Label", string? inputColumnName = null,
        LdaOptions? options = null)
    {
        options ??= new LdaOptions();
        ReductionColumns columns = new(outputColumnName, inputColumnName ?? outputColumnName) { Label = labelColumnName };
        return new ReductionEstimator(catalog, columns, options, new LdaReducer(options), 0);
    }

    /// <summary>Projects a vector column on random directions (Johnson and Lindenstrauss 1984).</summary>
    /// <param name="catalog">The transforms of an MLContext.</param>
    /// <param name="outputColumnName">Column to add: a vector of <see cref="ReducerOptions.NComponents"/> numbers.</param>
    /// <param name="inputColumnName">Vector of float column of known size; the output's name when left out.</param>
    /// <param name="options">Settings; the defaults when left out.</param>
    /// <param name="seed">The seed that fixes the directions.</param>
    public static ReductionEstimator ProjectAtRandom(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, RandomProjectionOptions? options = null,
        long seed = 0)
    {
        options ??= new RandomProjectionOptions();
        return new ReductionEstimator(catalog, new ReductionColumns(outputColumnName, inputColumnName ?? outputColumnName), options,
            new RandomProjectionReducer(options), seed);
    }
}

/// <summary>The column a reducer adds and the one it reads.</summary>
public sealed record ReductionColumns(string Output, string Input)
{
    /// <summary>The column of classes that a supervised reducer learns from; null for any other.</summary>
    public string? Label { get; init; }
}
