using System.Diagnostics;
using System.Globalization;
using Experiments.Results.Records;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>Counts trials, estimates the time to the end and tells the observer, one call at a time.</summary>
/// <param name="observer">The observer that is told.</param>
/// <param name="total">The number of trials in all.</param>
/// <param name="jobs">Trials that run side by side.</param>
/// <param name="judged">The score that tells the best trial so far; null where there is none.</param>
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
    private double bestScore;
    private string? best;

    /// <summary>Something happened to a stage.</summary>
    public void Report(StageEvent happened, StageNode stage, double fraction, string text)
    {
        lock (gate)
        {
            cached += happened == StageEvent.Cached && stage.Kind == StageNames.Metrics ? 1 : 0;
            Tell(happened, stage.Kind, stage.Label, fraction, text);
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
    public void TrialEnded(string label, TrialResult result)
    {
        lock (gate)
        {
            done++;
            failed += result.Reason is null ? 0 : 1;
            Judge(label, result);
            Tell(StageEvent.Trial, "trial", label, 1, result.Reason is null ? "done" : $"failed: {result.Reason}");
        }
    }

    private void Judge(string label, TrialResult result)
    {
        if (judged is not null && result.Metrics.GetValueOrDefault(judged.Name) is { } score
            && (best is null || (judged.HigherIsBetter ? score > bestScore : score < bestScore)))
        {
            bestScore = score;
            best = string.Create(CultureInfo.InvariantCulture, $"{judged.Name} {score:0.0000}: {label}");
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
            Best = best,
        };
    }
}
