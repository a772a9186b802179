using System.Text.Json.Nodes;
using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>The keys of all stages, made in one place.</summary>
internal static class StageKeys
{
    /// <summary>Versions of the stages that live in this project or have no version of their own; raised by hand when outputs change.</summary>
    internal const int ActivationsVersion = 1;
    internal const int NeighborsVersion = 2;
    internal const int SpectrumVersion = 1;
    internal const int LinearMapsVersion = 1;
    internal const int NullScoresVersion = 1;
    internal const int KeptSamplesVersion = 2;
    internal const int PredictionsVersion = 1;
    internal const int PictureQualityVersion = 2;
    internal const int LayerFeaturesVersion = 1;
    internal const int GroupingVersion = 1;
    internal const int ImportanceVersion = 1;

    /// <summary>Returns the key of a training.</summary>
    public static StageKey Train(ModelPlan model) =>
        StageKey.Of("train", model.Model.Version, new JsonObject
        {
            ["model"] = PlanKeys.Describe(model.Entry),
            ["train"] = PlanKeys.Samples(model.Dataset, DatasetSplits.Train, PlanKeys.TrainCount(model.Dataset)).Hash,
            ["test"] = PlanKeys.Samples(model.Dataset, DatasetSplits.Test, model.Dataset.Info.Splits[DatasetSplits.Test]).Hash,
            ["seed"] = model.TrainSeed,
        });

    /// <summary>Activations of a layer: <paramref name="trained"/> is null for a model without training.</summary>
    public static StageKey Activations(LayerPlan layer, string samples, Artifact? trained) =>
        StageKey.Of("activations", ActivationsVersion, new JsonObject
        {
            ["model"] = PlanKeys.Describe(layer.Model.Entry),
            ["model_version"] = layer.Model.Model.Version,
            ["trained"] = trained is null ? null : new JsonArray(trained.Key.Hash, trained.Content),
            ["samples"] = samples,
            ["layer"] = layer.Shape.Name,
            ["pooling"] = layer.Pooling.ToString(),
        });

    /// <summary>Returns the key of a neighbour graph.</summary>
    public static StageKey Neighbors(string activations, GraphKind kind, int k) => StageKey.Of(
        "neighbors",
        NeighborsVersion,
        new JsonObject { ["of"] = activations, ["metric"] = kind.Metric.ToString(), ["approximate"] = kind.IsApproximate, ["k"] = k });

    /// <summary>Spectrum, loadings and scores of a layer.</summary>
    public static StageKey Spectrum(string activations) => StageKey.Of(
        "spectrum", SpectrumVersion, new JsonObject { ["of"] = activations, ["principal_version"] = Pca.Version });

    /// <summary>
    /// An embedding. It names the neighbours it needs itself, whatever graph the sweep cuts them from, the version of principal components where it
    /// starts from them, and the labels (their hash, null when there are none) only where its reducer sees them.
    /// </summary>
    public static StageKey Embedding(Trial trial, string activations, string? labels)
    {
        ReducerOptions options = trial.Reducer.Options;
        JsonObject description = new()
        {
            ["of"] = activations,
            ["reducer"] = trial.Reducer.Descriptor.Kind,
            ["parameters"] = PlanKeys.Json(trial.Reducer.Parameters),
            ["seed"] = trial.IsDeterministic ? null : trial.Seed,
            ["neighbors"] = options.NeighborsNeeded(trial.Layer.Dataset.Samples),
            ["neighbors_version"] = NeighborsVersion,
        };
        if (options.PrincipalNeeded(trial.Layer.Dataset.Samples, trial.Layer.Features) > 0)
        {
            description["principal_version"] = Pca.Version;
        }

        if (options.UsesLabels)
        {
            description["labels"] = labels;
        }

        return StageKey.Of("embedding", trial.Reducer.Descriptor.Version, description);
    }

    /// <summary>Scores of an embedding; <paramref name="labels"/> is the hash of the labels, null when there are none.</summary>
    public static StageKey Metrics(string activations, string embedding, string? labels, SweepConfig config) =>
        StageKey.Of("metrics", 1, new JsonObject
        {
            ["of"] = activations,
            ["embedding"] = embedding,
            ["labels"] = labels,
            ["neighborhoods"] = new JsonArray([.. config.Neighbors.Select(k => (JsonNode)k)]),
            ["versions"] = new JsonArray([.. config.Metrics.Select(metric => (JsonNode)$"{metric.Descriptor.Name} {metric.Descriptor.Version}")]),
        });

