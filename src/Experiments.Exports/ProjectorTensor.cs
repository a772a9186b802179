using System.Globalization;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Exports;

/// <summary>A matrix that the projector shows.</summary>
/// <param name="Name">The name by which the projector calls the matrix: no two are alike.</param>
/// <param name="Source">The array in the sweep's folder.</param>
/// <param name="File">The matrix's file in the export.</param>
/// <param name="DatasetId">The dataset whose samples the rows are.</param>
internal sealed record ProjectorTensor(string Name, string Source, string File, string DatasetId)
{
    /// <summary>The layers that a sweep's folder keeps, then its pictures.</summary>
    public static IEnumerable<ProjectorTensor> Of(SweepPaths paths, SweepResults results)
    {
        Dictionary<string, LayerResult> layers = results.Layers.ToDictionary(layer => layer.Id);
        ProjectorTensor[] all =
        [
            .. results.Layers.Where(layer => System.IO.File.Exists(paths.Activations(layer.Id))).Select(layer =>
                new ProjectorTensor($"{Place(results, layer)}, activations", paths.Activations(layer.Id), $"{layer.Id}.tsv", layer.DatasetId)),
            .. results.Trials.Where(trial => trial.Status == TrialStatus.Done && System.IO.File.Exists(paths.Embedding(trial.Id))).Select(trial =>
                new ProjectorTensor($"{Place(results, layers[trial.LayerId])}, {Title(trial)}", paths.Embedding(trial.Id), $"{trial.Id}.tsv",
                    layers[trial.LayerId].DatasetId)),
        ];
        HashSet<string> taken = [];
        return all.Select(tensor =>
            taken.Add(tensor.Name) ? tensor : tensor with { Name = $"{tensor.Name} ({Path.GetFileNameWithoutExtension(tensor.File)})" });
    }

    /// <summary>"mnist, cnn learning_rate=0.001, penultimate".</summary>
    private static string Place(SweepResults results, LayerResult layer)
    {
        ModelResult model = results.Models.First(model => model.Id == layer.ModelId);
        return $"{results.Datasets.First(dataset => dataset.Id == layer.DatasetId).Name}, {model.Name}{Settings(model.Parameters)}, {layer.Name}";
    }

    private static string Title(TrialResult trial) =>
        string.Create(CultureInfo.InvariantCulture, $"{trial.ReducerTitle}{Settings(trial.Varied)}, seed {trial.Seed}");

    private static string Settings(IReadOnlyDictionary<string, object?> settings) =>
        string.Concat(settings.Select(setting => string.Create(CultureInfo.InvariantCulture, $" {setting.Key}={setting.Value ?? "auto"}")));
}
