using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Sweeps;

namespace Experiments.Exports;

/// <summary>
/// Writes what TensorBoard's Embedding Projector opens (projector_config.json with tensors, metadata and sprites as files): the activations of every layer
/// that the sweep's folder keeps, and every picture.
/// </summary>
internal static class ProjectorExport
{
    public static string Write(SweepPaths paths, SweepResults results, string folder)
    {
        Directory.CreateDirectory(folder);
        Dictionary<string, JsonObject> shared = results.Datasets.ToDictionary(dataset => dataset.Id, dataset => Describe(paths, dataset, folder));
        JsonArray tensors = [];
        foreach (LayerResult layer in results.Layers.Where(layer => File.Exists(paths.Activations(layer.Id))))
        {
            tensors.Add(Tensor(paths.Activations(layer.Id), $"layer {layer.Name}", $"{layer.Id}.tsv", folder, shared[layer.DatasetId]));
        }

        foreach (TrialResult trial in results.Trials.Where(trial => trial.Status == "done" && File.Exists(paths.Embedding(trial.Id))))
        {
            LayerResult layer = results.Layers.First(layer => layer.Id == trial.LayerId);
            string settings = string.Concat(trial.Varied.Select(setting => string.Create(CultureInfo.InvariantCulture, $" {setting.Key}={setting.Value ?? "auto"}")));
            string name = string.Create(CultureInfo.InvariantCulture, $"{trial.ReducerTitle}{settings}, seed {trial.Seed}, {layer.Name}");
            tensors.Add(Tensor(paths.Embedding(trial.Id), name, $"{trial.Id}.tsv", folder, shared[layer.DatasetId]));
        }

        WriteText(Path.Combine(folder, "projector_config.json"), new JsonObject { ["embeddings"] = tensors }.ToJsonString(SweepJson.Options));
        return $"{tensors.Count} tensors of {results.Datasets.Count} datasets";
    }

    private static JsonObject Tensor(string source, string name, string file, string folder, JsonObject shared)
    {
        NpyArray<float> values = NpyFile.ReadSingle(source);
        (int rows, int columns) = (values.Shape[0], values.Values.Length / Math.Max(1, values.Shape[0]));
        AtomicFile.Write(Path.Combine(folder, file), stream =>
        {
            using StreamWriter writer = new(stream, new UTF8Encoding(false), leaveOpen: true);
            for (int i = 0; i < rows; i++)
            {
                writer.Write(string.Join('\t', values.Values.Skip(i * columns).Take(columns).Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
                writer.Write('\n');
            }
        });
        JsonObject tensor = new() { ["tensorName"] = name, ["tensorShape"] = new JsonArray(rows, columns), ["tensorPath"] = file };
        foreach ((string key, JsonNode? value) in shared)
        {
            tensor[key] = value?.DeepClone();
        }

        return tensor;
    }

    /// <summary>Metadata and sprite of a dataset, as far as it has labels and images.</summary>
    private static JsonObject Describe(SweepPaths paths, DatasetResult dataset, string folder)
    {
        JsonObject shared = [];
        if (File.Exists(paths.Labels(dataset.Id)))
        {
            int[] labels = NpyFile.ReadInt32(paths.Labels(dataset.Id)).Values;
            string file = $"{dataset.Id}-metadata.tsv";
            WriteText(Path.Combine(folder, file), "sample\tclass\n" + string.Concat(labels.Select((label, i) =>
                string.Create(CultureInfo.InvariantCulture, $"{i}\t{(label >= 0 && label < dataset.ClassNames.Count ? dataset.ClassNames[label].Replace('\t', ' ') : label)}\n"))));
            shared["metadataPath"] = file;
        }

        if (File.Exists(paths.Images(dataset.Id)))
        {
            NpyArray<byte> images = NpyFile.ReadBytes(paths.Images(dataset.Id));
            string file = $"{dataset.Id}-sprite.png";
            SpriteSheet sheet = SpriteSheet.Of(images.Values, images.Shape[0], new ImageShape(images.Shape[1], images.Shape[2], images.Shape[3]));
            AtomicFile.Write(Path.Combine(folder, file), sheet.Save);
            shared["sprite"] = new JsonObject { ["imagePath"] = file, ["singleImageDim"] = new JsonArray(sheet.Width, sheet.Height) };
        }

        return shared;
    }

    private static void WriteText(string file, string text) => AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
