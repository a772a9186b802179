using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Features;

/// <summary>
/// The names of flattened features: a pixel, a place in a channel, a channel, a named column, or a plain number. Channels come first.
/// </summary>
internal static class FeatureNames
{
    private static readonly string[] Colors = ["red", "green", "blue"];

    /// <summary>"pixel 13,7", "pixel 13,7 red", "ch 5 @ 3,4", "channel 5", "unit 17"; everything counts from 0, rows before columns.</summary>
    public static string Of(LayerResult layer, int feature)
    {
        if (feature < layer.FeatureNames.Count && layer.FeatureNames[feature].Length > 0)
        {
            return layer.FeatureNames[feature];
        }

        if (layer.Dimensions is not [int channels, int height, int width])
        {
            return layer.Name == LayerResult.InputName ? $"feature {feature}" : $"unit {feature}";
        }

        if (IsPooled(layer))
        {
            return $"channel {feature}";
        }

        int channel = feature / (height * width);
        string place = $"{feature / width % height},{feature % width}";
        return layer.Name != LayerResult.InputName ? $"ch {channel} @ {place}" : channels == Colors.Length ? $"pixel {place} {Colors[channel]}"
            : $"pixel {place}";
    }

    /// <summary>Explains the notation for a caption.</summary>
    public static string Explain(LayerResult layer)
    {
        if (layer.FeatureNames.Count > 0)
        {
            return "Features are named as the data's columns.";
        }

        if (layer.Dimensions.Count != 3)
        {
            return layer.Name == LayerResult.InputName ? "Features are numbered from 0." : "Units of the layer are numbered from 0.";
        }

        return IsPooled(layer) ? "Features are channels averaged over space, numbered from 0."
            : layer.Name == LayerResult.InputName ? "Pixels are named by row, column from 0 at the top left."
            : "Features are named channel @ row, column, each from 0.";
    }

    private static bool IsPooled(LayerResult layer) =>
        layer.Features == layer.Dimensions[0] && layer.Dimensions[1] * layer.Dimensions[2] > 1;
}
