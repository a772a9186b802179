using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>
/// What every reducer and metric gives for one tiny input, beside its version (Fixtures/goldens/reduction.json). An output that changes while its
/// version stays would be mixed with cached ones.
/// </summary>
public sealed class OutputGoldenTests
{
    private static readonly ReductionContext Context = new() { Seed = 5 };

    private static readonly Matrix Samples = TestSamples.Formula(48, 6, 11);

    /// <summary>Rounded, and few steps: what processors of another kind may make of the last bits stays out of it.</summary>
    private static readonly (string Name, string Kind, ReducerOptions Options)[] Variants =
    [
        ("pca", "pca", new PcaOptions()),
        ("tsne exact", "tsne", new TSneOptions { Perplexity = 8, EarlyExaggerationIter = 8, NIter = 8, Method = TSneMethod.Exact }),
        ("tsne fft", "tsne", new TSneOptions { Perplexity = 8, EarlyExaggerationIter = 8, NIter = 8, Method = TSneMethod.Fft }),
        ("tsne spectral", "tsne", new TSneOptions { Perplexity = 8, EarlyExaggerationIter = 8, NIter = 8, Init = TSneInit.Spectral, Dof = 0.7 }),
        ("umap", "umap", new UmapOptions { NNeighbors = 8, NEpochs = 12 }),
        ("umap pca", "umap", new UmapOptions { NNeighbors = 8, NEpochs = 12, Init = UmapInit.Pca }),
        ("umap densmap", "umap", new UmapOptions { NNeighbors = 8, NEpochs = 12, Densmap = true }),
        ("umap_supervised", "umap_supervised", new SupervisedUmapOptions { NNeighbors = 8, NEpochs = 12 }),
        ("pacmap", "pacmap", new PacmapOptions { NNeighbors = 6, NIter = 20 }),
        ("trimap", "trimap", new TrimapOptions { NInliers = 6, NIter = 20 }),
        ("isomap", "isomap", new IsomapOptions()),
        ("mds metric", "mds", new MdsOptions { NIter = 10 }),
        ("mds classical", "mds", new MdsOptions { Method = MdsMethod.Classical }),
        ("kernel_pca", "kernel_pca", new KernelPcaOptions()),
        ("lda", "lda", new LdaOptions()),
        ("random_projection", "random_projection", new RandomProjectionOptions()),
    ];

    private static ReducerRegistry Registry => StandardReducers.Create();

    /// <summary>What a reducer makes of the tiny input.</summary>
    internal static Golden Of(ReducerDescriptor reducer, ReducerOptions options)
    {
        ReductionInput input = new(Samples) { Labels = options.UsesLabels ? Labels : null };
        float[] picture = reducer.Create(options).Fit(input, Context).Embedding.Values.ToArray();
        return new Golden(reducer.Version, [.. picture.Take(8).Select(value => Round(value)), Round(picture.Max(Math.Abs))]);
    }

    [Fact]
    public void Every_reducer_and_metric_has_one()
    {
        Assert.Equal(Registry.All.Select(reducer => reducer.Kind).Order(), Variants.Select(variant => variant.Kind).Distinct().Order());
        Assert.All(StandardMetrics.All, metric => Assert.Contains(Scores(), score => score.Name.Split('@')[0] == metric.Name));
    }

    [Fact]
    public void No_output_changes_without_its_version()
    {
        SortedDictionary<string, Golden> now = new(StringComparer.Ordinal);
        foreach ((string name, string kind, ReducerOptions options) in Variants)
        {
            now[$"reducer {name}"] = Of(Registry.Find(kind)!, options);
        }

        foreach (MetricScore score in Scores())
        {
            MetricDescriptor metric = StandardMetrics.All.Single(metric => metric.Name == score.Name.Split('@')[0]);
            now[$"metric {score.Name}"] = new Golden(metric.Version, [Round(score.Value ?? double.MaxValue)]);
        }

        Goldens.Compare("tests/Experiments.CoreTests/Fixtures/goldens/reduction.json", now);
    }

    private static int[] Labels => [.. Enumerable.Range(0, Samples.Rows).Select(i => i % 3)];

    private static IReadOnlyList<MetricScore> Scores()
    {
        Matrix picture = new(Samples.Rows, 2);
        for (int i = 0; i < Samples.Rows; i++)
        {
            (picture.Row(i)[0], picture.Row(i)[1]) = (Samples[i, 0], Samples[i, 3] + (Samples[i, 1] / 2));
        }

        return EmbeddingQuality.Evaluate(Samples, picture, Labels, [5], Context, [.. StandardMetrics.All.Select(metric => metric.Name)]);
    }

    private static double Round(double value) => Goldens.Round(value);
}
