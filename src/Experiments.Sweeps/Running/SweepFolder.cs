using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Experiments.Results;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>
/// Files a sweep's results under its <see cref="SweepPaths"/>. Every file is written whole or not at all, and left alone when it already holds the
/// same bytes. Finished results of an earlier run stay until those of this run are whole, and then all of them go; those of a run that was stopped
/// stay until this one is as far. Files that no run of this program wrote stay.
/// </summary>
internal sealed partial class SweepFolder
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private readonly SweepPaths paths;
    private readonly string configuration;
    private readonly OwnFolder folder;
    private readonly ConcurrentBag<string> absent = [];
    private readonly ConcurrentBag<string> weighed = [];
    private int doneBefore;
    private long lastWrite = Stopwatch.GetTimestamp();
    private TimeSpan pause = ShortestPause;

    /// <summary>Opens the folder of a sweep for writing.</summary>
    /// <param name="paths">The places of the sweep's files.</param>
    /// <param name="configuration">The resolved configuration, as it is filed.</param>
    /// <param name="searches">Whether the sweep will file the best setting that it finds.</param>
    /// <param name="isTouched">Whether the report that can be touched will be written.</param>
    /// <exception cref="SweepException">The folder's list is damaged, or files that are not the program's stand in the way.</exception>
    public SweepFolder(SweepPaths paths, string configuration, bool searches, bool isTouched = false)
    {
        this.paths = paths;
        this.configuration = configuration;
        folder = SweepFiles.Folder(paths);
        folder.RequireFree([paths.ConfigYaml, paths.ResultsJson, paths.ResultsCsv, paths.Artifacts, paths.Report,
            .. searches ? [paths.BestYaml] : (string[])[], .. isTouched ? [paths.Viewer] : (string[])[]]);
    }

    /// <summary>Writes the resolved configuration and results in which everything is pending, unless there are better ones.</summary>
    public void Begin(SweepResults pending)
    {
        folder.ForgetMissing();
        SweepResults? earlier = Earlier();
        doneBefore = earlier?.Trials.Count(trial => trial.IsDone) ?? 0;
        folder.DropStaged();
        if (earlier is { Finished.Length: > 0 } && doneBefore > 0)
        {
            folder.Stage();
        }

        WriteResults(pending);
        if (!folder.IsStaged)
        {
            folder.Seal();
        }
    }

    /// <summary>
    /// The importance of a reducer's settings; that of reducers which are not weighed any more is removed when this run is finished.
    /// </summary>
    public void KeepImportance(string reducerId, Artifact importance)
    {
        Keep(importance, ImportanceStage.Importances, paths.Importance(reducerId));
        weighed.Add(reducerId);
    }

    /// <summary>The sweep of the best setting that a search found; null removes that of an earlier run.</summary>
    public void KeepBest(string? configuration)
    {
        if (configuration is null)
        {
            absent.Add(paths.BestYaml);
        }
        else
        {
            WriteText(paths.BestYaml, configuration);
        }
    }

    /// <summary>
    /// What an earlier run filed of pictures, models and layers that are not inspected any more is removed when this run is finished.
    /// </summary>
    public void DropInspections(SweepResults results, IReadOnlyList<ChosenPictures> inspected)
    {
        HashSet<string> trials = [.. inspected.SelectMany(one => one.TrialIds)];
        HashSet<string> layers = [.. inspected.Select(one => one.LayerId)];
        HashSet<string> models = [.. results.Layers.Where(layer => layers.Contains(layer.Id)).Select(layer => layer.ModelId)];
        IEnumerable<string> stale =
        [
            .. results.Trials.Where(trial => !trials.Contains(trial.Id)).SelectMany(trial => paths.PictureInspections(trial.Id)),
            .. results.Layers.Where(layer => !layers.Contains(layer.Id)).Select(layer => paths.NullScores(layer.Id)),
            .. results.Models.Where(model => !models.Contains(model.Id)).SelectMany(model => paths.ModelInspections(model.Id)),
        ];
        stale.ToList().ForEach(absent.Add);
    }

    /// <summary>Writes results.json and results.csv, unless the folder holds finished results, or more of them.</summary>
    public void WriteResults(SweepResults results)
    {
        lock (gate)
        {
            if (results.Finished.Length > 0 || (!folder.IsStaged && results.Trials.Count(trial => trial.IsDone) >= doneBefore))
            {
                WriteText(paths.ConfigYaml, configuration);
                WriteJson(paths.ResultsJson, results);
                WriteText(paths.ResultsCsv, ResultsCsv.Write(results));
            }
        }
    }

    /// <summary>Writes the results, but only when the last time is a while ago: writing takes at most a twentieth of the time.</summary>
    public void WriteResultsNowAndThen(Func<SweepResults> snapshot)
    {
        lock (gate)
        {
            if (Stopwatch.GetElapsedTime(lastWrite) < pause)
            {
                return;
            }

            long start = Stopwatch.GetTimestamp();
            WriteResults(snapshot());
            lastWrite = Stopwatch.GetTimestamp();
            TimeSpan twenty = 20 * Stopwatch.GetElapsedTime(start, lastWrite);
            pause = twenty > ShortestPause ? twenty : ShortestPause;
        }
    }

    /// <summary>
    /// Writes the final results, says which artifacts they come from, puts what waited in its place and removes what earlier runs left.
    /// </summary>
    /// <exception cref="FolderLostException">Files that were written are gone.</exception>
    public void Finish(SweepResults results, IEnumerable<Artifact> used)
    {
        WriteJson<string[]>(paths.Artifacts, [.. used.Select(artifact => artifact.Name).Distinct().Order(StringComparer.Ordinal)]);
        WriteResults(results);
        HashSet<string> kept =
        [
            .. results.Trials.Where(trial => trial.IsDone).Select(trial => $"trials/{trial.Id}"),
            .. results.Datasets.Select(dataset => $"model/datasets/{dataset.Id}"),
            .. results.Models.Select(model => $"model/models/{model.Id}"), .. weighed.Select(reducer => $"model/reducers/{reducer}"),
            .. results.Layers.Select(layer => $"model/layers/{layer.Id}"),
        ];
        folder.Commit(name => FolderOf(name) is { } owner && !kept.Contains(owner));
        folder.Remove(absent);
        if (folder.FirstMissing() is { } missing)
        {
            throw new FolderLostException(
                $"{missing} vanished while the sweep ran; run it again, which takes moments where the cache holds its stages");
        }
    }

    /// <summary>Leaves what earlier runs left as it is.</summary>
    public void Abandon() => folder.DropStaged();

    /// <summary>The folder of the trial, dataset, model or layer that a file is about; null for the rest.</summary>
    private static string? FolderOf(string name) => name.Split('/') switch
    {
        ["trials", string id, _, ..] => $"trials/{id}",
        ["model", string kind, string id, _, ..] => $"model/{kind}/{id}",
        _ => null,
    };

    private SweepResults? Earlier()
    {
        try
        {
            return ResultsFile.Read(paths);
        }
        catch (SweepException)
        {
            return null;
        }
    }

    private void Keep(Artifact artifact, string file, string place)
    {
        if (artifact.HashOf(file) is { } hash)
        {
            folder.Keep(artifact[file], hash, place);
        }
        else
        {
            absent.Add(place);
        }
    }

    private void WriteJson<T>(string path, T value) => folder.Put(path, JsonFile.Bytes(value));

    private void WriteText(string path, string text) => folder.Put(path, Encoding.UTF8.GetBytes(text));
}
