using System.Text.Json.Nodes;
using Experiments.Reduction;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Options;

/// <summary>Settings as fragments of a JSON Schema (draft 07), read off their <see cref="OptionAttribute"/>s.</summary>
public static class OptionFragments
{
    /// <summary>
    /// A closed mapping with the settings of an options record; with <paramref name="axes"/>, a list of values stands for a value.
    /// </summary>
    public static JsonObject Mapping(Type optionsType, bool axes = true) =>
        Mapping(Properties(optionsType, axes), [.. OptionSchema.Of(optionsType).Where(MustBeGiven).Select(option => option.Name)]);

    /// <summary>A closed mapping with those properties.</summary>
    public static JsonObject Mapping(JsonObject properties, params IReadOnlyList<string> required)
    {
        ArgumentNullException.ThrowIfNull(required);
        JsonObject mapping = new() { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            mapping["required"] = Strings(required);
        }

        mapping["additionalProperties"] = false;
        return mapping;
    }

    /// <summary>The settings of an options record by name.</summary>
    public static JsonObject Properties(Type optionsType, bool axes = true) =>
        new(OptionSchema.Of(optionsType).Select(option => KeyValuePair.Create(option.Name, (JsonNode?)Property(option, axes))));

    /// <summary>One setting: what it means, its default, what it takes.</summary>
    public static JsonObject Property(OptionInfo option, bool axes = true)
    {
        ArgumentNullException.ThrowIfNull(option);
        JsonObject value = Value(option);
        JsonNode? preset = MustBeGiven(option) ? null : PlainJson.Of(option.Default ?? option.Attribute.NullMeans);
        return Property(option.Attribute.Description, preset, axes ? OneOrMore(value) : value);
    }

    /// <summary>A setting that no attribute describes; <paramref name="preset"/> is its default, or null.</summary>
    public static JsonObject Property(string meaning, JsonNode? preset, JsonObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        JsonObject property = new() { ["description"] = meaning };
        if (preset is not null)
        {
            property["default"] = preset;
        }

        foreach ((string keyword, JsonNode? node) in value)
        {
            property[keyword] = node?.DeepClone();
        }

        return property;
    }

    /// <summary>Returns the schema of the values that a setting takes, without its meaning.</summary>
    public static JsonObject Value(OptionInfo option)
    {
        ArgumentNullException.ThrowIfNull(option);
        if (option.Choices is { } choices)
        {
            JsonObject words = Choice(option.Nullable ? [.. choices, option.Attribute.NullMeans] : choices);
            return option.Attribute.OrWholeNumber
                ? AnyOf(words, new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = OptionSchema.LargestCount }) : words;
        }

        // Unquoted, a text of digits is a number to a YAML editor.
        JsonObject value = option.Type == typeof(string) ? new JsonObject { ["type"] = Strings(["string", "number"]) }
            : option.Type == typeof(bool) ? new JsonObject { ["type"] = "boolean" }
            : Number(option);
        return option.Nullable && option.Type != typeof(string) ? AnyOf(value, Choice([option.Attribute.NullMeans])) : value;
    }

    /// <summary>One of some words.</summary>
    public static JsonObject Choice(IReadOnlyList<string> words) => new() { ["enum"] = Strings(words) };

    /// <summary>A value or a list of such values.</summary>
    public static JsonObject OneOrMore(JsonObject value) => AnyOf(value, Some(value));

    /// <summary>A list of at least one such value.</summary>
    public static JsonObject Some(JsonObject value) =>
        new() { ["type"] = "array", ["minItems"] = 1, ["items"] = (value ?? throw new ArgumentNullException(nameof(value))).DeepClone() };

    /// <summary>Any of some alternatives; alternatives that have alternatives themselves are spelt out.</summary>
    public static JsonObject AnyOf(params IReadOnlyList<JsonObject> alternatives) => new()
    {
        ["anyOf"] = new JsonArray([.. alternatives
            .SelectMany(alternative => alternative["anyOf"] is JsonArray inner ? inner.Select(node => node!) : [alternative])
            .Select(node => node.DeepClone())]),
    };

    private static JsonObject Number(OptionInfo option)
    {
        JsonObject number = new() { ["type"] = option.Type == typeof(double) ? "number" : "integer" };
        if (double.IsFinite(option.Attribute.Minimum))
        {
            number[option.Attribute.ExclusiveMinimum ? "exclusiveMinimum" : "minimum"] = option.Attribute.Minimum;
        }

        if (double.IsFinite(option.Maximum))
        {
            number["maximum"] = option.Maximum;
        }

        return number;
    }

    /// <summary>A text whose default is empty has none: a path, a name.</summary>
    private static bool MustBeGiven(OptionInfo option) => option.Default is "";

    private static JsonArray Strings(IEnumerable<string> words) => [.. words.Select(word => (JsonNode)word)];
}