    /// <summary>Linear maps that stand for pictures of a layer; a picture whose axes are principal components has its map from them.</summary>
    public static StageKey LinearMaps(string activations, IEnumerable<(bool IsPrincipal, string Embedding)> pictures) => StageKey.Of(
        "linear_maps",
        LinearMapsVersion,
        new JsonObject { ["of"] = activations, ["principal_version"] = Pca.Version, ["pictures"] = Pictures(pictures) });

    /// <summary>What chance scores on a layer; <paramref name="labels"/> is the hash of the labels, null when there are none.</summary>
    public static StageKey NullScores(string activations, string? labels, IEnumerable<string> embeddings, SweepConfig config) => StageKey.Of(
        "null_scores",
        NullScoresVersion,
        new JsonObject
        {
            ["of"] = activations,
            ["labels"] = labels,
            ["pictures"] = new JsonArray([.. embeddings.Select(content => (JsonNode)content)]),
            ["neighborhoods"] = new JsonArray([.. config.Neighbors.Select(k => (JsonNode)k)]),
            ["versions"] = new JsonArray([.. config.Metrics.Select(metric => (JsonNode)$"{metric.Descriptor.Name} {metric.Descriptor.Version}")]),
        });

    /// <summary>The samples that tell most of a layer's pictures, followed through the model.</summary>
    public static StageKey KeptSamples(
        LayerPlan layer, string samples, Artifact? trained, IEnumerable<(bool IsPrincipal, string Embedding)> pictures, IReadOnlyList<int> picks) =>
            StageKey.Of(
        "kept_samples",
        KeptSamplesVersion,
        new JsonObject
        {
            ["layer"] = layer.Id,
            ["activations"] = Activations(layer, samples, trained).Hash,
            ["pictures"] = Pictures(pictures),
            ["picks"] = new JsonArray([.. picks.Select(sample => (JsonNode)sample)]),
        });

    /// <summary>What a trained model takes the samples for.</summary>
    public static StageKey Predictions(ModelPlan model, string samples, Artifact trained) => StageKey.Of(
        "predictions",
        PredictionsVersion,
        new JsonObject
        {
            ["model"] = PlanKeys.Describe(model.Entry),
            ["model_version"] = model.Model.Version,
            ["trained"] = new JsonArray(trained.Key.Hash, trained.Content),
            ["samples"] = samples,
            ["classes"] = model.Dataset.Info.ClassNames.Count,
        });

    /// <summary>A picture judged beyond its scores.</summary>
    public static StageKey PictureQuality(string activations, string embedding) => StageKey.Of(
        "picture_quality", PictureQualityVersion, new JsonObject { ["of"] = activations, ["embedding"] = embedding });

    /// <summary>
    /// The features of a layer one by one and two by two; <paramref name="labels"/> is the hash of the labels, null when there are none, and
    /// <paramref name="classes"/> the number of classes that have names.
    /// </summary>
    public static StageKey LayerFeatures(
        string activations, string spectrum, string? labels, int classes, int neighborhood, IEnumerable<string> metrics) => StageKey.Of(
        "layer_features",
        LayerFeaturesVersion,
        new JsonObject
        {
            ["of"] = activations,
            ["spectrum"] = spectrum,
            ["labels"] = labels,
            ["classes"] = classes,
            ["neighborhood"] = neighborhood,
            ["versions"] = new JsonArray(
                [.. metrics.Select(name => (JsonNode)$"{name} {StandardMetrics.All.First(metric => metric.Name == name).Version}")]),
        });

    /// <summary>Groups of the samples of a layer, which say what layer they are of.</summary>
    public static StageKey Grouping(LayerPlan layer, string activations) => StageKey.Of(
        "grouping",
        GroupingVersion,
        new JsonObject { ["layer"] = layer.Id, ["of"] = activations, ["principal_version"] = Pca.Version });

    /// <summary>The importance of settings: every run of them with its score.</summary>
    public static StageKey Importance(SettingTable table) => StageKey.Of(
        "importance",
        ImportanceVersion,
        new JsonObject
        {
            ["columns"] = new JsonArray([.. table.Columns.Select(column => (JsonNode)new JsonArray(column.Name, column.First, column.Count))]),
            ["rows"] = new JsonArray([.. table.Rows.Select(row => (JsonNode)new JsonArray([.. row.Select(value => (JsonNode)(double)value)]))]),
            ["scores"] = new JsonArray([.. table.Scores.Select(score => (JsonNode)score)]),
            ["settings"] = new JsonArray([.. table.Settings.Select(setting => (JsonNode)setting)]),
        });

    private static JsonArray Pictures(IEnumerable<(bool IsPrincipal, string Embedding)> pictures) =>
        new([.. pictures.Select(picture => (JsonNode)new JsonArray(picture.IsPrincipal, picture.Embedding))]);
}
