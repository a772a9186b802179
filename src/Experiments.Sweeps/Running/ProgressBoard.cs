using System.Diagnostics;

namespace Experiments.Sweeps;

/// <summary>Counts trials, estimates the time to the end and tells the observer, one call at a time.</summary>
internal sealed class ProgressBoard(ISweepObserver observer, int total, int jobs)
{
    private readonly Lock gate = new();
    private readonly long start = Stopwatch.GetTimestamp();
    private int done;
    private int failed;
    private int computed;
    private double seconds;

    /// <summary>Something happened to a stage.</summary>
    public void Report(StageEvent happened, StageWork work, double fraction, string text) => Tell(happened, work.Kind, work.Label, fraction, text);

    /// <summary>A stage was computed; those that belong to one trial alone tell how long a trial takes.</summary>
    public void Finished(StageWork work, double took)
    {
        lock (gate)
        {
            computed += work.Kind == StageNames.Embedding ? 1 : 0;
            seconds += work.Kind is StageNames.Embedding or StageNames.Metrics ? took : 0;
            Tell(StageEvent.Finished, work.Kind, work.Label, 1, string.Empty);
        }
    }

    /// <summary>A trial ended, well or with a reason.</summary>
    public void TrialEnded(string label, string? reason)
    {
        lock (gate)
        {
            done++;
            failed += reason is null ? 0 : 1;
            Tell(StageEvent.Trial, "trial", label, 1, reason is null ? "done" : $"failed: {reason}");
        }
    }

    private void Tell(StageEvent happened, string stage, string label, double fraction, string text)
    {
        lock (gate)
        {
            observer.Observe(new SweepEvent(happened, stage, label, fraction, text, Now()));
        }
    }

    /// <summary>How far the sweep is.</summary>
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

    private SweepProgress Now()
    {
        TimeSpan? remaining = computed == 0 ? null : TimeSpan.FromSeconds(seconds / computed * (total - done) / jobs);
        return new SweepProgress(done, failed, total, Stopwatch.GetElapsedTime(start), remaining);
    }
}
