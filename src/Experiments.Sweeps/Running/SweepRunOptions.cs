namespace Experiments.Sweeps.Running;

/// <summary>The places where a plan runs, and the means; none of them changes results.</summary>
public sealed record SweepRunOptions
{
    /// <summary>Folder that receives results.csv, results.json, config.yaml, trials/ and model/.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>Folder of the stage cache; <see cref="DefaultCacheDirectory"/> when left out.</summary>
    public string CacheDirectory { get; init; } = DefaultCacheDirectory;

    /// <summary>Stages that may run side by side (trainings run one at a time).</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Worker threads in all; stages that run side by side share them.</summary>
    public int Threads { get; init; } = System.Environment.ProcessorCount;

    /// <summary>Bytes that stages which run side by side may fill, as estimated; what needs more by itself runs alone.</summary>
    public long Memory { get; init; } = AvailableMemory;

    /// <summary>Compute every stage again, replacing what the cache holds.</summary>
    public bool Fresh { get; init; }

    /// <summary>More facts for the results' environment, e.g. the versions of libraries that only the program knows.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Told some time before the run has to end: trainings stop after the epoch that they are in.</summary>
    internal CancellationToken Closing { get; init; }

    /// <summary>Makes the executor of stages that are computed elsewhere; null where this machine computes them.</summary>
    internal Func<ExecutorParts, IStageExecutor>? Elsewhere { get; init; }

    /// <summary>Four fifths of what the machine, or the container, lets this process have: estimates are no measurements.</summary>
    public static long AvailableMemory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 5 * 4;

    /// <summary>EXPERIMENTS_CACHE, or .cache in the current folder.</summary>
    public static string DefaultCacheDirectory =>
        System.Environment.GetEnvironmentVariable("EXPERIMENTS_CACHE") is { Length: > 0 } set
        ? set
        : Path.Combine(System.Environment.CurrentDirectory, ".cache");
}
