using System.Text.Json;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Results.Inspection;

/// <summary>The scores of pictures that know nothing: the measure for scores of those that should know something.</summary>
public sealed record NullScores
{
    /// <summary>Samples of the layer.</summary>
    public required int Samples { get; init; }

    /// <summary>Scores of layouts drawn at random, by metric column, one a layout.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> RandomLayouts { get; init; }

    /// <summary>
    /// Scores of the layer's pictures with labels dealt out anew, by metric column, one a picture and permutation; of metrics that read labels.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> PermutedLabels { get; init; }

    /// <summary>Expected scores by chance, where there is a closed form.</summary>
    public required IReadOnlyDictionary<string, double> Expected { get; init; }

    /// <summary>Scores of a picture without a flaw, where there is such a bound.</summary>
    public required IReadOnlyDictionary<string, double> Perfect { get; init; }

    /// <summary>Reads what a folder keeps of a layer; null when it keeps nothing that can be read.</summary>
    public static NullScores? Load(SweepPaths paths, string layerId)
    {
        ArgumentNullException.ThrowIfNull(paths);
        string file = paths.NullScores(layerId);
        try
        {
            NullScores? scores = File.Exists(file) ? JsonSerializer.Deserialize<NullScores>(File.ReadAllBytes(file), SweepJson.Options) : null;
            return scores is not null && !scores.RandomLayouts.Values.Concat(scores.PermutedLabels.Values).Contains(null!) ? scores : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
