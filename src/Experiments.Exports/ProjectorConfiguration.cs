using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Experiments.Results.Records;

namespace Experiments.Exports;

/// <summary>Metadata and sprite of a dataset's samples, as files of the export; null where there is none.</summary>
/// <param name="Metadata">The file that has a line a sample.</param>
/// <param name="Sprite">The image of all images.</param>
/// <param name="Width">Width of one image in it, pixels.</param>
/// <param name="Height">Height of one image, pixels.</param>
internal sealed record ProjectorSamples(string? Metadata, string? Sprite, int Width, int Height);

/// <summary>A tensor as the projector's configuration describes it.</summary>
internal sealed record ProjectorEntry(string Name, string File, int Rows, int Columns, ProjectorSamples Samples);

/// <summary>
/// The projector's configuration in its two forms: the message ProjectorConfig as protocol buffers' text, which TensorBoard's plugin reads and
/// nothing else, and as JSON for the stand-alone projector.
/// </summary>
internal static class ProjectorConfiguration
{
    /// <summary>Returns the content of projector_config.pbtxt, which TensorBoard reads.</summary>
    public static string Text(IEnumerable<ProjectorEntry> entries) => string.Concat(entries.Select(entry => $$"""
        embeddings {
          tensor_name: {{Quoted(entry.Name)}}
          tensor_shape: {{Number(entry.Rows)}}
          tensor_shape: {{Number(entry.Columns)}}
          tensor_path: {{Quoted(entry.File)}}
        {{(entry.Samples.Metadata is { } metadata ? $"  metadata_path: {Quoted(metadata)}\n" : string.Empty)}}{{Sprite(entry.Samples)}}}

        """.ReplaceLineEndings("\n")));

    /// <summary>Returns the content of projector_config.json, which the projector in browsers reads.</summary>
    public static string Json(IEnumerable<ProjectorEntry> entries) =>
        new JsonObject { ["embeddings"] = new JsonArray([.. entries.Select(Node)]) }.ToJsonString(SweepJson.Options);

    private static JsonNode Node(ProjectorEntry entry)
    {
        JsonObject node = new()
        {
            ["tensorName"] = entry.Name,
            ["tensorShape"] = new JsonArray(entry.Rows, entry.Columns),
            ["tensorPath"] = entry.File,
        };
        if (entry.Samples.Metadata is { } metadata)
        {
            node["metadataPath"] = metadata;
        }

        if (entry.Samples.Sprite is { } sprite)
        {
            node["sprite"] = new JsonObject { ["imagePath"] = sprite, ["singleImageDim"] = new JsonArray(entry.Samples.Width, entry.Samples.Height) };
        }

        return node;
    }

    private static string Sprite(ProjectorSamples samples) => samples.Sprite is not { } sprite ? string.Empty
        : $"  sprite {{\n    image_path: {Quoted(sprite)}\n    single_image_dim: {Number(samples.Width)}\n    single_image_dim: "
        + $"{Number(samples.Height)}\n  }}\n";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A text between quotes; bytes that text format keeps for itself, and those beyond ASCII, as octal escapes.</summary>
    private static string Quoted(string text) =>
        $"\"{string.Concat(Encoding.UTF8.GetBytes(text).Select(Escaped))}\"";

    private static string Escaped(byte one) => one is >= 32 and < 127 and not (byte)'"' and not (byte)'\\'
        ? $"{(char)one}"
        : $"\\{Convert.ToString(one, 8).PadLeft(3, '0')}";
}
