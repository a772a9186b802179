using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Experiments.Reduction;
using Experiments.Sweeps;

namespace Experiments.Exports;

/// <summary>
/// Writes results in the layout of MLflow's file store: an experiment a sweep, a run a trial, with a file each for parameters, metrics and tags. MLflow
/// allows no @ in names: trustworthiness@15 is trustworthiness_at_15.
/// </summary>
internal static class MlflowExport
{
    private const int Finished = 3;
    private const int Failed = 4;
    private const int Scheduled = 2;

    public static string Write(SweepPaths paths, SweepResults results, string folder)
    {
        string experiment = Number(results.Name);
        string root = Path.Combine(Path.GetFullPath(folder), experiment);
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        long started = Milliseconds(results.Started);
        long ended = results.Finished.Length > 0 ? Milliseconds(results.Finished) : started;
        WriteMeta(root, [("artifact_location", Quoted(Address(root))), ("creation_time", Text(started)), ("experiment_id", $"'{experiment}'"),
            ("last_update_time", Text(ended)), ("lifecycle_stage", "active"), ("name", Quoted(results.Name))]);
        Dictionary<string, DatasetResult> datasets = results.Datasets.ToDictionary(dataset => dataset.Id);
        Dictionary<string, ModelResult> models = results.Models.ToDictionary(model => model.Id);
        Dictionary<string, LayerResult> layers = results.Layers.ToDictionary(layer => layer.Id);
        foreach (TrialResult trial in results.Trials)
        {
            LayerResult layer = layers[trial.LayerId];
            WriteRun(Path.Combine(root, Hash(trial.Id)), experiment, trial, (datasets[layer.DatasetId], models[layer.ModelId], layer), (started, ended));
        }

        return $"{results.Trials.Count} runs of the experiment '{results.Name}'";
    }

    private static void WriteRun(
        string run, string experiment, TrialResult trial, (DatasetResult Dataset, ModelResult Model, LayerResult Layer) of, (long Started, long Ended) time)
    {
        string id = Path.GetFileName(run);
        string name = $"{trial.ReducerTitle}, {of.Layer.Name}, seed {trial.Seed.ToString(CultureInfo.InvariantCulture)}";
        int status = trial.Status switch { "done" => Finished, "failed" => Failed, _ => Scheduled };
        WriteMeta(run, [("artifact_uri", Quoted(Address(Path.Combine(run, "artifacts")))), ("end_time", Text(time.Ended)), ("entry_point_name", "''"),
            ("experiment_id", $"'{experiment}'"), ("lifecycle_stage", "active"), ("run_id", id), ("run_name", Quoted(name)), ("run_uuid", id),
            ("source_name", "''"), ("source_type", "4"), ("source_version", "''"), ("start_time", Text(time.Started)), ("status", Text(status)),
            ("tags", "[]"), ("user_id", "''")]);
        Directory.CreateDirectory(Path.Combine(run, "artifacts"));
        WriteAll(run, "params",
        [
            ("dataset", of.Dataset.Name), ("samples", of.Dataset.Samples), ("data_seed", of.Dataset.DataSeed), ("model", of.Model.Name), ("layer", of.Layer.Name),
            ("reducer", trial.Reducer), ("seed", trial.Seed),
            .. of.Model.Parameters.Select(setting => ($"model.{setting.Key}", setting.Value)), .. trial.Parameters.Select(setting => (setting.Key, setting.Value)),
        ]);
        WriteAll(run, "tags", [("mlflow.runName", name), ("mlflow.source.type", "LOCAL"), ("trial", trial.Id), .. trial.Reason is { } reason ? [("reason", (object?)reason)] : Array.Empty<(string, object?)>()]);
        WriteAll(run, "metrics",
        [
            .. trial.Metrics.Where(score => score.Value is not null).Select(score => (score.Key, (object?)Point(time.Ended, score.Value!.Value))),
            .. trial.Seconds.Select(stage => ($"seconds_{stage.Key}", (object?)Point(time.Ended, stage.Value))),
            .. trial.Diagnostics.Select(number => (number.Key, (object?)Point(time.Ended, number.Value))),
        ]);
    }

    /// <summary>A metric's file has a line a step: time, value, step.</summary>
    private static string Point(long time, double value) => string.Create(CultureInfo.InvariantCulture, $"{time} {value:R} 0");

    private static void WriteAll(string run, string kind, IEnumerable<(string Name, object? Value)> values)
    {
        Directory.CreateDirectory(Path.Combine(run, kind));
        foreach ((string name, object? value) in values)
        {
            WriteText(Path.Combine(run, kind, name.Replace("@", "_at_", StringComparison.Ordinal)), value is null ? "auto" : Convert.ToString(value, CultureInfo.InvariantCulture)!);
        }
    }

    private static void WriteMeta(string folder, IEnumerable<(string Key, string Value)> lines) =>
        WriteText(Path.Combine(folder, "meta.yaml"), string.Concat(lines.Select(line => $"{line.Key}: {line.Value}\n")));

    private static void WriteText(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    private static string Address(string path) => new Uri(path).AbsoluteUri;

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Milliseconds(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>32 hexadecimal digits, as MLflow's run ids are.</summary>
    private static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];

    /// <summary>18 digits, as MLflow's experiment ids are.</summary>
    private static string Number(string name) =>
        (100_000_000_000_000_000 + (BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name))) % 900_000_000_000_000_000)).ToString(CultureInfo.InvariantCulture);
}
