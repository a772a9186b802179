using System.Text.Json.Nodes;
using Experiments.Results.Yaml;

namespace Experiments.Sweeps.Options;

/// <summary>A setting that a file leaves out.</summary>
/// <param name="Name">The name of the setting.</param>
/// <param name="Value">The value that the setting then has, as YAML would say it.</param>
/// <param name="Meaning">The meaning of the setting, in one line.</param>
public sealed record DefaultSetting(string Name, string Value, string Meaning);

/// <summary>The settings that one part of a file leaves out.</summary>
/// <param name="Title">The part: "reducers[0] tsne", "training".</param>
/// <param name="Settings">The settings that are left out, in the order of their declaration.</param>
public sealed record DefaultSection(string Title, IReadOnlyList<DefaultSetting> Settings);

/// <summary>Compares what is written with a schema and tells the defaults that fill the gaps.</summary>
public static class SchemaDefaults
{
    /// <summary>
    /// The defaults of a mapping and of the mappings inside it; a mapping that is left out wholly counts as written empty, unless it has a
    /// default of its own. Lists are not looked into.
    /// </summary>
    public static IEnumerable<DefaultSection> Of(JsonObject mapping, ConfigNode? written, string title = "")
    {
        ArgumentNullException.ThrowIfNull(mapping);
        List<DefaultSetting> own = [];
        List<DefaultSection> inner = [];
        foreach ((string name, JsonNode? node) in mapping["properties"]!.AsObject())
        {
            JsonObject fragment = node!.AsObject();
            ConfigNode? value = written?[name];
            if (value is null && fragment["default"] is not null)
            {
                own.Add(Setting(name, fragment));
            }
            else if (InnerMapping(fragment, value) is { } nested)
            {
                inner.AddRange(Of(nested, value, title.Length == 0 ? name : $"{title}.{name}"));
            }
        }

        return own.Count == 0 ? inner : [new DefaultSection(title, own), .. inner];
    }

    /// <summary>A setting that is left out, by its fragment.</summary>
    public static DefaultSetting Setting(string name, JsonObject fragment)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        return new DefaultSetting(name, Text(fragment["default"]), (string?)fragment["description"] ?? string.Empty);
    }

    private static JsonObject? InnerMapping(JsonObject fragment, ConfigNode? value) =>
        IsMapping(fragment) ? fragment
        : value?.Kind == ConfigNodeKind.Mapping ? (fragment["anyOf"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(IsMapping)
        : null;

    private static bool IsMapping(JsonObject fragment) => fragment["properties"] is JsonObject;

    private static string Text(JsonNode? value) =>
        value is JsonArray list ? $"[{string.Join(", ", list.Select(Text))}]"
        : value is null ? string.Empty
        : value.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)value!
        : value.ToJsonString().ToLowerInvariant();
}
