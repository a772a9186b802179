using System.Text.Json;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Caching;

/// <summary>
/// The content of a stage cache. Only what the cache's own layout names is seen: folders named by a key below a stage's, and what unfinished work
/// left beside them.
/// </summary>
public sealed record CacheInventory(IReadOnlyList<CacheEntry> Entries, IReadOnlyList<long> Unfinished)
{
    /// <summary>Kind of an entry that holds checkpoints, and name of their folder.</summary>
    public const string Checkpoints = "checkpoints";

    private const int KeyLength = 64;
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Kinds of entries in the order in which a trial passes them.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. StageNames.All, Checkpoints];

    /// <summary>The bytes of all entries and of unfinished work.</summary>
    public long Bytes => Entries.Sum(entry => entry.Bytes) + Unfinished.Sum();

    /// <summary>Looks through a cache; one that does not exist is empty.</summary>
    /// <exception cref="IOException">The cache cannot be read.</exception>
    public static CacheInventory Read(string root)
    {
        List<CacheEntry> entries = [];
        List<long> unfinished = [];
        foreach (string kind in Kinds)
        {
            string folder = Path.Combine(root, kind);
            foreach (string path in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [])
            {
                string name = Path.GetFileName(path);
                try
                {
                    if (IsKey(name))
                    {
                        entries.Add(Entry(kind, name, path));
                    }
                    else if (ArtifactStore.IsDraft(name))
                    {
                        unfinished.Add(SizeOf(path));
                    }
                }
                catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
                {
                    // Renamed or removed while it was looked at.
                }
            }
        }

        return new CacheInventory(entries, unfinished);
    }

    private static bool IsKey(string name) => name.Length == KeyLength && name.All(char.IsAsciiHexDigitLower);

    private static CacheEntry Entry(string kind, string key, string path)
    {
        CacheEntry entry = new(kind, key, SizeOf(path), LastUse(kind, path));
        return kind == Checkpoints || Manifest(path) is not { } manifest ? entry : entry with { Label = manifest.Label, Seconds = manifest.Seconds };
    }

    /// <summary>
    /// Returns the time when an entry was last used: the time on its manifest, which every opening renews; for checkpoints, the time of the newest.
    /// </summary>
    internal static DateTime LastUse(string kind, string path)
    {
        string manifest = Path.Combine(path, Artifact.ManifestName);
        return kind != Checkpoints && File.Exists(manifest) ? File.GetLastWriteTimeUtc(manifest)
            : Directory.EnumerateFiles(path, "*", Everything).Select(File.GetLastWriteTimeUtc).Append(Directory.GetLastWriteTimeUtc(path)).Max();
    }

    private static long SizeOf(string path) => new DirectoryInfo(path).EnumerateFiles("*", Everything).Sum(file => file.Length);

    private static ArtifactManifest? Manifest(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ArtifactManifest>(File.ReadAllBytes(Path.Combine(path, Artifact.ManifestName)), SweepJson.Options);
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException)
        {
            return null;
        }
    }
}
