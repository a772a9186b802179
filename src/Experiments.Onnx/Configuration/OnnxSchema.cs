using System.Text.Json.Nodes;
using Experiments.Sweeps.Options;

namespace Experiments.Onnx.Configuration;

/// <summary>The settings of an ONNX model as JSON Schema.</summary>
internal static class OnnxSchema
{
    /// <summary>The schema of the model's own settings and of <c>preprocessing</c>.</summary>
    public static JsonObject Create()
    {
        JsonObject model = OptionFragments.Mapping(typeof(OnnxOptions));
        JsonObject value = new() { ["type"] = new JsonArray("number", "boolean") };
        model["properties"]!["inputs"] = OptionFragments.Property(
            "inputs beside that of the samples, each with the number that all its elements are, as in {mask: 1}", null,
            new JsonObject { ["type"] = "object", ["additionalProperties"] = OptionFragments.OneOrMore(value) });
        JsonObject preprocessing = OptionFragments.Properties(typeof(Preprocessing));
        JsonObject side = new() { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 4096 };
        JsonObject sides = new() { ["type"] = "array", ["items"] = side.DeepClone(), ["minItems"] = 2, ["maxItems"] = 2 };
        preprocessing["size"] = OptionFragments.Property(
            "height and width that images are resized to, as in [224, 224], or dataset for the images' own", "dataset",
            OptionFragments.AnyOf(OptionFragments.Choice(["dataset"]), side, sides));
        preprocessing["scale"] = OptionFragments.Property(
            "what a byte is multiplied with first: a number other than 0 or a fraction; a uint8 input takes bytes as they are", "1/255",
            OptionFragments.OneOrMore(new JsonObject { ["type"] = new JsonArray("number", "string"), ["pattern"] = "^[^/]+/[^/]+$" }));
        preprocessing["mean"] = OptionFragments.Property("subtracted then: a number, or one a channel", 0, Channels());
        preprocessing["std"] = OptionFragments.Property("divided by at last: a number other than 0, or one a channel", 1, Channels());
        model["properties"]!["preprocessing"] = OptionFragments.Property(
            "how images become the model's input: resized, channels chosen, then (value x scale - mean) / std", null,
            OptionFragments.Mapping(preprocessing));
        model["properties"]!["tokenizer"] = OptionFragments.Property(
            "how texts become the model's input: a vocabulary of BERT's kind; the model then takes input_ids, and attention_mask and token_type_ids "
            + "where it wants them", null, OptionFragments.Mapping(typeof(TokenizerOptions)));
        return model;
    }

    private static JsonObject Channels()
    {
        JsonObject list = OptionFragments.Some(new JsonObject { ["type"] = "number" });
        list["maxItems"] = 3;
        return OptionFragments.AnyOf(new JsonObject { ["type"] = "number" }, list);
    }
}
