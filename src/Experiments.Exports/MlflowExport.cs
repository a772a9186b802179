using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Exports;

/// <summary>
/// Writes results in the layout of MLflow's file store: an experiment a sweep, a run a trial with its picture, and a run with the report and the
/// tables. A run's id derives from its trial: a run that is there already is brought up to date file by file, and every other run, whoever wrote it,
/// stays, as do notes and artifacts.
/// </summary>
internal static class MlflowExport
{
    private const int Finished = 3;
    private const int Failed = 4;
    private const int Scheduled = 2;

    /// <summary>Runs that are written side by side: each small file is flushed to disk, and flushes wait for the disk, not for a processor.</summary>
    private const int AtOnce = 16;

    /// <summary>Writes the experiment into a folder of MLflow's.</summary>
    /// <param name="paths">The sweep's folder.</param>
    /// <param name="results">The results of the sweep.</param>
    /// <param name="folder">The tracking folder.</param>
    /// <param name="pictures">Draws the picture of a trial as PNG.</param>
    public static string Write(SweepPaths paths, SweepResults results, string folder, Func<string, byte[]?> pictures)
    {
        string experiment = MlflowExperiment.Named(folder, results.Name) ?? Number(results.Name);
        OwnFolder own = SweepFiles.Folder(new SweepPaths(Path.Combine(folder, experiment)));
        long started = Milliseconds(results.Started);
        long ended = results.Finished.Length > 0 ? Milliseconds(results.Finished) : started;
        string meta = PlainName.Under(own.Root, MlflowRun.Meta);
        if (!File.Exists(meta) || own.IsAsWritten(meta))
        {
            own.PutText(meta, MlflowRun.MetaText(
                [("artifact_location", MlflowRun.Quoted(MlflowRun.Address(own.Root))), ("creation_time", MlflowRun.Text(started)),
                ("experiment_id", $"'{experiment}'"), ("last_update_time", MlflowRun.Text(ended)), ("lifecycle_stage", "active"),
                ("name", MlflowRun.Quoted(results.Name))]));
        }

        MlflowNames names = new(results);
        try
        {
            Parallel.ForEach(results.Trials, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                trial => RunOf(paths, results, trial, names[trial], pictures).Write(own, experiment, (started, ended)));
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }

        RunOf(paths, results).Write(own, experiment, (started, ended));
        own.Seal();
        return $"{results.Trials.Count} runs of the experiment '{results.Name}', and one with the report";
    }

    private static MlflowRun RunOf(SweepPaths paths, SweepResults results, TrialResult trial, string name, Func<string, byte[]?> pictures)
    {
        LayerResult layer = results.Layers.First(layer => layer.Id == trial.LayerId);
        ModelResult model = results.Models.First(model => model.Id == layer.ModelId);
        DatasetResult dataset = results.Datasets.First(dataset => dataset.Id == layer.DatasetId);
        int status = trial.Status switch { TrialStatus.Done => Finished, TrialStatus.Failed => Failed, _ => Scheduled };
        return new MlflowRun(trial.Id, name, ("trial", trial.Id), status)
        {
            Parameters =
            [
                ("dataset", dataset.Name), ("samples", dataset.Samples), ("data_seed", dataset.DataSeed), ("model", model.Name),
                ("layer", layer.Name), ("reducer", trial.Reducer), ("seed", trial.Seed),
                .. model.Parameters.Select(setting => ($"model.{setting.Key}", setting.Value)),
                .. trial.Parameters.Select(setting => (setting.Key, setting.Value)),
            ],
            Metrics =
            [
                .. trial.Metrics.Where(score => score.Value is not null).Select(score => (score.Key, score.Value!.Value)),
                .. trial.Seconds.Select(stage => ($"seconds_{stage.Key}", stage.Value)),
                .. trial.Diagnostics.Select(number => (number.Key, number.Value)),
            ],
            Reason = trial.Reason,
            Artifacts = trial.IsDone && File.Exists(paths.Embedding(trial.Id))
                ?
                [
                    FileAt(paths.Embedding(trial.Id)),
                    .. pictures(trial.Id) is { } png ? [("embedding.png", png)] : Array.Empty<(string, byte[])>(),
                ]
                : [],
        };
    }

    /// <summary>The run of the sweep as a whole, with its report, tables and configurations.</summary>
    private static MlflowRun RunOf(SweepPaths paths, SweepResults results) =>
        new($"sweep {results.Name}", $"{results.Name}: report", ("sweep", results.Name), results.Finished.Length > 0 ? Finished : Scheduled)
        {
            Artifacts = [.. new[] { paths.Report, paths.ResultsCsv, paths.ConfigYaml, paths.BestYaml }.Where(File.Exists).Select(FileAt)],
        };

    private static (string Name, byte[] Content) FileAt(string path) => (Path.GetFileName(path), File.ReadAllBytes(path));

    private static long Milliseconds(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>18 digits, as MLflow's experiment ids are.</summary>
    private static string Number(string name) =>
        (100_000_000_000_000_000 + (BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name))) % 900_000_000_000_000_000))
        .ToString(CultureInfo.InvariantCulture);
}
