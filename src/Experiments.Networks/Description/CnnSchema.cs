using System.Text.Json.Nodes;
using Experiments.Reduction;
using Experiments.Sweeps;

namespace Experiments.Networks;

/// <summary>The settings of a cnn as JSON Schema, from the layer kinds and the options records.</summary>
internal static class CnnSchema
{
    /// <summary>The schema of <c>layers</c> and <c>training</c>.</summary>
    public static JsonObject Create() => OptionFragments.Mapping(
        new JsonObject
        {
            ["layers"] = OptionFragments.Property(
                "the network, layer by layer; the last is {dense: classes}", null, OptionFragments.Some(new JsonObject
                {
                    ["oneOf"] = new JsonArray([.. LayerKinds.All.Select(Layer), OptionFragments.Choice([.. LayerKinds.All.Where(kind => kind.Main is null).Select(kind => kind.Word)])]),
                })),
            ["training"] = OptionFragments.Property("how it is trained", null, OptionFragments.Mapping(Training())),
        },
        "layers");

    private static JsonObject Training()
    {
        JsonObject properties = OptionFragments.Properties(typeof(TrainingOptions));
        properties["early_stopping"] = OptionFragments.Property(
            "when to stop before the last epoch: none, or {monitor, patience, min_delta}", "none",
            OptionFragments.AnyOf(OptionFragments.Choice(["none"]), OptionFragments.Mapping(typeof(EarlyStoppingOptions))));
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
            [kind.Word] = OptionFragments.AnyOf(Main(kind), OptionFragments.Mapping(OptionFragments.Properties(kind.Type), kind.Main is { } main ? [main] : [])),
            ["name"] = OptionFragments.Property("the layer's own name", null, new JsonObject { ["type"] = new JsonArray("string", "number") }),
        };
        foreach (OptionInfo option in OptionSchema.Of(kind.Type).Where(option => option.Name != kind.Main))
        {
            properties[option.Name] = OptionFragments.Property(option);
        }

        JsonObject layer = OptionFragments.Mapping(properties, kind.Word);
        layer.Insert(0, "title", kind.Word);
        return layer;
    }

    private static JsonObject Main(LayerKind kind)
    {
        OptionInfo? main = OptionSchema.Of(kind.Type).FirstOrDefault(option => option.Name == kind.Main);
        return main is null ? new JsonObject { ["type"] = "null" } : OptionFragments.OneOrMore(OptionFragments.Value(main));
    }
}
