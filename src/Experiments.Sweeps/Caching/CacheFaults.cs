namespace Experiments.Sweeps.Caching;

/// <summary>The cache's folder cannot be written: no stage can be stored, so it stops the sweep and fails no trial.</summary>
internal sealed class CacheException(string root, Exception cause) : IOException(
    $"the cache '{root}' cannot be used: {cause.Message.Split(" : '")[0].TrimEnd('.')}; EXPERIMENTS_CACHE names another folder", cause);

/// <summary>The fault of an artifact that was removed while it was being stored.</summary>
internal sealed class ArtifactVanishedException(string place,
    Exception? cause = null) : IOException($"The artifact {place} vanished while it was stored.", cause);
