using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Cluster;

/// <summary>How a sweep is run on a cluster, beside its section of the sweep file.</summary>
public sealed record ClusterSettings
{
    /// <summary>The program that computes a stage, with the arguments before the folder of the batch and the number of the element.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>The folder in which data is looked for first; null for none.</summary>
    public string? Data { get; init; }

    /// <summary>Whether what was given up earlier is tried again.</summary>
    public bool RetriesFailed { get; init; }

    /// <summary>The names of the settings that the section of a sweep file may have.</summary>
    public static IEnumerable<string> Names => Reduction.OptionSchema.Of(typeof(ClusterConfig)).Select(option => option.Name);

    /// <summary>The scheduler.</summary>
    internal IScheduler Scheduler { get; init; } = new Slurm();

    /// <summary>How often the driver looks for what came back.</summary>
    internal TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>How often it asks for the queue.</summary>
    internal TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a file may be on its way through a network file system before it counts as missing.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);
}
