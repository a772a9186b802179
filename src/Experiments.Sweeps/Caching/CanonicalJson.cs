using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Experiments.Sweeps.Caching;

/// <summary>
/// One spelling for one value: keys in ordinal order, no white space, numbers in their shortest round-trip form (2 and 2.0 are the same).
/// </summary>
internal static class CanonicalJson
{
    /// <summary>Writes a tree of JSON in its canonical form.</summary>
    public static string Write(JsonNode? node)
    {
        StringBuilder text = new();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject mapping:
                AppendAll(text, '{', '}', mapping.OrderBy(pair => pair.Key, StringComparer.Ordinal), pair =>
                {
                    text.Append(JsonSerializer.Serialize(pair.Key)).Append(':');
                    Append(text, pair.Value);
                });
                break;
            case JsonArray list:
                AppendAll(text, '[', ']', list, item => Append(text, item));
                break;
            default:
                text.Append(Scalar(node));
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> append)
    {
        text.Append(open);
        int start = text.Length;
        foreach (T item in items)
        {
            text.Append(text.Length > start ? "," : string.Empty);
            append(item);
        }

        text.Append(close);
    }

    private static string Scalar(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Number => Number(node.ToJsonString()),
        _ => node.ToJsonString(),
    };

    private static string Number(string written) =>
        long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? whole.ToString(CultureInfo.InvariantCulture)
            : double.Parse(written, CultureInfo.InvariantCulture) is double number && number == Math.Truncate(number) && Math.Abs(number) < 1e15
                ? ((long)number).ToString(CultureInfo.InvariantCulture)
                : double.Parse(written, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
}
