using Experiments.Results.Records;
using Experiments.Sweeps.Graph;

namespace Experiments.Sweeps.Caching;

/// <summary>A request for what shall leave a cache.</summary>
public sealed record PruneRequest
{
    /// <summary>Goes what was not used for so long.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Goes what no kept sweep used (and, where <see cref="OlderThan"/> is given, was not used for so long). Checkpoints stay.</summary>
    public bool Unreferenced { get; init; }

    /// <summary>
    /// Then, what was used longest ago, until no more than this is left; of what was used within the same minute, first what takes the least time to
    /// compute again for its size.
    /// </summary>
    public long? MaxBytes { get; init; }

    /// <summary>Names of artifacts that stay whatever else is asked: <see cref="KeptArtifacts"/>.</summary>
    public IReadOnlySet<string> Kept { get; init; } = new HashSet<string>();

    /// <summary>True when to say only what would go.</summary>
    public bool DryRun { get; init; }
}

/// <summary>The entries that left a cache, or would have.</summary>
/// <param name="Removed">The entries that went.</param>
/// <param name="Unfinished">Remains of killed processes that went.</param>
/// <param name="InUse">Entries that a running sweep kept from going.</param>
/// <param name="Left">Entries that are still there.</param>
/// <param name="LeftBytes">Bytes that are still there.</param>
public sealed record PruneResult(IReadOnlyList<CacheEntry> Removed, int Unfinished, int InUse, int Left, long LeftBytes);

/// <summary>
/// Takes artifacts out of a cache. Each is renamed first and deleted then, so that no process ever finds half of one. What running sweeps used
/// stays; what they would have used later they compute again.
/// </summary>
public static class CachePruning
{
    /// <summary>Does what is asked.</summary>
    /// <exception cref="IOException">The cache cannot be read or written.</exception>
    public static PruneResult Prune(string root, PruneRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArtifactStore store = new(root);
        using CacheLease? lease = request.DryRun || !Directory.Exists(root) ? null : store.Lease(isSweep: false);
        int abandoned = store.RemoveAbandoned(request.DryRun);
        DateTime now = DateTime.UtcNow;
        CacheInventory inventory = CacheInventory.Read(root);
        CacheEntry[] chosen = [.. Choose(inventory, request, now)];
        DateTime busy = CacheLease.FirstOf(root) ?? DateTime.MaxValue;
        ILookup<bool, CacheEntry> byUse = chosen.ToLookup(entry => entry.LastUsed >= busy);
        CacheEntry[] removed = [.. byUse[false].Where(entry => request.DryRun || store.Remove(entry))];
        return new PruneResult(
            removed, abandoned, byUse[true].Count(), inventory.Entries.Count - removed.Length, inventory.Bytes - removed.Sum(entry => entry.Bytes));
    }

    private static HashSet<CacheEntry> Choose(CacheInventory inventory, PruneRequest request, DateTime now)
    {
        HashSet<CacheEntry> chosen = [];
        HashSet<string> trained = [.. inventory.Entries.Where(entry => entry.Stage == StageNames.Train).Select(entry => entry.Key)];
        long left = inventory.Bytes;
        foreach (CacheEntry entry in inventory.Entries.Where(entry => !request.Kept.Contains(entry.Name)).OrderBy(entry => entry.LastUsed))
        {
            bool isCheckpoint = entry.Stage == CacheInventory.Checkpoints;
            bool isOld = request.OlderThan is { } age && now - entry.LastUsed > age;
            bool isWanted = request.Unreferenced ? !isCheckpoint && (isOld || request.OlderThan is null) : isOld;

            // A training that was killed after its artifact was stored left checkpoints that nobody will read.
            if (isWanted || (isCheckpoint && trained.Contains(entry.Key)))
            {
                chosen.Add(entry);
                left -= entry.Bytes;
            }
        }

        foreach (CacheEntry entry in inventory.Entries.Where(entry => !chosen.Contains(entry) && !request.Kept.Contains(entry.Name))
            .OrderBy(entry => entry.LastUsed.Ticks / TimeSpan.TicksPerMinute).ThenBy(entry => entry.Seconds / entry.Bytes))
        {
            if (left <= (request.MaxBytes ?? long.MaxValue))
            {
                break;
            }

            chosen.Add(entry);
            left -= entry.Bytes;
        }

        return chosen;
    }
}
