using Experiments.Data;
using Experiments.Data.Registry;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Tests.Sweeps;

/// <summary>A folder of its own with a catalogue of fakes (and the generated digits), to load and run sweeps in.</summary>
internal sealed class SweepBench : IDisposable, ISweepObserver
{
    public const string Small = """
        name: small
        seeds: 2
        datasets:
          - {kind: glyphs, train_size: 60, test_size: 40, samples: 30, noise: 0.0}
        models:
          - {kind: pixels}
          - {kind: fake, width: 6}
        layers: [input, {name: conv1, pool: average}, penultimate]
        reducers:
          - {kind: pca}
          - {kind: fake, perplexity: [2, 4]}
        metrics: {neighbors: [3, 5]}
        """;

    private readonly List<SweepEvent> events = [];

    public SweepBench()
    {
        Root = Directory.CreateTempSubdirectory("sweep-").FullName;
        Catalog = new SweepCatalog(
            StandardDatasets.Create(),
            [new FakeModelKind("pixels", trains: false), Trained],
            new ReducerRegistry()
                .Add<PcaOptions>("pca", "PCA", 1, options => new PcaReducer(options), "")
                .Add<FakeReducerOptions>("fake", "Fake", 1, options => new FakeReducer(options, Start), ""),
            StandardMetrics.Create())
        {
            Pages = ["Findings", "Scree", "Atlas"],
        };
    }

    /// <summary>Called with its seed and what stops it while a fake reduction runs.</summary>
    public Action<long, CancellationToken>? ReducerRuns { get; set; }

    public string Root { get; }

    public SweepCatalog Catalog { get; set; }

    public FakeModelKind Trained { get; } = new("fake", trains: true);

    /// <summary>Called with its seed whenever a fake reduction starts.</summary>
    public Action<long>? ReducerStarted { get; set; }

    public IReadOnlyList<SweepEvent> Events => events;

    public string Cache => Path.Combine(Root, "cache");

    public string Output => Path.Combine(Root, "out");

    public SweepPaths Paths => new(Output);

    /// <summary>Stages computed so far, by kind.</summary>
    public int Computed(string stage) => events.Count(e => e.Stage == stage && e.Event == StageEvent.Finished);

    public SweepPlan Load(string yaml, params string[] overrides)
    {
        string file = Path.Combine(Root, "sweep.yaml");
        File.WriteAllText(file, yaml);
        return SweepLoader.Load(file, overrides, Catalog, new DataContext { CacheDirectory = Path.Combine(Root, "data"), AllowDownload = false });
    }

    /// <summary>The problems a file has, with "sweep.yaml" for its path.</summary>
    public string Problems(string yaml, params string[] overrides) =>
        Assert.Throws<SweepException>(() =>
            Load(yaml, overrides)).Message.Replace(Path.Combine(Root, "sweep.yaml"), "sweep.yaml", StringComparison.Ordinal);

    public SweepResults Run(SweepPlan plan, int jobs = 1, string? output = null, bool fresh = false, CancellationToken cancellation = default)
    {
        events.Clear();
        return SweepRunner.Run(plan, Options(jobs, output, fresh), this, cancellation);
    }

    public SweepRunOptions Options(int jobs = 1, string? output = null, bool fresh = false) =>
        new() { OutputDirectory = output ?? Output, CacheDirectory = Cache, Jobs = jobs, Threads = 2, Fresh = fresh };

    /// <summary>Every file of a result folder by its path, timings and report left out.</summary>
    public static Dictionary<string, string> Files(string folder) => Directory.EnumerateFiles(folder, "*.npy", SearchOption.AllDirectories)
        .ToDictionary(file =>
            Path.GetRelativePath(folder, file), file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));

    private void Start(long seed, CancellationToken cancellation)
    {
        ReducerStarted?.Invoke(seed);
        ReducerRuns?.Invoke(seed, cancellation);
    }

    public void Observe(SweepEvent happened) => events.Add(happened);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
