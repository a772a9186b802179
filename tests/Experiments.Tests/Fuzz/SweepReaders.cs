using System.Text;
using System.Text.Json.Nodes;
using Experiments.Cli;
using Experiments.Data;
using Experiments.Results;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Planning;

namespace Experiments.Tests.Fuzz;

/// <summary>Readers of sweep files, changes to them, and cached artifacts.</summary>
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

    private static readonly StageKey Key = StageKey.Of("fuzz", 1, new JsonObject { ["x"] = 1 });

    public static IReadOnlyList<FuzzReader> All { get; } =
    [
        new("sweep-file", [FuzzSeed.Text("tiny.yaml", Config),
            FuzzSeed.Text("crlf.yaml", "\uFEFF" + Config.Replace("\n", "\r\n", StringComparison.Ordinal))],
            path => Load(path)) { ReportsAll = true, Weight = 0.3, Allowance = 1L << 30 },
        new("override", [.. Overrides()], path =>
            Load(Path.Combine(Path.GetDirectoryName(path)!, "tiny.yaml"), Encoding.UTF8.GetString(File.ReadAllBytes(path))))
        {
            ReportsAll = true, Weight = 0.2, Allowance = 1L << 30, Place = "--set ",
        },
        new("artifact", [FuzzSeed.Of($"fuzz/{Key.Hash}/manifest.json", Store), FuzzSeed.Of($"fuzz/{Key.Hash}/data.bin", Store)],
            Find) { Edit = EditArtifact },
    ];

    private static void Load(string path, params string[] overrides)
    {
        DataContext data = new() { CacheDirectory = Path.Combine(Path.GetDirectoryName(path)!, "data"), AllowDownload = false };
        Assert.NotEmpty(SweepLoader.Load(path, overrides, Catalog.Sweeps, data).Trials);
    }

    private static IEnumerable<FuzzSeed> Overrides() =>
        new[] { "datasets[0].samples=60", "seeds=1", "reducers[1].perplexity=[5, 7]", "report.paper=letter" }
        .Select(text => FuzzSeed.Text("setting", text) with { Prepare = folder => File.WriteAllText(Path.Combine(folder, "tiny.yaml"), Config) });

    private static byte[] EditArtifact(byte[] content, Random random) =>
        content is [(byte)'{', ..] ? FormatEdits.Json(content, random) : ByteMutation.Apply(content, random);

    private static void Store(string cache) => new ArtifactStore(cache).Create("fuzz", Key, replace: true, folder =>
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
}
