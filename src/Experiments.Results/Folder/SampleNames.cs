using System.Text.Json;
using Experiments.Data;
using Experiments.Results.Records;

namespace Experiments.Results.Folder;

/// <summary>The names of a dataset's embedded samples where they come from: paths of images, ids or rows of tables.</summary>
public static class SampleNames
{
    /// <summary>Reads the names that a folder keeps; null where samples have none, as in folders of earlier versions.</summary>
    /// <param name="paths">The sweep's folder.</param>
    /// <param name="dataset">The dataset whose samples they are.</param>
    /// <exception cref="DataException">The file is damaged, or names other samples.</exception>
    public static IReadOnlyList<string>? Read(SweepPaths paths, DatasetResult dataset)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(dataset);
        return Read(paths.SampleNames(dataset.Id), dataset.Samples);
    }

    /// <summary>The texts that samples are; null where they are none.</summary>
    /// <param name="paths">The sweep's folder.</param>
    /// <param name="dataset">The dataset whose samples they are.</param>
    /// <exception cref="DataException">The file is damaged, or tells of other samples.</exception>
    public static IReadOnlyList<string>? ReadTexts(SweepPaths paths, DatasetResult dataset)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(dataset);
        return Read(paths.SampleTexts(dataset.Id), dataset.Samples);
    }

    /// <summary>The split that each sample is from, where a folder holds samples of several; null where all are of one.</summary>
    /// <param name="paths">The sweep's folder.</param>
    /// <param name="dataset">The dataset whose samples they are.</param>
    /// <exception cref="DataException">The file is damaged, or tells of other samples.</exception>
    public static IReadOnlyList<string>? ReadSplits(SweepPaths paths, DatasetResult dataset)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(dataset);
        return Read(paths.SampleSplits(dataset.Id), dataset.Samples);
    }

    private static IReadOnlyList<string>? Read(string file, int samples)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        IReadOnlyList<string> names = Read(file);
        return names.Count == samples ? names : throw new DataException($"{file}: {names.Count} entries, expected {samples}.");
    }

    /// <summary>Reads a list of texts.</summary>
    internal static IReadOnlyList<string> Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(file), SweepJson.Options) is { } names && !names.Contains(null!) ? names
                : throw new JsonException("null stands in it");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{file}: not a list of texts, or damaged: {fault.Message}", fault);
        }
    }
}
