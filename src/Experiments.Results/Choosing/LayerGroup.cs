using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>
/// Everything a sweep did with one layer of one model on one dataset. Repeats over data and training seeds fall together here; pictures
/// come from the first of them.
/// </summary>
internal sealed class LayerGroup
{
    public required DatasetResult Dataset { get; init; }

    public required ModelResult Model { get; init; }

    /// <summary>The layer of the first data and training seed.</summary>
    public required LayerResult Layer { get; init; }

    /// <summary>That layer and those of the other seeds, in the order of the sweep.</summary>
    public required IReadOnlyList<LayerResult> Layers { get; init; }

    /// <summary>Short and unique within the sweep: "penultimate", "MNIST · cnn · penultimate", or "MNIST" where all layers have one name.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<ReducerSetting> Settings { get; init; }

    /// <summary>"penultimate (128 features)", "conv1 (average over space, 32 features)".</summary>
    public string LayerText
    {
        get
        {
            string pooled = Layer.Pooling is "none" or "" ? string.Empty : $"{Layer.Pooling} over space, ";
            string shape = Layer.Dimensions.Count > 1 && pooled.Length == 0
                ? $"{string.Join(" \u00D7 ", Layer.Dimensions)} = "
                : string.Empty;
            return $"{Layer.Name} ({pooled}{shape}{Numbers.Of(Layer.Features, "feature")})";
        }
    }

    /// <summary>
    /// A full sentence part: "2,000 samples of MNIST (test), model cnn, layer penultimate (128 features)"; of rows of a table, which no model saw,
    /// "150 samples of iris (all), 4 features".
    /// </summary>
    public string Description => $"{Numbers.Of(Layer.Samples, "sample")} of {Dataset.Title} ({Dataset.Split}), "
        + (Model.Kind == ModelResult.NoModel && Layer.Dimensions.Count <= 1
            ? Numbers.Of(Layer.Features, "feature")
            : $"model {Model.Name}, layer {LayerText}");
}
