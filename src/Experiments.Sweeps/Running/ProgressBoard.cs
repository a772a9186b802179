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
    private double computedSeconds;

    /// <summary>Something happened to a stage.</summary>
    public void Report(StageEvent happened, StageWork work, double fraction, string text) => Tell(happened, work.Kind, work.Label, fraction, text);

    /// <summary>A trial ended; <paramref name="seconds"/> is what its own stages took just now, 0 when they were cached.</summary>
    public void TrialEnded(string label, string? reason, double seconds)
    {
        lock (gate)
        {
            done++;
            failed += reason is null ? 0 : 1;
            computed += seconds > 0 ? 1 : 0;
            computedSeconds += seconds;
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

    private SweepProgress Now()
    {
        TimeSpan? remaining = computed == 0 ? null : TimeSpan.FromSeconds(computedSeconds / computed * (total - done) / jobs);
        return new SweepProgress(done, failed, total, Stopwatch.GetElapsedTime(start), remaining);
    }
}
