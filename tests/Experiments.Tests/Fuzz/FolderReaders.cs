using System.Collections;
using System.Security.Cryptography;
using Experiments.Cli;
using Experiments.Data;
using Experiments.Exports;
using Experiments.Reports.Comparison;
using Experiments.Reports.Comparison.Output;
using Experiments.Reports.Explanation;
using Experiments.Reports.SweepReport;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Sweeps.Explaining;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;
using Experiments.Tests.Data;

namespace Experiments.Tests.Fuzz;

/// <summary>
/// Every kind of file in a finished sweep's folder, damaged, before every command that reads such a folder: now with the checksums as they were, by
/// which the damage must be seen, now with the damaged file's made right, so that the readers behind them are tried.
/// </summary>
internal static class FolderReaders
{
    private const string List = "files.sha256";

    private const string Config = """
        name: tiny
        datasets: [{kind: glyphs, samples: 24, train_size: 60, test_size: 30}]
        models:
          - kind: cnn
            layers: [{conv: {filters: 2, bias: false}}, relu, {maxpool: 4}, flatten, {dense: 6, name: hidden, activation: relu}, {dense: classes}]
            training: {epochs: 1, batch_size: 32}
        layers: [{name: conv1, pool: average}, hidden]
        reducers: [{kind: pca}, {kind: umap, n_neighbors: 5, n_epochs: 30}]
        metrics: {neighbors: [5]}
        """;

    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> Files = new(RunSweep);
    private static readonly Lazy<FuzzSeed[]> Seeds = new(() => [.. Kinds().Select(file => new FuzzSeed($"a/{file}", Files.Value[file], _ => { }))]);

    public static IReadOnlyList<FuzzReader> All { get; } =
    [
        .. ResultsExport.All.Select(form =>
            Reader($"export-{form.Name}", form.Name == "mlflow" ? 0.02 : 0.1, root =>
                form.Write(new SweepPaths(root), SweepFiles.Open(new SweepPaths(root)), Outside(root)))),
        Reader("query", 0.2, root => ResultsQuery.Ask(new SweepPaths(root), "SELECT * FROM results JOIN scores USING (id)")),
        Reader("report", 0.05, root => ReportRenderer.Render(root, new ReportRequest { OutputPath = Outside(root) })),
        Reader("compare", 0.05, root =>
        {
            string other = Path.Combine(Path.GetDirectoryName(root)!, "b");
            WriteFolder(other);
            ComparisonRenderer.Render([root, other], new ComparisonRequest { OutputDirectory = Outside(root) });
        }),
        Reader("explain", 0.03, root =>
        {
            StageContext context = new(2, new Progress<StageProgress>(), CancellationToken.None);
            ExplanationRequest request = new() { Sample = 3 };
            Explanation explanation = Explainer.Explain(root, request, Catalog.Sweeps, DataFixtures.Offline(null), context);
            ExplanationRenderer.Render(root, explanation, Outside(root));
        }),
    ];

    private static FuzzReader Reader(string name, double weight, Action<string> command) =>
        new(name, new LateList<FuzzSeed>(() => Seeds.Value), path => Read(path, command))
        {
            Edit = Knowing,
            Weight = weight,
            Allowance = 512 << 20,
            ReportsAll = true,
            Place = "a/",
        };

    private static void Read(string path, Action<string> command)
    {
        FuzzSeed seed = Seeds.Value.Where(seed => path.EndsWith($"/{seed.FileName}", StringComparison.Ordinal)).MaxBy(seed => seed.FileName.Length)!;
        string root = Path.Combine(path[..^seed.FileName.Length], "a");
        byte[] damaged = File.ReadAllBytes(path);
        WriteFolder(root, except: seed.FileName[2..]);
        bool mends = seed.FileName != $"a/{List}" && damaged.AsSpan().IndexOfAnyExcept((byte)0) >= 0 && SHA256.HashData(damaged)[0] % 2 == 0;
        if (mends)
        {
            string list = Path.Combine(root, List);
            File.WriteAllText(list, File.ReadAllText(list).Replace(Hash(seed.Content), Hash(damaged), StringComparison.Ordinal));
        }

        command(root);
        Assert.True(mends || damaged.AsSpan().SequenceEqual(seed.Content) || seed.FileName == $"a/{List}", $"{seed.FileName}: damage is not noticed");
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Where a command may write, empty.</summary>
    private static string Outside(string root)
    {
        string folder = Path.Combine(Path.GetDirectoryName(root)!, "out");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        return Path.Combine(folder, "written");
    }

    private static void WriteFolder(string root, string? except = null)
    {
        foreach ((string file, byte[] content) in Files.Value)
        {
            string path = Path.Combine(root, file);
            if (file != except && !(File.Exists(path) && file != List))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, content);
            }
        }
    }

    /// <summary>One file of every name among those that commands believe.</summary>
    private static IEnumerable<string> Kinds() => Files.Value.Keys
        .Where(file => file is "results.json" or "config.yaml" or List || file.StartsWith("trials/", StringComparison.Ordinal)
            || file.StartsWith("model/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).DistinctBy(Path.GetFileName);

    private static Dictionary<string, byte[]> RunSweep()
    {
        using TemporaryFolder folder = new();
        DataContext data = new() { CacheDirectory = folder.At("data"), AllowDownload = false };
        SweepPlan plan = SweepLoader.Load(folder.Write("tiny.yaml", Config), [], Catalog.Sweeps, data);
        string root = folder.At("out");
        SweepRunner.Run(plan, new SweepRunOptions { OutputDirectory = root, CacheDirectory = folder.At("cache"), Jobs = 1, Threads = 2 }, new Quiet(),
            CancellationToken.None);
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(file => !Path.GetFileName(file).StartsWith('.'))
            .ToDictionary(file => Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllBytes);
    }

    private static byte[] Knowing(byte[] content, Random random) => content switch
    {
        [(byte)'{', ..] => FormatEdits.Json(content, random),
        [0x93, ..] => FormatEdits.Npy(content, random),
        _ => ByteMutation.Apply(content, random),
    };

    private sealed class Quiet : ISweepObserver
    {
        public void Observe(SweepEvent happened)
        {
        }
    }

    /// <summary>A list that is made when it is first looked at: listing the readers runs no sweep.</summary>
    private sealed class LateList<T>(Func<T[]> make) : IReadOnlyList<T>
    {
        private readonly Lazy<T[]> items = new(make);

        public int Count => items.Value.Length;

        public T this[int index] => items.Value[index];

        public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items.Value).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
