using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Cluster;

/// <summary>
/// Work that was given up, with its reason, in this run of the sweep and in earlier ones: what failed three times on nodes is not tried again
/// because a driver was started anew.
/// </summary>
internal sealed class Failures
{
    private readonly ClusterFolder folder;
    private readonly Dictionary<string, FailedItem> known;
    private readonly HashSet<string> earlier;

    /// <summary>What earlier runs gave up; nothing where it is to be tried again.</summary>
    public Failures(ClusterFolder folder, bool areRetried, Action<string> tell)
    {
        this.folder = folder;
        known = areRetried ? [] : folder.ReadFailures().DistinctBy(item => item.Key).ToDictionary(item => item.Key);
        earlier = [.. known.Keys];
        if (earlier.Count > 0)
        {
            tell($"{earlier.Count} stages or trials that failed earlier are not tried again; --retry-failed does");
        }
    }

    /// <summary>The reason why work was given up in an earlier run; null where it was not.</summary>
    public string? Earlier(WorkRequest work) => earlier.Contains(work.Key) ? known[work.Key].Reason : null;

    /// <summary>Gives work up, for a reason that names it.</summary>
    public void GiveUp(WorkRequest work, string reason)
    {
        known[work.Key] = new FailedItem(work.Key, reason);
        folder.Write([.. known.Values]);
        work.Done.TrySetException(new StageException(reason, null));
    }
}
