using System.Text.Json.Nodes;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Schema;

/// <summary>The JSON Schema (draft 07, which YAML editors know best) of a sweep file, made from everything that a catalogue offers.</summary>
public static class SweepSchema
{
    /// <summary>The name it is kept under, beside the sweep files.</summary>
    public const string FileName = "experiment.schema.json";

    /// <summary>The place of fragments that others refer to by name: a model kind's own are lifted to the top.</summary>
    public const string Definitions = "definitions";

    /// <summary>The schema as text.</summary>
    public static string Write(SweepCatalog catalog) => SchemaText.Write(Of(catalog));

    /// <summary>Returns the schema as a tree.</summary>
    internal static JsonObject Of(SweepCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        JsonObject schema = new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Sweep",
            ["description"] = "A sweep of Experiments: datasets x models x layers x reducers x settings x seeds.",
        };
        foreach ((string keyword, JsonNode? node) in OptionFragments.Mapping(SweepSections.Of(catalog), "datasets", "reducers"))
        {
            schema[keyword] = node?.DeepClone();
        }

        schema["patternProperties"] = new JsonObject
        {
            [$"^{Section.FreePrefix}"] = OptionFragments.Property("read by nobody: a place for anchors that sections refer to", null, []),
        };

        JsonObject[] defined = [.. catalog.Models.Select(kind => kind.Schema[Definitions]).OfType<JsonObject>()];
        if (defined.Length > 0)
        {
            schema[Definitions] = new JsonObject(defined.SelectMany(one => one).Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
        }

        return schema;
    }
}
