namespace Experiments.Sweeps;

/// <summary>
/// Runs work on a fixed number of threads, the work of the earliest trial first. Exclusive work (libtorch's generator and thread count belong
/// to the whole process) runs one at a time. What waits for a result continues before its slot is free, so a trial that goes on from there
/// queues up ahead of later ones.
/// </summary>
internal sealed class JobSlots(int jobs, CancellationToken cancellation)
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<Work, (int Order, long Serial)> ordinary = new();
    private readonly PriorityQueue<Work, (int Order, long Serial)> exclusive = new();
    private int running;
    private bool exclusiveRuns;
    private long serial;

    /// <summary>Queues work and returns its result; a lower <paramref name="order"/> goes first.</summary>
    public Task<T> Run<T>(int order, bool isExclusive, Func<T> compute)
    {
        TaskCompletionSource<T> done = new();
        lock (gate)
        {
            (isExclusive ? exclusive : ordinary).Enqueue(new Work(() => Complete(done, compute), isExclusive), (order, serial++));
        }

        StartWaiting();
        return done.Task;
    }

    private void Complete<T>(TaskCompletionSource<T> done, Func<T> compute)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            done.TrySetResult(compute());
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            done.TrySetCanceled(cancellation);
        }
        catch (Exception e)
        {
            done.TrySetException(e);
        }
    }

    private void StartWaiting()
    {
        while (Next() is { } work)
        {
            Task.Factory.StartNew(
                () =>
                {
                    work.Execute();
                    Leave(work);
                    StartWaiting();
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }
    }

    private Work? Next()
    {
        lock (gate)
        {
            bool mayBeExclusive = !exclusiveRuns && exclusive.Count > 0;
            if (running == jobs || (ordinary.Count == 0 && !mayBeExclusive))
            {
                return null;
            }

            Work work = (mayBeExclusive && ComesFirst() ? exclusive : ordinary).Dequeue();
            running++;
            exclusiveRuns |= work.IsExclusive;
            return work;
        }
    }

    private bool ComesFirst() =>
        !ordinary.TryPeek(out _, out (int, long) shared) || (exclusive.TryPeek(out _, out (int, long) alone) && alone.CompareTo(shared) < 0);

    private void Leave(Work work)
    {
        lock (gate)
        {
            running--;
            exclusiveRuns &= !work.IsExclusive;
        }
    }

    private sealed record Work(Action Execute, bool IsExclusive);
}
