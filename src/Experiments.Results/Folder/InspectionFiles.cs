using System.Text.Json;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Results.Folder;

/// <summary>Reads the JSON files that inspection leaves in a sweep's folder.</summary>
internal static class InspectionFiles
{
    /// <summary>Reads the samples that a folder keeps of a model; null when it keeps nothing that can be read.</summary>
    public static KeptSamples? Samples(SweepPaths paths, string modelId) => Read<KeptSamples>(paths.KeptSamples(modelId));

    /// <summary>Reads the scores of chance that a folder keeps of a layer; null when it keeps nothing that can be read.</summary>
    public static NullScores? Null(SweepPaths paths, string layerId) =>
        Read<NullScores>(paths.NullScores(layerId)) is { } scores
            && !scores.RandomLayouts.Values.Concat(scores.PermutedLabels.Values).Contains(null!) ? scores : null;

    private static T? Read<T>(string file)
        where T : class
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), SweepJson.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
