using System.Text.Json;
using Experiments.Cli;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Schema;
using Json.Schema;

namespace Experiments.Tests.Schema;

/// <summary>A validator that is not ours, over the schema of everything the program offers.</summary>
internal static class SchemaReferee
{
    private static readonly JsonSchema Offered = Of(Catalog.Sweeps);

    public static JsonSchema Of(SweepCatalog catalog) => JsonSchema.FromText(SweepSchema.Write(catalog));

    public static bool Accepts(string yaml) => Accepts(Offered, yaml);

    public static bool Accepts(JsonSchema schema, string yaml)
    {
        using JsonDocument document = JsonDocument.Parse(YamlJson.Read(yaml)?.ToJsonString() ?? "null");
        return schema.Evaluate(document.RootElement).IsValid;
    }
}
