using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Graph;

/// <summary>The keys of all stages, made in one place.</summary>
internal static class StageKeys
{
    /// <summary>Versions of the stages that live in this project or have no version of their own; raised by hand when outputs change.</summary>
    internal const int SamplesVersion = 1;
    internal const int ActivationsVersion = 1;
    internal const int NeighborsVersion = 1;
    internal const int SpectrumVersion = 1;

    /// <summary>Settings that choose samples are no part of a dataset's content.</summary>
    private static readonly string[] Choosing = ["samples", "train_samples"];

    /// <summary>
    /// Returns the key of a dataset's content: what its source holds and how it is read. Settings that are free text are names and paths: the
    /// fingerprint covers what they lead to.
    /// </summary>
    public static StageKey Content(DatasetDescriptor descriptor, DatasetOptions options, DatasetInfo info) =>
        StageKey.Of("content", descriptor.Version, new JsonObject
        {
            ["kind"] = descriptor.Kind,
            ["fingerprint"] = info.Fingerprint,
            ["options"] = Json(OptionSchema.Values(options).Where(option => ReadsContent(descriptor, option.Key))),
        });

    /// <summary>A dataset as a whole: embedded and training samples.</summary>
    public static StageKey Dataset(StageKey content, string split, int samples, int? trainSamples, long seed) =>
        StageKey.Of("dataset", SamplesVersion, new JsonObject
        {
            ["content"] = content.Hash,
            ["split"] = split,
            ["samples"] = samples,
            ["train_samples"] = trainSamples,
            ["seed"] = seed,
        });

    /// <summary>Samples drawn from one split; all of them when <paramref name="count"/> is the split's size.</summary>
    public static StageKey Samples(DatasetPlan dataset, string split, int count) =>
        StageKey.Of("samples", SamplesVersion, new JsonObject
        {
            ["content"] = dataset.Content.Hash,
            ["split"] = split,
            ["count"] = count,
            ["seed"] = count < dataset.Info.Splits[split] ? dataset.DataSeed : null,
        });

    /// <summary>A model as results name it.</summary>
    public static StageKey Model(DatasetPlan dataset, ModelEntry entry, long seed) =>
        StageKey.Of("model", entry.Model.Version, new JsonObject { ["dataset"] = dataset.Id, ["model"] = Describe(entry), ["seed"] = seed });

    /// <summary>A layer as results name it.</summary>
    public static StageKey Layer(ModelPlan model, LayerOptions options) =>
        StageKey.Of("layer", 1, new JsonObject { ["model"] = model.Id, ["name"] = options.Name, ["pooling"] = options.Pool.ToString() });

    /// <summary>Returns the id of a trial.</summary>
    public static string Trial(LayerPlan layer, ReducerChoice choice, long seed) =>
        StageKey.Of("trial", 1, new JsonObject
        {
            ["layer"] = layer.Id,
            ["reducer"] = choice.Descriptor.Kind,
            ["parameters"] = Json(choice.Parameters),
            ["seed"] = seed,
        }).Short;

    /// <summary>Returns the key of a training.</summary>
    public static StageKey Train(ModelPlan model) =>
        StageKey.Of("train", model.Model.Version, new JsonObject
        {
            ["model"] = Describe(model.Entry),
            ["train"] = Samples(model.Dataset, DatasetSplits.Train, TrainCount(model.Dataset)).Hash,
            ["test"] = Samples(model.Dataset, DatasetSplits.Test, model.Dataset.Info.Splits[DatasetSplits.Test]).Hash,
            ["seed"] = model.TrainSeed,
        });

    /// <summary>Activations of a layer: <paramref name="trained"/> is null for a model without training.</summary>
    public static StageKey Activations(LayerPlan layer, string samples, Artifact? trained) =>
        StageKey.Of("activations", ActivationsVersion, new JsonObject
        {
            ["model"] = Describe(layer.Model.Entry),
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
            ["parameters"] = Json(trial.Reducer.Parameters),
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

    /// <summary>Training samples of a dataset.</summary>
    public static int TrainCount(DatasetPlan dataset) => Math.Min(dataset.TrainSamples ?? int.MaxValue, dataset.Info.Splits[DatasetSplits.Train]);

    private static bool ReadsContent(DatasetDescriptor descriptor, string name)
    {
        OptionInfo option = OptionSchema.Of(descriptor.OptionsType).First(option => option.Name == name);
        return !Choosing.Contains(name) && (option.Type != typeof(string) || option.Choices is not null);
    }

    private static JsonObject Describe(ModelEntry entry) => new() { ["kind"] = entry.Kind, ["parameters"] = entry.Model.Identity.DeepClone() };

    private static JsonObject Json(IEnumerable<KeyValuePair<string, object?>> values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, PlainJson.Of(pair.Value))));
}
