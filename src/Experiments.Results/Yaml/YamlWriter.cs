using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Experiments.Results.Records;

namespace Experiments.Results.Yaml;

/// <summary>Writes a tree as YAML: mappings and lists of mappings in block style, lists of values on one line.</summary>
internal static partial class YamlWriter
{
    private static readonly string[] Reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    /// <summary>Writes a tree as a YAML document.</summary>
    public static string Write(JsonObject root)
    {
        StringBuilder text = new();
        AppendMapping(text, root, 0);
        return text.ToString();
    }

    private static void AppendMapping(StringBuilder text, JsonObject mapping, int indent)
    {
        bool first = true;
        foreach ((string key, JsonNode? value) in mapping)
        {
            text.Append(' ', first && IsAfterDash(text) ? 0 : indent).Append(Text(key)).Append(':');
            AppendValue(text, value, indent + 2);
            first = false;
        }
    }

    private static void AppendValue(StringBuilder text, JsonNode? value, int indent)
    {
        if (value is JsonObject { Count: > 0 } mapping)
        {
            text.Append('\n');
            AppendMapping(text, mapping, indent);
        }
        else if (value is JsonArray list && list.Any(item => item is JsonObject or JsonArray))
        {
            text.Append('\n');
            AppendItems(text, list, indent);
        }
        else
        {
            text.Append(' ').Append(Inline(value)).Append('\n');
        }
    }

    private static void AppendItems(StringBuilder text, JsonArray list, int indent)
    {
        foreach (JsonNode? item in list)
        {
            text.Append(' ', indent).Append("- ");
            if (item is JsonObject { Count: > 0 } mapping)
            {
                AppendMapping(text, mapping, indent + 2);
            }
            else
            {
                text.Append(Inline(item)).Append('\n');
            }
        }
    }

    private static bool IsAfterDash(StringBuilder text) => text.Length > 1 && text[^1] == ' ' && text[^2] == '-';

    private static string Inline(JsonNode? value) => value switch
    {
        JsonObject mapping => "{" + string.Join(", ", mapping.Select(pair => $"{Text(pair.Key)}: {Inline(pair.Value)}")) + "}",
        JsonArray list => "[" + string.Join(", ", list.Select(Inline)) + "]",
        null => "null",
        _ => value.GetValueKind() == JsonValueKind.String ? Text(value.GetValue<string>()) : value.ToJsonString(),
    };

    /// <summary>Plain where no reader could take it for anything else; double-quoted, which YAML shares with JSON, otherwise.</summary>
    private static string Text(string text) =>
        PlainWord().IsMatch(text) && !Reserved.Contains(text.ToLowerInvariant())
            ? text
            : JsonSerializer.Serialize(text, SweepJson.Options);

    [GeneratedRegex(@"^[A-Za-z_/][A-Za-z0-9_./ -]*(?<! )$")]
    private static partial Regex PlainWord();
}
