using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Experiments.Cli;
using Experiments.Data;
using Experiments.Networks;
using Experiments.Reports;
using Experiments.Sweeps;
using Experiments.Tests.Reports;

namespace Experiments.Tests.Fuzz;

/// <summary>Readers of sweep files, results, caches and trained weights.</summary>
internal static class SweepReaders
{
    private const string Config = """
        # every kind of section once
        name: tiny
        seeds: {data: [0, 1], train: [0], reduce: 2}
        datasets:
          - &glyphs {kind: glyphs, samples: 120, train_size: 300, test_size: 150}
          - {<<: *glyphs, name: "noisy", noise: 0.2}
        models:
          - name: cnn
            kind: cnn
            layers:
              - {conv: {filters: 4, kernel: 3, padding: same, bias: false}}
              - batchnorm
              - relu
              - {maxpool: 4}
              - flatten
              - {dense: 16, name: penultimate, activation: relu}
              - {dense: classes}
            training: {epochs: 2, batch_size: 50, learning_rate: [1e-3, 3e-4], early_stopping: {monitor: val_loss, patience: 7}}
        layers: [input, {name: conv1, pool: average}, penultimate]
        reducers:
          - {kind: pca}
          - {kind: tsne, perplexity: [5, 10], n_iter: 60}
          - {kind: umap, n_neighbors: 8, n_epochs: 50}
        metrics: {neighbors: [5, 15], names: all}
        report: {paper: a4, atlas_grid: 20, pages: [Scree, Atlas]}
        """;

    private static readonly SyntheticSweep Sweep = new()
    {
        Layers = ["conv1", "penultimate"], Seeds = 2, Samples = 30, Classes = 3, MetricFamilies = ["trustworthiness", "silhouette"],
        Reducers = [("pca", "PCA", null, []), ("tsne", "t-SNE", "perplexity", [30, 50])],
    };

    private static readonly StageKey Key = StageKey.Of("fuzz", 1, new JsonObject { ["x"] = 1 });

    public static IReadOnlyList<FuzzReader> All { get; } =
    [
        new("sweep-file", [FuzzSeed.Text("tiny.yaml", Config), FuzzSeed.Text("crlf.yaml", "\uFEFF" + Config.Replace("\n", "\r\n", StringComparison.Ordinal))],
            path => Load(path)) { ReportsAll = true, Weight = 0.5 },
        new("override", [.. Overrides()], path => Load(Path.Combine(Path.GetDirectoryName(path)!, "tiny.yaml"), Encoding.UTF8.GetString(File.ReadAllBytes(path))))
        {
            ReportsAll = true, Weight = 0.5,
        },
        new("results.json", [Bundle("results.json")], path => Model(path)) { Edit = FormatEdits.Json },
        new("bundle-arrays", [.. Arrays()], path => Model(Path.Combine(path, "..", "..", ".."))),
        new("report", [Bundle("results.json"), .. Arrays(), Bundle("config.yaml")], path => Print(path)) { Edit = EditReport, Weight = 0.02 },
        new("artifact-manifest", [Artifact()], path => Find(path)) { Edit = FormatEdits.Json },
        new("safetensors", [Weights()], path => ReadWeights(path)) { Edit = FormatEdits.Tensors },
    ];

    private static void Load(string path, params string[] overrides)
    {
        DataContext data = new() { CacheDirectory = Path.Combine(Path.GetDirectoryName(path)!, "data"), AllowDownload = false };
        Assert.NotEmpty(SweepLoader.Load(path, overrides, Catalog.Sweeps, data).Trials);
    }

    private static IEnumerable<FuzzSeed> Overrides() => new[] { "datasets[0].samples=60", "seeds=1", "reducers[1].perplexity=[5, 7]", "report.paper=letter" }
        .Select(text => FuzzSeed.Text("setting", text) with { Prepare = folder => File.WriteAllText(Path.Combine(folder, "tiny.yaml"), Config) });

