namespace Experiments.Sweeps.Cluster;

/// <summary>An element that was handed in and has not come back.</summary>
/// <param name="Batch">The folder of its batch.</param>
/// <param name="Index">Its place in the array.</param>
/// <param name="Job">The id of the job.</param>
/// <param name="Keys">The keys of its items.</param>
internal sealed record Flight(string Batch, int Index, string Job, IReadOnlyList<string> Keys)
{
    /// <summary>The requests that wait for it: all its items; of one that an earlier driver handed in, those asked for again.</summary>
    public List<WorkRequest> Waiting { get; } = [];

    /// <summary>Whether it was seen at work.</summary>
    public bool HasBegun { get; set; }

    /// <summary>The time at which it was first missed in the queue, or its artifacts in the cache; null while nothing is missed.</summary>
    public long? MissedSince { get; set; }

    /// <summary>How it ended, once the scheduler said so.</summary>
    public JobEnd? End { get; set; }

    /// <summary>The node on which it was last seen.</summary>
    public string Node { get; set; } = string.Empty;
}
