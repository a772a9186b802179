using System.Diagnostics;
using Experiments.Results.Records;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>Counts trials, estimates the time to the end and tells the observer, one call at a time.</summary>
/// <param name="observer">The observer that is told.</param>
/// <param name="total">The number of trials in all.</param>
/// <param name="jobs">Trials that run side by side.</param>
/// <param name="judged">The score that tells the best trials so far; null where there is none.</param>
internal sealed class ProgressBoard(ISweepObserver observer, int total, int jobs, MetricColumn? judged)
{
    private readonly Lock gate = new();
    private readonly long start = Stopwatch.GetTimestamp();
    private int done;
    private int failed;
    private int running;
    private int cached;
    private int computed;
    private double seconds;
    private readonly OrderedDictionary<string, BestTrial> best = [];

    /// <summary>Something happened to a stage.</summary>
    public void Report(StageEvent happened, StageNode stage, double fraction, string text)
    {
        lock (gate)
        {
            cached += happened == StageEvent.Cached && stage.Kind == StageNames.Metrics ? 1 : 0;
            Tell(happened, stage.Kind, stage.Label, fraction, text);
        }
    }

    /// <summary>Something that a user should know, and that no stage is to blame for.</summary>
    public void Warn(string about, string text)
    {
        lock (gate)
        {
            Tell(StageEvent.Warning, about, about, 0, text);
        }
    }

    /// <summary>A stage was computed; those that belong to one trial alone tell how long a trial takes.</summary>
    public void Finished(StageNode stage, double took)
    {
        lock (gate)
        {
            computed += stage.Kind == StageNames.Embedding ? 1 : 0;
            seconds += stage.Kind is StageNames.Embedding or StageNames.Metrics ? took : 0;
            Tell(StageEvent.Finished, stage.Kind, stage.Label, 1, string.Empty);
        }
    }

    /// <summary>A trial's own stages begin (+1) or end (-1).</summary>
    public void TrialRuns(int change) => Interlocked.Add(ref running, change);

    /// <summary>A trial ended, well or with a reason.</summary>
    public void TrialEnded(Trial trial, TrialResult result)
    {
        lock (gate)
        {
            done++;
            failed += result.Reason is null ? 0 : 1;
            Judge(trial, result);
            Tell(StageEvent.Trial, "trial", Titles.Of(trial), 1, result.Reason is null ? "done" : $"failed: {result.Reason}");
        }
    }

    private void Judge(Trial trial, TrialResult result)
    {
        string dataset = trial.Layer.Dataset.Name;
        if (judged is not null && result.Metrics.GetValueOrDefault(judged.Name) is { } score
            && (!best.TryGetValue(dataset, out BestTrial? known) || (judged.HigherIsBetter ? score > known.Score : score < known.Score)))
        {
            best[dataset] = new BestTrial(dataset, judged.Name, score, Titles.BesideDataset(trial));
        }
    }

    /// <summary>The progress of the whole sweep.</summary>
    public SweepProgress Progress
    {
        get
        {
            lock (gate)
            {
                return Now();
            }
        }
    }

    private void Tell(StageEvent happened, string stage, string label, double fraction, string text) =>
        observer.Observe(new SweepEvent(happened, stage, label, fraction, text, Now()));

    private SweepProgress Now()
    {
        int left = total - done;
        TimeSpan? remaining = computed == 0 ? null : TimeSpan.FromSeconds(seconds / computed * left / Math.Clamp(left, 1, jobs));
        return new SweepProgress(done, failed, total, Stopwatch.GetElapsedTime(start), remaining)
        {
            Running = Math.Max(0, running),
            Cached = Math.Min(cached, done),
            Best = [.. best.Values],
        };
    }
}
