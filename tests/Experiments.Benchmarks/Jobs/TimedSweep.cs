using System.Diagnostics;
using Experiments.Data;
using Experiments.Data.Registry;
using Experiments.Reduction;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Benchmarks;

/// <summary>A sweep whose trials are timed.</summary>
/// <param name="Name">What it is picked by.</param>
/// <param name="Title">What is in it.</param>
/// <param name="Yaml">The sweep file.</param>
internal sealed record TimedSweep(string Name, string Title, string Yaml)
{
    /// <summary>Trials that one thread computes as fast as two, and trials that fill the processors by themselves.</summary>
    public static IReadOnlyList<TimedSweep> All { get; } =
    [
        new("small", "61 trials of 300 samples", """
            name: small
            seeds: 3
            datasets: [{kind: blobs, size: 300, features: 64, centers: 6}]
            reducers:
              - {kind: pca}
              - {kind: tsne, perplexity: [5, 10, 15, 20, 30], n_iter: [250, 500]}
              - {kind: umap, n_neighbors: [5, 10, 15, 20, 30], min_dist: [0.05, 0.1]}
            """),
        new("large", "5 trials of 10,000 samples", """
            name: large
            datasets: [{kind: blobs, size: 10000, features: 128, centers: 10}]
            reducers: [{kind: pca}, {kind: tsne, perplexity: [30, 50]}, {kind: umap, n_neighbors: [15, 30]}]
            """),
    ];

    private static readonly SweepCatalog Catalog = new(
        StandardDatasets.Create(), [new PixelsModelKind()], StandardReducers.Create(), StandardMetrics.Create());

    /// <summary>Seconds from the first stage to the last, with nothing in the cache.</summary>
    public double Run(int jobs, CancellationToken cancellation)
    {
        string root = Directory.CreateTempSubdirectory("jobs-").FullName;
        try
        {
            string file = Path.Combine(root, $"{Name}.yaml");
            File.WriteAllText(file, Yaml);
            SweepPlan plan = SweepLoader.Load(file, [], Catalog, new DataContext { CacheDirectory = root, AllowDownload = false });
            SweepRunOptions options =
                new() { OutputDirectory = Path.Combine(root, "out"), CacheDirectory = Path.Combine(root, "cache"), Jobs = jobs };
            long start = Stopwatch.GetTimestamp();
            SweepRunner.Run(plan, options, new Silence(), cancellation);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private sealed class Silence : ISweepObserver
    {
        public void Observe(SweepEvent happened)
        {
        }
    }
}
