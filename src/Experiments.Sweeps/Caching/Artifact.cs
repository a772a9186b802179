using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Caching;

/// <summary>A stage's finished output: a folder of files that never change.</summary>
internal sealed class Artifact(StageKey key, string folder, ArtifactManifest manifest)
{
    /// <summary>Name of the file that makes a folder an artifact.</summary>
    public const string ManifestName = "manifest.json";

    public StageKey Key { get; } = key;

    public string Folder { get; } = folder;

    /// <summary>Stage and key, as sweeps record what they used.</summary>
    public string Name => $"{manifest.Stage}/{Key.Hash}";

    /// <summary>Seconds it took when it was computed.</summary>
    public double Seconds => manifest.Seconds;

    /// <summary>Peak resident memory of the process that computed it, MB.</summary>
    public double PeakMb => manifest.PeakMb;

    /// <summary>The machine that computed it; null where that is not known.</summary>
    public Machine? Machine => manifest.Machine;

    /// <summary>SHA-256 over its data files. Records (.json) hold timings and are left out, so that equal data has equal content.</summary>
    public string Content { get; } = Hash(manifest);

    /// <summary>The artifact's files by their paths inside the folder ('/' between parts), the manifest left out.</summary>
    public IEnumerable<string> Files => manifest.Files.Keys;

    /// <summary>Path of one of its files.</summary>
    public string this[string file] => Path.Combine(Folder, file);

    /// <summary>True when all of it still lies in the cache.</summary>
    public bool IsThere => File.Exists(this[ManifestName]) && Files.All(file => File.Exists(this[file]));

    /// <summary>Tells whether the artifact holds a file.</summary>
    public bool Has(string file) => manifest.Files.ContainsKey(file);

    /// <summary>SHA-256 of one file; null when it is absent.</summary>
    public string? HashOf(string file) => manifest.Files.GetValueOrDefault(file)?.Sha256;

    /// <summary>Reads a record that a stage stored as JSON.</summary>
    public T Record<T>(string file) => JsonSerializer.Deserialize<T>(File.ReadAllBytes(this[file]), SweepJson.Options)!;

    private static string Hash(ArtifactManifest manifest)
    {
        IEnumerable<string> lines = manifest.Files.Where(file => !file.Key.EndsWith(".json", StringComparison.Ordinal))
            .OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key} {file.Value.Sha256}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}

/// <summary>The content of an artifact's manifest.json.</summary>
/// <param name="Stage">The stage's kind.</param>
/// <param name="Key">The key of the stage.</param>
/// <param name="Seconds">The seconds that the stage took.</param>
/// <param name="PeakMb">Peak resident memory, MB.</param>
/// <param name="Files">Every other file by its path inside the folder ('/' between parts).</param>
internal sealed record ArtifactManifest(
    string Stage, string Key, double Seconds, double PeakMb, IReadOnlyDictionary<string, ArtifactFile> Files)
{
    /// <summary>The words that name the artifact for people; null in a manifest that an earlier version stored.</summary>
    public string? Label { get; init; }

    /// <summary>The machine that computed it; null in a manifest that an earlier version stored.</summary>
    public Machine? Machine { get; init; }
}

/// <summary>Length and SHA-256 of a file.</summary>
internal sealed record ArtifactFile(long Bytes, string Sha256);
