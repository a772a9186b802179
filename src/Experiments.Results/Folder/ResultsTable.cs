using Experiments.Results.Records;

namespace Experiments.Results.Folder;

/// <summary>Results as one table, a row a trial.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">Values in the order of the columns; null where there is none.</param>
public sealed record ResultsTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    private static readonly string[] Stages =
        [StageNames.Dataset, StageNames.Train, StageNames.Activations, StageNames.Neighbors, StageNames.Embedding, StageNames.Metrics];

    /// <summary>The table of a sweep.</summary>
    public static ResultsTable Of(SweepResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        Dictionary<string, DatasetResult> datasets = results.Datasets.ToDictionary(dataset => dataset.Id);
        Dictionary<string, ModelResult> models = results.Models.ToDictionary(model => model.Id);
        Dictionary<string, LayerResult> layers = results.Layers.ToDictionary(layer => layer.Id);
        string[] modelSettings = [.. results.Models.SelectMany(model => model.Parameters.Keys).Distinct()];
        string[] settings = [.. results.Trials.SelectMany(trial => trial.Parameters.Keys).Distinct()];
        string[] columns =
        [
            "dataset", "samples", "model", "layer", "pool", "reducer", "saw_labels",
            .. modelSettings.Select(name => $"model.{name}"), .. settings,
            "seed", "data_seed", "train_seed", "status", "reason",
            .. results.Metrics.Select(metric => metric.Name), .. Stages.Select(stage => $"seconds_{stage}"), "peak_mb", "id",
        ];
        return new ResultsTable(columns, [.. results.Trials.Select(Row)]);

        IReadOnlyList<object?> Row(TrialResult trial)
        {
            LayerResult layer = layers[trial.LayerId];
            ModelResult model = models[layer.ModelId];
            DatasetResult dataset = datasets[layer.DatasetId];
            return
            [
                dataset.Name, dataset.Samples, model.Name, layer.Name, layer.Pooling, trial.Reducer, trial.SawLabels,
                .. modelSettings.Select(name => model.Parameters.GetValueOrDefault(name)),
                .. settings.Select(name => trial.Parameters.GetValueOrDefault(name)),
                trial.Seed, dataset.DataSeed, model.TrainSeed, trial.Status.InWords(), trial.Reason,
                .. results.Metrics.Select(metric => trial.Metrics.TryGetValue(metric.Name, out double? score) ? (object?)score : null),
                .. Stages.Select(stage => trial.Seconds.TryGetValue(stage, out double seconds) ? (object?)seconds : null),
                trial.Status == TrialStatus.Done ? trial.PeakMb : null, trial.Id,
            ];
        }
    }
}
