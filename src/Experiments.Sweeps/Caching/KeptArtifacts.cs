using System.Text.Json;
using Experiments.Data;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Caching;

/// <summary>The artifacts that finished sweeps used, as their folders record them.</summary>
public static class KeptArtifacts
{
    /// <summary>Names ("stage/key") of all that these folders' sweeps used.</summary>
    /// <exception cref="SweepException">A folder holds no finished sweep, or does not say what it used.</exception>
    public static IReadOnlySet<string> Of(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return folders.Select(folder => new SweepPaths(folder)).SelectMany(Read).ToHashSet(StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> Read(SweepPaths paths)
    {
        if (ResultsFile.Read(paths).Finished.Length == 0)
        {
            throw new SweepException(
                $"'{paths.Root}' holds a sweep that did not come to its end, so what it needs is not known; run it again first.");
        }

        try
        {
            return JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(paths.Artifacts), SweepJson.Options)
                ?? throw new JsonException("it is null");
        }
        catch (FileNotFoundException fault)
        {
            throw new SweepException(
                $"'{paths.Root}' does not say which artifacts its sweep used: there is no {Path.GetFileName(paths.Artifacts)}; run it again, "
                + "which takes moments where the cache holds them.", fault);
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new SweepException($"{paths.Artifacts}: not a list of artifacts, or damaged: {OneLine.Of(fault.Message)}", fault);
        }
    }
}
