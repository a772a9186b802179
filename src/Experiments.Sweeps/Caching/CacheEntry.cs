namespace Experiments.Sweeps.Caching;

/// <summary>An entry of the stage cache: a finished stage's artifact, or the checkpoints of a training that is not finished.</summary>
/// <param name="Stage">The stage's kind; <see cref="CacheInventory.Checkpoints"/> for checkpoints.</param>
/// <param name="Key">The stage's key.</param>
/// <param name="Bytes">The sizes of its files, added up.</param>
/// <param name="LastUsed">The time when the entry was made, or last opened by a sweep (UTC).</param>
public sealed record CacheEntry(string Stage, string Key, long Bytes, DateTime LastUsed)
{
    /// <summary>The words that name the entry for people; null where it was stored without any.</summary>
    public string? Label { get; init; }

    /// <summary>Seconds it took to compute; null for checkpoints and where nothing says.</summary>
    public double? Seconds { get; init; }

    /// <summary>Stage and key, as sweeps record the artifacts that they used.</summary>
    public string Name => $"{Stage}/{Key}";
}
