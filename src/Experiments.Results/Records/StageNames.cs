namespace Experiments.Results.Records;

/// <summary>Kinds of stages: names of cache folders, of columns of seconds and of progress events.</summary>
internal static class StageNames
{
    public const string Dataset = "dataset";
    public const string Train = "train";
    public const string Activations = "activations";
    public const string Neighbors = "neighbors";
    public const string Spectrum = "spectrum";
    public const string Embedding = "embedding";
    public const string Metrics = "metrics";
    public const string LinearMaps = "linear_maps";
    public const string NullScores = "null_scores";
    public const string KeptSamples = "kept_samples";
    public const string Predictions = "predictions";
    public const string PictureQuality = "picture_quality";
    public const string LayerFeatures = "layer_features";
    public const string Grouping = "grouping";
    public const string Importance = "importance";

    /// <summary>All of them in the order a trial passes them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Dataset, Train, Activations, Neighbors, Spectrum, LayerFeatures, Embedding, Metrics, LinearMaps, NullScores, KeptSamples, Predictions,
        PictureQuality, Grouping, Importance,
    ];
}
