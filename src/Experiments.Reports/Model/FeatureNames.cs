using Experiments.Sweeps;

namespace Experiments.Reports;

/// <summary>What a flattened feature is: a pixel, a place in a channel, a channel, or a plain number.</summary>
internal static class FeatureNames
{
    /// <summary>"pixel 13,7", "pixel 13,7 red", "ch 5 @ 3,4", "channel 5", "unit 17"; everything counts from 0, rows before columns.</summary>
    public static string Of(LayerResult layer, DatasetResult dataset, int feature)
    {
        if (layer.Name == "input")
        {
            return Input(dataset, layer, feature);
        }

        if (layer.Dimensions is [_, int height, int width] && layer.Features != layer.Dimensions[0])
        {
            return $"ch {feature / (height * width)} @ {feature / width % height},{feature % width}";
        }

        return layer.Dimensions.Count == 3 ? $"channel {feature}" : $"unit {feature}";
    }

    /// <summary>Explains the notation for a caption.</summary>
    public static string Explain(LayerResult layer, DatasetResult dataset)
    {
        if (layer.Name == "input")
        {
            return dataset.Shape is null ? "Features are numbered from 0." : "Pixels are named by row, column from 0 at the top left.";
        }

        if (layer.Dimensions.Count == 3 && layer.Features != layer.Dimensions[0])
        {
            return "Features are named channel @ row, column, each from 0.";
        }

        return layer.Dimensions.Count == 3 ? "Features are channels averaged over space, numbered from 0." : "Units of the layer are numbered from 0.";
    }

    /// <summary>Samples lie row by row with interleaved channels.</summary>
    private static string Input(DatasetResult dataset, LayerResult layer, int feature)
    {
        if (dataset.Shape is not { } shape || layer.Features != shape.Size)
        {
            return $"feature {feature}";
        }

        int pixel = feature / shape.Channels;
        string color = shape.Channels == 3 ? " " + new[] { "red", "green", "blue" }[feature % 3] : string.Empty;
        return $"pixel {pixel / shape.Width},{pixel % shape.Width}{color}";
    }
}
