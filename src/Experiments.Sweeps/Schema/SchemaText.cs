using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Experiments.Sweeps.Schema;

/// <summary>Writes JSON for readers and for diffs: what fits stands on one line, so that a setting is a line.</summary>
internal sealed class SchemaText
{
    private const int Width = 140;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly StringBuilder text = new();

    /// <summary>The node as text that ends in a line break.</summary>
    public static string Write(JsonNode node)
    {
        SchemaText writer = new();
        writer.Append(node, 0, 0);
        return writer.text.Append('\n').ToString();
    }

    private void Append(JsonNode? node, int indent, int column)
    {
        string line = OneLine(node);
        if (column + line.Length < Width || node is not (JsonObject or JsonArray))
        {
            text.Append(line);
        }
        else if (node is JsonObject mapping)
        {
            AppendItems('{', [.. mapping.Select(entry => ($"{Quoted(entry.Key)}: ", entry.Value))], '}', indent);
        }
        else
        {
            AppendItems('[', [.. node.AsArray().Select(item => (string.Empty, item))], ']', indent);
        }
    }

    private void AppendItems(char open, IReadOnlyList<(string Key, JsonNode? Value)> items, char close, int indent)
    {
        string margin = new(' ', indent + 2);
        text.Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n").Append(margin).Append(items[i].Key);
            Append(items[i].Value, indent + 2, indent + 2 + items[i].Key.Length);
        }

        text.Append('\n').Append(' ', indent).Append(close);
    }

    private static string OneLine(JsonNode? node) => node switch
    {
        JsonObject mapping => $"{{{string.Join(", ", mapping.Select(entry => $"{Quoted(entry.Key)}: {OneLine(entry.Value)}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(OneLine))}]",
        _ => node?.ToJsonString(Plain) ?? "null",
    };

    private static string Quoted(string key) => JsonValue.Create(key).ToJsonString(Plain);
}
