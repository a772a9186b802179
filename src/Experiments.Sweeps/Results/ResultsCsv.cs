namespace Experiments.Sweeps;

/// <summary>Writes results as CSV by RFC 4180: one row a trial, CRLF line ends, fields quoted where they must be.</summary>
internal static class ResultsCsv
{
    private static readonly string[] Stages =
        [StageNames.Dataset, StageNames.Train, StageNames.Activations, StageNames.Neighbors, StageNames.Embedding, StageNames.Metrics];

    /// <summary>The whole table with its header.</summary>
    public static string Write(SweepResults results)
    {
        Dictionary<string, DatasetResult> datasets = results.Datasets.ToDictionary(dataset => dataset.Id);
        Dictionary<string, ModelResult> models = results.Models.ToDictionary(model => model.Id);
        Dictionary<string, LayerResult> layers = results.Layers.ToDictionary(layer => layer.Id);
        string[] modelSettings = [.. results.Models.SelectMany(model => model.Parameters.Keys).Distinct()];
        string[] settings = [.. results.Trials.SelectMany(trial => trial.Parameters.Keys).Distinct()];
        IEnumerable<object?> header =
        [
            "dataset", "samples", "model", "layer", "pool", "reducer", "saw_labels",
            .. modelSettings.Select(name => $"model.{name}"), .. settings,
            "seed", "data_seed", "train_seed", "status", "reason",
            .. results.Metrics.Select(metric => metric.Name), .. Stages.Select(stage => $"seconds_{stage}"), "peak_mb", "id",
        ];
        return string.Concat(results.Trials.Select(Row).Prepend(header).Select(CsvRecord.Line));

        IEnumerable<object?> Row(TrialResult trial)
        {
            LayerResult layer = layers[trial.LayerId];
            ModelResult model = models[layer.ModelId];
            DatasetResult dataset = datasets[layer.DatasetId];
            return
            [
                dataset.Name, dataset.Samples, model.Name, layer.Name, layer.Pooling, trial.Reducer, trial.SawLabels,
                .. modelSettings.Select(name => model.Parameters.GetValueOrDefault(name)), .. settings.Select(name => trial.Parameters.GetValueOrDefault(name)),
                trial.Seed, dataset.DataSeed, model.TrainSeed, trial.Status, trial.Reason,
                .. results.Metrics.Select(metric => trial.Metrics.TryGetValue(metric.Name, out double? score) ? (object?)score : null),
                .. Stages.Select(stage => trial.Seconds.TryGetValue(stage, out double seconds) ? (object?)seconds : null),
                trial.Status == "done" ? trial.PeakMb : null, trial.Id,
            ];
        }
    }
}
