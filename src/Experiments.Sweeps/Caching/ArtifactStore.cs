using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Experiments.Data;
using Experiments.Reduction.Saving;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Caching;

/// <summary>
/// The cache of finished stages: <c>root/kind/key/</c> with the stage's files and their manifest. An artifact is written to a folder of its own
/// beside its place and renamed, so it is either whole or absent; of two processes that make the same one the second to finish
/// discards its copy. Every file's checksum is compared when an artifact is opened, at about a second a gigabyte. What was quick to compute is not
/// flushed to disk, which would take longer: the power failing within moments costs just that, since checksums tell. The time on
/// a manifest says when the artifact was last used.
/// </summary>
internal sealed partial class ArtifactStore(string root)
{
    private const string Unfinished = ".part";
    private static readonly TimeSpan WorthFlushing = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);
    private static readonly TimeSpan[] Pauses = [.. new[] { 0, 0, 1, 2, 4, 8, 15, 30 }.Select(seconds => TimeSpan.FromSeconds(seconds))];
    private readonly string root = Path.GetFullPath(root);
    private string writer = new('0', 32);

    /// <summary>Called when an artifact is complete but not yet under its name; tests stop the process here.</summary>
    internal Action<string>? BeforeCommit { get; set; }

    /// <summary>Tells whether an artifact of the right sizes is there; checksums are not compared.</summary>
    public Artifact? Peek(string kind, StageKey key) => Open(kind, key, thorough: false, out _);

    /// <summary>The artifact, or null when it is absent or damaged; <paramref name="damage"/> says what is wrong with a damaged one.</summary>
    public Artifact? Find(string kind, StageKey key, out string? damage)
    {
        Artifact? artifact = Open(kind, key, thorough: true, out damage);
        if (artifact is not null)
        {
            NoteUse(artifact[Artifact.ManifestName]);
        }

        return artifact;
    }

    /// <summary>
    /// Calls <paramref name="compute"/> on an empty folder and stores what it leaves there. With <paramref name="replace"/> it takes the place of
    /// an artifact that is already there; <paramref name="label"/> tells people which one it is, <paramref name="before"/> is the time that was
    /// spent on it before.
    /// </summary>
    public Artifact Create(string kind, StageKey key, bool replace, Action<string> compute, string? label = null, TimeSpan before = default)
    {
        string draft = DraftPlace(kind, key);
        MakeFolder(draft);
        try
        {
            ArtifactFiles.Mark(draft);
            long start = Stopwatch.GetTimestamp();
            compute(draft);
            TimeSpan took = before + Stopwatch.GetElapsedTime(start);
            bool flush = took >= WorthFlushing;
            ArtifactManifest manifest =
                new(kind, key.Hash, Math.Round(took.TotalSeconds, 6), ProcessMemory.PeakMb(), ArtifactFiles.Of(draft, flush))
                {
                    Label = label,
                    Machine = Machine.This,
                };
            ArtifactFiles.Seal(draft, manifest, flush);
            BeforeCommit?.Invoke(draft);
            return ArtifactFiles.Unmark(draft) ? Commit(draft, kind, key, replace) : throw new ArtifactVanishedException(Place(kind, key));
        }
        catch (Exception fault) when (fault is not ArtifactVanishedException && !ArtifactFiles.IsMarked(draft))
        {
            throw new ArtifactVanishedException(Place(kind, key), fault);
        }
        finally
        {
            Delete(draft);
        }
    }

    /// <summary>Makes the cache's folder where it is missing.</summary>
    /// <exception cref="CacheException">The folder cannot be made.</exception>
    public void RequireFolder() => MakeFolder(root);

    /// <summary>Whether a megabyte more can be written.</summary>
    public bool HasRoom()
    {
        string file = Path.Combine(root, $".{Guid.NewGuid():N}.room");
        try
        {
            File.WriteAllBytes(file, new byte[1 << 20]);
            return true;
        }
        catch (IOException fault) when (FullDisk.Is(fault))
        {
            return false;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Removes what killed processes left unfinished, or only counts it; returns how much it was.</summary>
    public int RemoveAbandoned(bool countOnly = false)
    {
        string[] abandoned = [.. CacheInventory.Kinds.Select(kind => Path.Combine(root, kind)).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories).Where(folder => IsDraft(Path.GetFileName(folder)) && IsAbandoned(folder))];
        if (!countOnly)
        {
            Array.ForEach(abandoned, Delete);
            CacheLease.FirstOf(root);
        }

        return abandoned.Length;
    }

    /// <summary>Takes an artifact or checkpoints out; false when they were used since they were looked at, or are gone.</summary>
    public bool Remove(CacheEntry entry)
    {
        StageKey key = new(entry.Key);
        string place = Place(entry.Stage, key);
        return Directory.Exists(place) && CacheInventory.LastUse(entry.Stage, place) <= entry.LastUsed && MoveAside(entry.Stage, key);
    }

    /// <summary>Forgets a stage: its artifact, its checkpoints, and that it once took too long.</summary>
    public void Forget(string kind, StageKey key)
    {
        MoveAside(kind, key);
        RemoveCheckpoints(key);
        File.Delete(TimeoutPlace(key));
    }

    /// <summary>Says that this process writes to the cache, as a sweep that runs on it or otherwise, until it is disposed of.</summary>
    public CacheLease? Lease(bool isSweep)
    {
        CacheLease? lease = CacheLease.Take(root, isSweep);
        writer = lease?.Id ?? writer;
        return lease;
    }

    /// <summary>Tells whether a folder's name is that of an artifact in the making.</summary>
    public static bool IsDraft(string name) => name.StartsWith('.') && name.EndsWith(Unfinished, StringComparison.Ordinal);

    private string Place(string kind, StageKey key) => Path.Combine(root, kind, key.Hash);

    /// <summary>A name beside it that says who is writing: ".key.lease.unique.part".</summary>
    private string DraftPlace(string kind, StageKey key) =>
        Path.Combine(root, kind, $".{key.Short}.{writer}.{Guid.NewGuid():N}{Unfinished}");

    private Artifact? Open(string kind, StageKey key, bool thorough, out string? damage)
    {
        damage = null;
        string folder = Place(kind, key);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        try
        {
            ArtifactManifest manifest = JsonSerializer.Deserialize<ArtifactManifest>(
                FileRetry.Run(() => File.ReadAllBytes(Path.Combine(folder, Artifact.ManifestName))), SweepJson.Options)
                ?? throw new JsonException("it is null");
            damage = manifest.Key != key.Hash ? "its manifest names another key"
                : ArtifactFiles.Damage(folder, manifest.Files, thorough);
            return damage is null ? new Artifact(key, folder, manifest) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NullReferenceException)
        {
            damage = $"its manifest cannot be read: {OneLine.Of(e.Message)}";
            return null;
        }
    }

    /// <summary>A cache that may only be read says nothing of its use.</summary>
    private static void NoteUse(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private Artifact Commit(string draft, string kind, StageKey key, bool replace)
    {
        string place = Place(kind, key);
        if (replace)
        {
            MoveAside(kind, key);
        }

        for (int attempt = 0; ; attempt++)
        {
            try
            {
                FileRetry.Rename(() => Directory.Move(draft, place));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && !FullDisk.Is(fault)
                && attempt < Pauses.Length && (Directory.Exists(draft) || Directory.Exists(place)))
            {
                // Another process was first. Its artifact is as good as ours, unless it is damaged; a network file system may show it late, and
                // say no more than that it is not permitted.
            }

            if (Open(kind, key, thorough: false, out _) is { } artifact)
            {
                return artifact;
            }

            if (!Directory.Exists(draft))
            {
                throw new ArtifactVanishedException(place);
            }

            if (!MoveAside(kind, key))
            {
                Thread.Sleep(Pauses[attempt]);
            }
        }
    }

    /// <summary>Moves an artifact out of the way under an unfinished name, then deletes it.</summary>
    private bool MoveAside(string kind, StageKey key)
    {
        string aside = DraftPlace(kind, key);
        try
        {
            FileRetry.Rename(() => Directory.Move(Place(kind, key), aside));
        }
        catch (IOException) when (!Directory.Exists(Place(kind, key)))
        {
            // The runtime now and then reports the first failed move of a process with another's error number: the exception's type says nothing.
            return false;
        }

        Delete(aside);
        return true;
    }

    private void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && !FullDisk.Is(fault))
        {
            throw new CacheException(root, fault);
        }
    }

    /// <summary>Tells whether a draft's writer is gone; where nothing tells, whether the draft is old.</summary>
    private bool IsAbandoned(string draft) =>
        Path.GetFileName(draft).Split('.') is [.., { Length: 32 } lease, _, _] && CacheLease.IsAlive(root, lease) is { } alive
        ? !alive : DateTime.UtcNow - Directory.GetLastWriteTimeUtc(draft) > Abandoned;

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException) when (!Directory.Exists(folder))
        {
            // Already gone: renamed into its place, or removed by another process.
        }
    }
}
