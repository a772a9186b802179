using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Experiments.Sweeps.Caching;

/// <summary>
/// The content address of a stage: SHA-256 over everything that can change its output (kind, version, resolved parameters, seed, content of
/// its inputs) and nothing that cannot (jobs, threads, paths, places in lists).
/// </summary>
internal readonly record struct StageKey(string Hash)
{
    /// <summary>The first letters, for folder names that people read.</summary>
    public string Short => Hash[..12];

    /// <summary>Hashes a stage's description.</summary>
    public static StageKey Of(string kind, int version, JsonObject description)
    {
        JsonObject all = new() { ["stage"] = kind, ["version"] = version, ["of"] = description };
        return new StageKey(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Write(all)))));
    }

    /// <inheritdoc/>
    public override string ToString() => Hash;
}
