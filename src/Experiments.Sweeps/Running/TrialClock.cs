using System.Diagnostics;

namespace Experiments.Sweeps.Running;

/// <summary>Stops a trial's own stages when they have taken longer together than the sweep allows; it runs only while one of them does.</summary>
internal sealed class TrialClock(TimeSpan limit, CancellationToken sweep) : IDisposable
{
    private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(sweep);
    private TimeSpan left = limit;
    private long start;

    /// <summary>The time that all stages of the trial may take together.</summary>
    public TimeSpan Limit { get; } = limit;

    /// <summary>Cancelled with the sweep, or when the time is over.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>True when the time is over.</summary>
    public bool IsPast => source.IsCancellationRequested && !sweep.IsCancellationRequested;

    /// <summary>Starts the clock with a stage.</summary>
    public void Start()
    {
        start = Stopwatch.GetTimestamp();
        source.CancelAfter(left);
    }

    /// <summary>A stage is done.</summary>
    public void Stop()
    {
        source.CancelAfter(Timeout.InfiniteTimeSpan);
        TimeSpan rest = left - Stopwatch.GetElapsedTime(start);
        left = rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
