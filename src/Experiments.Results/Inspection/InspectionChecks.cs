namespace Experiments.Results.Inspection;

/// <summary>Measures whether what is stored beside results fits them, so that every page can rely on it.</summary>
internal static class InspectionChecks
{
    private const int Longest = 1 << 20;

    /// <summary>Describes the fault of the kept samples of a dataset of that many; null when there is none.</summary>
    public static string? Problem(KeptSamples kept, int samples) =>
        kept.Samples.Contains(null!) ? "null stands in a list"
        : kept.Maps is { } maps
        && !(IsLength(maps.Channels) && IsLength(maps.Height) && IsLength(maps.Width)
            && (long)maps.Channels * maps.Height * maps.Width <= Array.MaxLength) ? "its maps have a size that is not positive"
        : kept.Samples.Select(sample => Problem(sample, samples)).FirstOrDefault(problem => problem is not null);

    /// <summary>Describes the fault of a picture's map; null when there is none.</summary>
    /// <param name="map">The map that is checked.</param>
    /// <param name="features">Features of the picture's layer.</param>
    /// <param name="axes">Axes of the picture; null when it is not there.</param>
    public static string? Problem(PictureMap map, int features, int? axes) =>
        map.Map.Mean.Length != features ? $"it maps {map.Map.Mean.Length} features where the layer has {features}"
        : axes is { } there && there != map.Map.Axes ? $"it maps to {map.Map.Axes} axes where the picture has {there}"
        : !map.Exact && (map.Axes.Count != map.Map.Axes || map.Axes.Contains(null!))
        ? $"it tells how good {map.Axes.Count} of {map.Map.Axes} axes are"
        : null;

    /// <summary>Describes the fault of what is stored of a layer's features; null when there is none.</summary>
    /// <param name="kept">What is stored.</param>
    /// <param name="features">Features of the layer.</param>
    /// <param name="classes">Classes of its dataset that have names.</param>
    public static string? Problem(LayerFeatures stored, int features, int classes) =>
        stored.Correlations.Length != (long)features * features || !Array.TrueForAll(stored.Correlations, r => r is >= -1 and <= 1)
            ? $"expected {features} x {features} correlations from -1 to 1"
        : stored.Differences is { } differences
            && (differences.Length % features != 0 || differences.Length / features < classes || !Array.TrueForAll(differences, double.IsFinite))
            ? $"expected finite differences of {features} features for each of {classes} classes or more"
        : stored.Description.Order.Distinct().Count() != stored.Description.Order.Count
        || !stored.Description.Order.All(feature => IsSample(feature, features))
            ? $"its order is none of {features} features"
        : (stored.Description.Best is null) != (stored.Description.Order.Count < 2) ? "two features are best where two vary, and only there"
        : stored.Description.Best is { } best && !(IsSample(best.First, features) && IsSample(best.Second, features))
            ? $"its best features are none of {features}"
        : null;

    /// <summary>Describes the fault of what a forest says of settings; null when there is none.</summary>
    /// <param name="forest">What the forest says.</param>
    /// <param name="settings">The settings that were varied, in order.</param>
    public static string? Problem(PermutationImportance forest, IReadOnlyList<string> settings) =>
        forest.Importances.Contains(null!) || !forest.Importances.Select(one => one.Name).SequenceEqual(settings)
            ? $"it does not weigh {string.Join(", ", settings)}"
        : !double.IsFinite(forest.R2) || !forest.Importances.All(one => double.IsFinite(one.Drop) && double.IsFinite(one.Deviation))
            ? "its numbers are not finite"
        : null;

    private static string? Problem(KeptSample sample, int samples) =>
        !IsSample(sample.Sample, samples) || !sample.Nearest.Indices.All(near => IsSample(near, samples))
        ? $"it names a sample that is none of the {samples}"
        : sample.Nearest.Indices.Count != sample.Nearest.Distances.Count ? "neighbours and distances differ in number"
        : sample.Strangers < 0 || sample.Judged < sample.Strangers ? $"{sample.Strangers} strangers among {sample.Judged} samples"
        : sample.Vector is { } vector && (vector.Values.Length == 0 || (vector.Mean is { } mean && mean.Length != vector.Values.Length))
        ? "a vector and its mean differ in length"
        : sample.Prediction?.Probabilities.Count == 0 ? "a prediction has no classes"
        : null;

    private static bool IsSample(int sample, int samples) => sample >= 0 && sample < samples;

    private static bool IsLength(int length) => length is > 0 and < Longest;
}
