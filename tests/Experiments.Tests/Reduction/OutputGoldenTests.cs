using System.Globalization;
using System.Text.Json;
using Experiments.Networks;
using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>
/// What every reducer and metric gives for one tiny input, beside its version (Fixtures/goldens/reduction.json). An output that changes while its version stays
/// would be mixed with cached ones. After raising the version, copy the .received.json, which lies beside the test program, over the approved file.
/// </summary>
public sealed class OutputGoldenTests
{
    private const string File = "tests/Experiments.Tests/Fixtures/goldens/reduction.json";
    private const double Tolerance = 2e-3;

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
        ("autoencoder", "autoencoder", new AutoencoderOptions { Hidden = "4", Epochs = 3 }),
    ];

    private static ReducerRegistry Registry => StandardReducers.Create().AddNetworkReducers();

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
            ReducerDescriptor reducer = Registry.Find(kind)!;
            ReductionInput input = new(Samples) { Labels = options.UsesLabels ? Labels : null };
            float[] picture = reducer.Create(options).Fit(input, Context).Embedding.Values.ToArray();
            now[$"reducer {name}"] = new Golden(reducer.Version, [.. picture.Take(8).Select(value => Round(value)), Round(picture.Max(Math.Abs))]);
        }

        foreach (MetricScore score in Scores())
        {
            MetricDescriptor metric = StandardMetrics.All.Single(metric => metric.Name == score.Name.Split('@')[0]);
            now[$"metric {score.Name}"] = new Golden(metric.Version, [Round(score.Value ?? double.MaxValue)]);
        }

        Compare(now);
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

    private static void Compare(SortedDictionary<string, Golden> now)
    {
        string approved = Path.Combine(AppContext.BaseDirectory, "Fixtures", "goldens", "reduction.json");
        string received = Path.ChangeExtension(approved, ".received.json");
        Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
        System.IO.File.WriteAllText(received, "{\n" + string.Join(",\n", now.Select(pair => $"  {JsonSerializer.Serialize(pair.Key)}: {JsonSerializer.Serialize(pair.Value)}")) + "\n}\n");
        Dictionary<string, Golden> before = System.IO.File.Exists(approved)
            ? JsonSerializer.Deserialize<Dictionary<string, Golden>>(System.IO.File.ReadAllText(approved))!
            : [];
        List<string> faults = [];
        foreach (string name in before.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            if (!before.TryGetValue(name, out Golden? old) || !now.TryGetValue(name, out Golden? present))
            {
                faults.Add($"{name} is only in one of {File} and what came out; accept it");
            }
            else if (!present.IsLike(old))
            {
                faults.Add(present.Version == old.Version
                    ? $"output of {name} changed but its version did not: raise its version, {old.Version}, then accept"
                    : $"output of {name} changed with its version, {old.Version} to {present.Version}: accept it");
            }
            else if (present.Version != old.Version)
            {
                faults.Add($"{name} has version {present.Version} now, {old.Version} in {File}: accept it");
            }
        }

        Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\nAccept: copy {received} over {File}.");
    }

    private static double Round(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private sealed record Golden(int Version, double[] Values)
    {
        public bool IsLike(Golden other)
        {
            double scale = Values.Max(Math.Abs);
            return Values.Length == other.Values.Length && Values.Zip(other.Values).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance * scale);
        }
    }
}
