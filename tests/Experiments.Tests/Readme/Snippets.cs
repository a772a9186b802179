using Experiments.MLNet;
using Experiments.Reduction;
using Microsoft.ML;

namespace Experiments.Tests.Readme;

/// <summary>
/// The C# of the READMEs and of docs/use-from-csharp.md, word for word: <see cref="ReadmeTests"/> compares them, the compiler does the rest.
/// </summary>
internal static class Snippets
{
    public static void Program()
    {
        Random random = new(0);
        float[] values = [.. Enumerable.Range(0, 600 * 20).Select(i => (i / 20 % 3) + random.NextSingle())];    // three groups, 20 features
        Matrix samples = new(values, rows: 600, columns: 20);
        ReductionContext context = new() { Seed = 1 };
        ReductionResult tsne = new TSneReducer(new TSneOptions { Perplexity = 30 }).Fit(new ReductionInput(samples), context);
        ReductionResult umap = new UmapReducer(new UmapOptions { NNeighbors = 15 }).Fit(new ReductionInput(samples), context);
        foreach (MetricScore score in EmbeddingQuality.Evaluate(samples, umap.Embedding, labels: null, neighborhoods: [15], context))
            Console.WriteLine($"{score.Name} {score.Value:0.000}");
        Console.WriteLine($"The first sample is at {tsne.Embedding[0, 0]:0.00}, {tsne.Embedding[0, 1]:0.00} in t-SNE.");
    }

    public static Matrix Keep(UmapOptions options, Matrix samples, ReductionResult umap, Matrix newSamples)
    {
        FittedModel.Of(options, seed: 1, samples, umap).Save("umap.model");
        Matrix placed = FittedModel.Load("umap.model").Transform(newSamples, new ReductionContext());
        return placed;
    }

    public static ITransformer Chain(MLContext mlContext, IDataView data)
    {
        var pipeline = mlContext.Transforms.ProjectToUmap("Embedding", "Features", new UmapOptions { NNeighbors = 30 });
        ReductionTransformer fitted = pipeline.Fit(data);
        fitted.Save("umap.model");    // ML.NET's own model files cannot hold it
        ReductionTransformer loaded = ReductionTransformer.Load(mlContext, "umap.model");
        return loaded;
    }
}
