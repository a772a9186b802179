using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Exports;

/// <summary>
/// Writes results in the layout of MLflow's file store: an experiment a sweep, a run a trial, with a file each for parameters, metrics and tags. A
/// run's id derives from its trial: a run that is there already is brought up to date file by file, and every other run, whoever wrote it, stays, as
/// do notes and artifacts. MLflow allows no @ in names: trustworthiness@15 is trustworthiness_at_15.
/// </summary>
internal static class MlflowExport
{
    private const int Finished = 3;
    private const int Failed = 4;
    private const int Scheduled = 2;
    private const string Meta = "meta.yaml";

    public static string Write(SweepResults results, string folder)
    {
        string experiment = MlflowExperiment.Named(folder, results.Name) ?? Number(results.Name);
        OwnFolder own = SweepFiles.Folder(new SweepPaths(Path.Combine(folder, experiment)));
        long started = Milliseconds(results.Started);
        long ended = results.Finished.Length > 0 ? Milliseconds(results.Finished) : started;
        string meta = PlainName.Under(own.Root, Meta);
        if (!File.Exists(meta) || own.IsAsWritten(meta))
        {
            PutMeta(own, own.Root,
                [("artifact_location", Quoted(Address(own.Root))), ("creation_time", Text(started)), ("experiment_id", $"'{experiment}'"),
                ("last_update_time", Text(ended)), ("lifecycle_stage", "active"), ("name", Quoted(results.Name))]);
        }

        Dictionary<string, DatasetResult> datasets = results.Datasets.ToDictionary(dataset => dataset.Id);
        Dictionary<string, ModelResult> models = results.Models.ToDictionary(model => model.Id);
        Dictionary<string, LayerResult> layers = results.Layers.ToDictionary(layer => layer.Id);
        foreach (TrialResult trial in results.Trials)
        {
            LayerResult layer = layers[trial.LayerId];
            WriteRun(own, experiment, trial, (datasets[layer.DatasetId], models[layer.ModelId], layer), (started, ended));
        }

        own.Seal();
        return $"{results.Trials.Count} runs of the experiment '{results.Name}'";
    }

    private static void WriteRun(
        OwnFolder own, string experiment, TrialResult trial, (DatasetResult Dataset, ModelResult Model, LayerResult Layer) of,
        (long Started, long Ended) time)
    {
        string id = Hash(trial.Id);
        string run = PlainName.Under(own.Root, id);
        string name = $"{trial.ReducerTitle}, {of.Layer.Name}, seed {trial.Seed.ToString(CultureInfo.InvariantCulture)}";
        (string Path, string Text)[] files =
        [
            .. Values(run, "params",
            [
                ("dataset", of.Dataset.Name), ("samples", of.Dataset.Samples), ("data_seed", of.Dataset.DataSeed), ("model", of.Model.Name),
                ("layer", of.Layer.Name),
                ("reducer", trial.Reducer), ("seed", trial.Seed),
                .. of.Model.Parameters.Select(setting => ($"model.{setting.Key}", setting.Value)),
                .. trial.Parameters.Select(setting => (setting.Key, setting.Value)),
            ]),
            .. Values(run, "tags",
                [("mlflow.runName", name), ("mlflow.source.type", "LOCAL"), ("trial", trial.Id), .. trial.Reason is { } reason
                    ? [("reason", (object?)reason)] : Array.Empty<(string, object?)>()]),
            .. Values(run, "metrics",
            [
                .. trial.Metrics.Where(score => score.Value is not null).Select(score => (score.Key, (object?)Point(time.Ended, score.Value!.Value))),
                .. trial.Seconds.Select(stage => ($"seconds_{stage.Key}", (object?)Point(time.Ended, stage.Value))),
                .. trial.Diagnostics.Select(number => (number.Key, (object?)Point(time.Ended, number.Value))),
            ]),
        ];
        AdoptEarlier(own, run, trial, files);
        Array.ForEach(files, file => own.PutText(file.Path, file.Text));
        Directory.CreateDirectory(PlainName.Under(run, "artifacts"));
        int status = trial.Status switch { TrialStatus.Done => Finished, TrialStatus.Failed => Failed, _ => Scheduled };

        // Last: without it MLflow sees no run, so one that is seen is whole.
        PutMeta(own, run, [("artifact_uri", Quoted(Address(PlainName.Under(run, "artifacts")))), ("end_time", Text(time.Ended)),
            ("entry_point_name", "''"),
            ("experiment_id", $"'{experiment}'"), ("lifecycle_stage", "active"), ("run_id", id), ("run_name", Quoted(name)), ("run_uuid", id),
            ("source_name", "''"), ("source_type", "4"), ("source_version", "''"), ("start_time", Text(time.Started)), ("status", Text(status)),
            ("tags", "[]"), ("user_id", "''")]);
        own.Remove(own.Below(id).Except([.. files.Select(file => file.Path), PlainName.Under(run, Meta)]));
    }

    /// <summary>A run of this trial that was exported when exports kept no list is ours, as its tag says.</summary>
    private static void AdoptEarlier(OwnFolder own, string run, TrialResult trial, (string Path, string Text)[] files)
    {
        string tag = PlainName.Under(run, "tags", "trial");
        if (!own.Owns(tag) && File.Exists(tag) && File.ReadAllText(tag) == trial.Id)
        {
            own.Adopt([.. files.Select(file => file.Path), PlainName.Under(run, Meta)]);
        }
    }

    /// <summary>A metric's file has a line a step: time, value, step.</summary>
    private static string Point(long time, double value) => string.Create(CultureInfo.InvariantCulture, $"{time} {value:R} 0");

    private static IEnumerable<(string Path, string Text)> Values(string run, string kind, IEnumerable<(string Name, object? Value)> values) => values
        .DistinctBy(value => value.Name)
        .Select(value => (PlainName.Under(run, kind, value.Name.Replace("@", "_at_", StringComparison.Ordinal)),
            value.Value is null ? "auto" : Convert.ToString(value.Value, CultureInfo.InvariantCulture)!));

    private static void PutMeta(OwnFolder own, string folder, IEnumerable<(string Key, string Value)> lines) =>
        own.PutText(PlainName.Under(folder, Meta), string.Concat(lines.Select(line => $"{line.Key}: {line.Value}\n")));

    private static string Address(string path) => new Uri(path).AbsoluteUri;

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Milliseconds(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>32 hexadecimal digits, as MLflow's run ids are.</summary>
    private static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];

    /// <summary>18 digits, as MLflow's experiment ids are.</summary>
    private static string Number(string name) =>
        (100_000_000_000_000_000 + (BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name))) % 900_000_000_000_000_000))
        .ToString(CultureInfo.InvariantCulture);
}
