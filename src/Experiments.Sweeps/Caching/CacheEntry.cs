namespace Experiments.Sweeps.Caching;

/// <summary>What lies in the stage cache: a finished stage's artifact, or the checkpoints of a training that is not finished.</summary>
/// <param name="Stage">The stage's kind; <see cref="CacheInventory.Checkpoints"/> for checkpoints.</param>
/// <param name="Key">The stage's key.</param>
/// <param name="Bytes">Sizes of its files.</param>
/// <param name="LastUsed">When it was made, or last opened by a sweep (UTC).</param>
public sealed record CacheEntry(string Stage, string Key, long Bytes, DateTime LastUsed)
{
    /// <summary>Which one it is, for people; null where it was stored without a word.</summary>
    public string? Label { get; init; }

    /// <summary>Seconds it took to compute; null for checkpoints and where nothing says.</summary>
    public double? Seconds { get; init; }

    /// <summary>Stage and key, as sweeps record the artifacts that they used.</summary>
    public string Name => $"{Stage}/{Key}";
}
