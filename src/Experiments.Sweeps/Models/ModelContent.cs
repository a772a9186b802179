using System.Text.Json.Nodes;

namespace Experiments.Sweeps.Models;

/// <summary>The content that a model's settings only point to: hashes of files outside the sweep's folder, by the setting that names them.</summary>
internal static class ModelContent
{
    /// <summary>The hashes; empty for a model that is all settings.</summary>
    public static Dictionary<string, string> Of(IModel model)
    {
        JsonObject parameters = model.Parameters;
        return model.Identity.Where(part => !JsonNode.DeepEquals(part.Value, parameters[part.Key]))
            .ToDictionary(part => part.Key, part => part.Value!.ToString());
    }
}
