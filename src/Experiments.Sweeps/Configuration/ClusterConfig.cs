using System.Text.RegularExpressions;
using Experiments.Reduction;

namespace Experiments.Sweeps.Configuration;

/// <summary>The section <c>slurm:</c> of a sweep file: how stages are handed to a cluster's scheduler. It changes no result.</summary>
internal sealed partial record ClusterConfig
{
    /// <summary>The word for what the program works out.</summary>
    public const string Auto = "auto";

    /// <summary>The partition; empty for the cluster's default.</summary>
    [Option("partition whose nodes compute; default: the one that the cluster gives", NullMeans = "default")]
    public string? Partition { get; init; }

    /// <summary>The time that an element of an array may take at first.</summary>
    [Option("time that an element of an array may take, as in 30m or 4h; auto: by measured seconds; doubled when it was too short")]
    public string Time { get; init; } = Auto;

    /// <summary>The memory of an element at first.</summary>
    [Option("memory of an element of an array, as in 4GB; auto: as estimated; doubled when it was too little")]
    public string Memory { get; init; } = Auto;

    /// <summary>Processors of an element.</summary>
    [Option("processors of an element of an array; more change no result", Minimum = 1)]
    public int Cpus { get; init; } = 1;

    /// <summary>Elements of one array that run at once.</summary>
    [Option("elements of an array that may run at once", Minimum = 1)]
    public int Array { get; init; } = 200;

    /// <summary>Elements that stand in the queue at once, whether they wait or run.</summary>
    [Option("elements that may be in the queue at once, waiting or running", Minimum = 1)]
    public int Queue { get; init; } = 1000;

    /// <summary>Trials of an element; null where measured seconds decide.</summary>
    [Option("trials that an element computes one after the other; auto: as many as fill half a minute", Minimum = 1)]
    public int? Chunk { get; init; }

    /// <summary>A line of shell that goes before the program; null for none.</summary>
    [Option("a line of shell that every job begins with, as in module load dotnet", NullMeans = "none")]
    public string? Setup { get; init; }

    /// <summary>More options for sbatch, as the site wants them.</summary>
    public IReadOnlyList<string> Sbatch { get; init; } = [];

    /// <summary>The partition that jobs ask for, by its setting or an option of sbatch; null where they take what they get.</summary>
    public string? AskedPartition => Partition
        ?? Sbatch.Select(option => AskingOption().Match(option)).LastOrDefault(match => match.Success)?.Groups[1].Value;

    /// <summary>The time in numbers; null where the program works it out.</summary>
    public TimeSpan? GivenTime { get; init; }

    /// <summary>The memory in bytes; null where the program works it out.</summary>
    public long? GivenMemory { get; init; }

    [GeneratedRegex("^(?:--partition[= ]|-p[= ]?)(.+)$")]
    private static partial Regex AskingOption();
}
