using System.Security.Cryptography;
using Experiments.Reduction.Saving;
using Experiments.Results.Folder;

namespace Experiments.Sweeps.Caching;

/// <summary>The files of an artifact: hashed when it is stored, held against its manifest when it is opened.</summary>
internal static class ArtifactFiles
{
    private const string Untouched = ".untouched";

    /// <summary>
    /// Describes the fault of an artifact's files; null when there is none. Checksums are compared where <paramref name="thorough"/>.
    /// </summary>
    public static string? Damage(string folder, IReadOnlyDictionary<string, ArtifactFile> files, bool thorough) =>
        files.Count == 0 ? "its manifest names no files"
        : NamesIn(folder).FirstOrDefault(name => !files.ContainsKey(name)) is { } extra ? $"its manifest does not name {extra}"
        : files.Select(file => Damage(folder, file.Key, file.Value, thorough)).FirstOrDefault(fault => fault is not null);

    /// <summary>Leaves a hidden file in an artifact's folder before any other: whoever empties the folder meanwhile removes it too.</summary>
    public static void Mark(string draft) => File.WriteAllBytes(Path.Combine(draft, Untouched), []);

    /// <summary>Tells whether the hidden file is there.</summary>
    public static bool IsMarked(string draft) => File.Exists(Path.Combine(draft, Untouched));

    /// <summary>Takes the hidden file away; false where it is gone, and others may be that were written before.</summary>
    public static bool Unmark(string draft)
    {
        bool isThere = IsMarked(draft);
        if (isThere)
        {
            File.Delete(Path.Combine(draft, Untouched));
        }

        return isThere;
    }

    /// <summary>Hashes every file; flushes them to disk where that is worth it.</summary>
    public static SortedDictionary<string, ArtifactFile> Of(string draft, bool flush)
    {
        SortedDictionary<string, ArtifactFile> files = new(StringComparer.Ordinal);
        foreach (string name in NamesIn(draft))
        {
            string path = Path.Combine(draft, name);
            files[name] = new ArtifactFile(new FileInfo(path).Length, HashOf(path, flush));
        }

        return files;
    }

    /// <summary>Writes the manifest beside them.</summary>
    public static void Seal(string draft, ArtifactManifest manifest, bool flush)
    {
        string file = Path.Combine(draft, Artifact.ManifestName);
        JsonFile.Write(file, manifest);
        if (flush)
        {
            HashOf(file, flush);
        }
    }

    private static string? Damage(string folder, string name, ArtifactFile expected, bool thorough)
    {
        FileInfo file = new(Path.Combine(folder, name));
        return !file.Exists ? $"{name} is missing"
            : file.Length != expected.Bytes ? $"{name} has {file.Length} bytes instead of {expected.Bytes}"
            : thorough && FileRetry.Run(() => HashOf(file.FullName, flush: false)) != expected.Sha256 ? $"{name} does not match its checksum"
            : null;
    }

    /// <summary>Paths of an artifact's files inside its folder; hidden ones and the manifest are none of them.</summary>
    private static IEnumerable<string> NamesIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(name => name != Artifact.ManifestName && !Path.GetFileName(name).StartsWith('.'));

    private static string HashOf(string path, bool flush)
    {
        using FileStream stream = new(path, FileMode.Open, flush ? FileAccess.ReadWrite : FileAccess.Read, FileShare.Read, 1 << 16);
        string hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (flush)
        {
            stream.Flush(flushToDisk: true);
        }

        return hash;
    }
}