    private static FuzzSeed Bundle(string file)
    {
        string folder = Directory.CreateTempSubdirectory("experiments-fuzz-bundle-").FullName;
        try
        {
            return new FuzzSeed(file, File.ReadAllBytes(Path.Combine(Sweep.Write(folder), file)), at => Sweep.Write(Root(at, file)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<FuzzSeed> Arrays() => new[]
    {
        "trials/trial0000/embedding.npy", "model/datasets/data0/labels.npy", "model/datasets/data0/images.npy", "model/layers/layer0-conv1/spectrum.npy",
        "model/layers/layer0-conv1/loadings.npy", "model/layers/layer0-penultimate/scores.npy",
    }.Select(Bundle);

    /// <summary>The sweep's folder, from that of one of its files.</summary>
    private static string Root(string folder, string file) => Path.GetFullPath(Path.Combine([folder, .. Enumerable.Repeat("..", file.Count(c => c == '/'))]));

    private static void Model(string path)
    {
        SweepBundle bundle = SweepBundle.Open(SweepRoot(path));
        ReportModel model = new(bundle, bundle.Results.Report);
        foreach (LayerGroup group in model.Groups)
        {
            Assert.NotNull(model.Data(group));
            Assert.All(model.Pictures(group), picture => Assert.Equal(picture.Points.X.Length, picture.Points.Y.Length));
            Spectrum.Of(bundle.Spectrum(group.Layer.Id));
            Biplot.Of(bundle, group.Layer, 12);
        }
    }

    private static void Print(string path) => Assert.InRange(ReportRenderer.Render(SweepRoot(path)).PageCount, 1, 1000);

    private static string SweepRoot(string path)
    {
        DirectoryInfo folder = new(Path.GetFullPath(path));
        while (!File.Exists(Path.Combine(folder.FullName, "results.json")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    private static byte[] EditReport(byte[] content, Random random) =>
        content is [(byte)'{', ..] ? FormatEdits.Json(content, random) : ByteMutation.Apply(content, random);

    private static FuzzSeed Artifact()
    {
        string folder = Directory.CreateTempSubdirectory("experiments-fuzz-cache-").FullName;
        try
        {
            Store(folder);
            return new FuzzSeed($"fuzz/{Key.Hash}/manifest.json", File.ReadAllBytes(Path.Combine(folder, "fuzz", Key.Hash, "manifest.json")), at =>
            {
                Directory.Delete(at);
                Store(Path.Combine(at, "..", ".."));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Store(string cache) => new ArtifactStore(cache).Create("fuzz", Key, replace: false, folder =>
    {
        File.WriteAllText(Path.Combine(folder, "data.bin"), "data");
        File.WriteAllText(Path.Combine(folder, "record.json"), "{}");
    });

    /// <summary>A damaged artifact is never a fault: it is told of and computed again.</summary>
    private static void Find(string path)
    {
        ArtifactStore store = new(Path.GetFullPath(Path.Combine(path, "..", "..", "..")));
        store.Peek("fuzz", Key);
        if (store.Find("fuzz", Key, out string? damage) is null && damage is not null)
        {
            throw new SweepException($"{Path.GetFileName(path)}: {damage}");
        }
    }

    private static FuzzSeed Weights()
    {
        string path = Path.GetTempFileName();
        new TensorFile(
            [new("trained", [2, 3], [1, 2, 3, 4, 5, 6]), new("measured", [1], [0.5f])],
            new Dictionary<string, string> { ["step"] = "12", ["epochs"] = JsonSerializer.Serialize(new[] { new EpochRecord(1, 1, 1, 1, 1, 0.1, 1) }) }).Write(path);
        FuzzSeed seed = new("weights.safetensors", File.ReadAllBytes(path));
        File.Delete(path);
        return seed;
    }

    /// <summary>Its users add the file's name.</summary>
    private static void ReadWeights(string path)
    {
        try
        {
            TensorFile file = TensorFile.Read(path);
            Assert.All(file.Tensors, tensor => Assert.Equal(tensor.Values.LongLength, tensor.Shape.Aggregate(1L, (product, length) => product * length)));
        }
        catch (InvalidDataException fault)
        {
            throw new SweepException($"{path}: {fault.Message}", fault);
        }
    }
}
