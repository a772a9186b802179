using System.Text.Json.Nodes;

namespace Experiments.Results.Records;

/// <summary>Settings as JSON values.</summary>
public static class PlainJson
{
    /// <summary>A number, text, truth value or null as a JSON value.</summary>
    public static JsonNode? Of(object? value) => value switch
    {
        null => null,
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        bool truth => JsonValue.Create(truth),
        Enum member => JsonValue.Create(Reduction.OptionSchema.SnakeCase(member.ToString())),
        _ => JsonValue.Create((string)value),
    };
}
