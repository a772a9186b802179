using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Planning;

/// <summary>What the ids of datasets, models, layers and trials are made of, in one place.</summary>
internal static class PlanKeys
{
    /// <summary>The version of the way in which samples are drawn; raised by hand when other samples come out.</summary>
    internal const int SamplesVersion = 1;

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

    /// <summary>Training samples of a dataset.</summary>
    public static int TrainCount(DatasetPlan dataset) => Math.Min(dataset.TrainSamples ?? int.MaxValue, dataset.Info.Splits[DatasetSplits.Train]);

    private static bool ReadsContent(DatasetDescriptor descriptor, string name)
    {
        OptionInfo option = OptionSchema.Of(descriptor.OptionsType).First(option => option.Name == name);
        return !Choosing.Contains(name) && (option.Type != typeof(string) || option.Choices is not null);
    }

    /// <summary>A model's kind and identity, as keys name them.</summary>
    internal static JsonObject Describe(ModelEntry entry) => new() { ["kind"] = entry.Kind, ["parameters"] = entry.Model.Identity.DeepClone() };

    /// <summary>Settings by name, as keys name them.</summary>
    internal static JsonObject Json(IEnumerable<KeyValuePair<string, object?>> values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, PlainJson.Of(pair.Value))));
}
