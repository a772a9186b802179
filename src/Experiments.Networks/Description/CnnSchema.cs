using System.Text.Json.Nodes;
using Experiments.Networks.Layers;
using Experiments.Reduction;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Options;
using Experiments.Sweeps.Schema;

namespace Experiments.Networks.Description;

/// <summary>The settings of a cnn as JSON Schema, from the layer kinds and the options records.</summary>
internal static class CnnSchema
{
    private const string LayerDefinition = "layer";
    private const string None = "none";

    /// <summary>The schema of <c>layers</c> and <c>training</c>; a layer is defined once more by name, for the layers inside layers.</summary>
    public static JsonObject Create()
    {
        JsonObject layer = new()
        {
            ["oneOf"] = new JsonArray(
                [.. LayerKinds.All.Select(Layer),
                    OptionFragments.Choice([.. LayerKinds.All.Where(kind => kind.Main is null).Select(kind => kind.Word)])]),
        };
        JsonObject schema = OptionFragments.Mapping(
            new JsonObject
            {
                [FrameworkDefaults.Key] = OptionFragments.Property(
                    "whose defaults hold where the network leaves a setting out: pytorch's, or keras' for batchnorm (momentum 0.01, epsilon 1e-3), "
                    + "initial weights (glorot_uniform) and adam's epsilon (1e-7)",
                    FrameworkDefaults.Pytorch.Name, OptionFragments.OneOrMore(OptionFragments.Choice(FrameworkDefaults.Names))),
                ["layers"] = OptionFragments.Property("the network, layer by layer; the last is {dense: classes}", null, OptionFragments.Some(layer)),
                ["training"] = OptionFragments.Property("how it is trained", null, OptionFragments.Mapping(Training())),
                [PublishedFiguresSection.Key] = PublishedFiguresSection.Schema(),
            },
            "layers");
        schema[SweepSchema.Definitions] = new JsonObject { [LayerDefinition] = layer.DeepClone() };
        return schema;
    }

    private static JsonObject Training()
    {
        JsonObject properties = OptionFragments.Properties(typeof(TrainingOptions));
        properties["early_stopping"] = OptionFragments.Property(
            "when to stop before the last epoch: none, or {monitor, patience, min_delta}", None,
            OptionFragments.AnyOf(OptionFragments.Choice([None]), OptionFragments.Mapping(typeof(EarlyStoppingOptions))));
        properties["augmentation"] = OptionFragments.Property(
            "how training images are varied, anew in every epoch: none, or {flip, crop, rotation}", None,
            OptionFragments.AnyOf(OptionFragments.Choice([None]), OptionFragments.Mapping(typeof(AugmentationOptions))));
        properties["class_weights"] = OptionFragments.Property(
            "how much the classes count in the training loss: none, balanced (all the same in sum), or a list with a number for each", None,
            OptionFragments.AnyOf(
                OptionFragments.Choice([None, ClassWeights.Balanced]),
                OptionFragments.Some(new JsonObject { ["type"] = "number", ["minimum"] = 0 })));
        properties["validation"] = OptionFragments.Property(
            "share of the training images held out, by class, for validation, or test for the test split", new TrainingOptions().ValidationShare,
            OptionFragments.OneOrMore(OptionFragments.AnyOf(
                new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["exclusiveMaximum"] = 1 }, OptionFragments.Choice(["test"]))));
        return properties;
    }

    /// <summary>A word with its main setting or with a mapping of settings; settings may also stand beside it.</summary>
    private static JsonObject Layer(LayerKind kind)
    {
        JsonObject properties = new()
        {
            [kind.Word] = OptionFragments.AnyOf(Main(kind), OptionFragments.Mapping(Settings(kind), kind.Main is { } main ? [main] : [])),
            ["name"] = OptionFragments.Property("the layer's own name", null, new JsonObject { ["type"] = new JsonArray("string", "number") }),
        };
        foreach ((string name, JsonNode? setting) in Settings(kind).Where(setting => setting.Key != kind.Main))
        {
            properties[name] = setting!.DeepClone();
        }

        JsonObject layer = OptionFragments.Mapping(properties, kind.Word);
        layer.Insert(0, "title", kind.Word);
        return layer;
    }

    private static JsonObject Settings(LayerKind kind)
    {
        JsonObject settings = OptionFragments.Properties(kind.Type);
        if (kind.HoldsLayers)
        {
            settings[kind.Main!] = OptionFragments.Property("the layers whose output is added to the shortcut", null, InnerLayers());
        }

        return settings;
    }

    private static JsonObject Main(LayerKind kind)
    {
        OptionInfo? main = OptionSchema.Of(kind.Type).FirstOrDefault(option => option.Name == kind.Main);
        return kind.HoldsLayers ? InnerLayers()
            : main is null ? new JsonObject { ["type"] = "null" }
            : OptionFragments.OneOrMore(OptionFragments.Value(main));
    }

    private static JsonObject InnerLayers() =>
        OptionFragments.Some(new JsonObject { ["$ref"] = $"#/{SweepSchema.Definitions}/{LayerDefinition}" });
}
