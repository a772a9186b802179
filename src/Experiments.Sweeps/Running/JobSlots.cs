using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>
/// Runs work on a fixed number of threads, the work of the earliest trial first. Work begins only while its memory fits beside that of what runs;
/// what does not fit waits for its turn instead of being overtaken, and runs alone when it never would. Exclusive work (libtorch's generator and
/// thread count belong to the whole process) runs one at a time. What waits for a result continues before its slot is free, so a trial that goes
/// on from there queues up ahead of later ones.
/// </summary>
/// <param name="jobs">Works that may run side by side.</param>
/// <param name="threads">Threads that they share.</param>
/// <param name="memory">Bytes that they share.</param>
/// <param name="cancellation">Stops what has not begun.</param>
internal sealed class JobSlots(int jobs, int threads, long memory, CancellationToken cancellation)
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<Work, (int Order, long Serial)> ordinary = new();
    private readonly PriorityQueue<Work, (int Order, long Serial)> exclusive = new();
    private readonly List<Work> running = [];
    private long serial;

    /// <summary>
    /// Threads that each of the works has at this moment, rounded up: asked again at every parallel loop, so that the last work of a sweep, or one
    /// whose neighbours wait, has them all.
    /// </summary>
    public int Share()
    {
        lock (gate)
        {
            int sharing = Math.Max(1, running.Count);
            return Math.Max(1, (threads + sharing - 1) / sharing);
        }
    }

    /// <summary>Queues work and returns its result.</summary>
    public Task<T> Run<T>(Job job, Func<T> compute)
    {
        TaskCompletionSource<T> done = new();
        lock (gate)
        {
            (job.IsExclusive ? exclusive : ordinary).Enqueue(new Work(() => Complete(done, compute), job), (job.Order, serial++));
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
            Task.Factory.StartNew(() => Execute(work), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>A thread goes on to the next work itself, and starts others where more than one may begin.</summary>
    private void Execute(Work first)
    {
        for (Work? work = first; work is not null; work = Next())
        {
            work.Execute();
            lock (gate)
            {
                running.Remove(work);
            }
        }

        StartWaiting();
    }

    private Work? Next()
    {
        lock (gate)
        {
            bool exclusiveRuns = running.Exists(work => work.Job.IsExclusive);
            PriorityQueue<Work, (int, long)> queue = !exclusiveRuns && ComesFirst() ? exclusive : ordinary;
            if (running.Count == jobs || queue.Count == 0 || !Fits(queue.Peek().Job.Memory))
            {
                return null;
            }

            Work work = queue.Dequeue();
            running.Add(work);
            return work;
        }
    }

    /// <summary>Tells whether the exclusive work that waits is the earliest of all.</summary>
    private bool ComesFirst() => exclusive.TryPeek(out _, out (int, long) alone)
        && (!ordinary.TryPeek(out _, out (int, long) shared) || alone.CompareTo(shared) < 0);

    private bool Fits(MemoryDemand more)
    {
        IEnumerable<MemoryDemand> all = running.Select(work => work.Job.Memory).Append(more);
        return running.Count == 0 || all.Sum(demand => demand.Own) + all.Where(demand => demand.Holder is not null)
            .GroupBy(demand => demand.Holder).Sum(group => group.Max(demand => demand.Held)) <= memory;
    }

    private sealed record Work(Action Execute, Job Job);
}

/// <summary>A place in the queue, and the room that a piece of work needs.</summary>
/// <param name="Order">The place in the queue; the lowest goes first.</param>
/// <param name="IsExclusive">True when no other exclusive work may run beside it.</param>
internal sealed record Job(int Order, bool IsExclusive = false)
{
    /// <summary>The memory that the work fills.</summary>
    public MemoryDemand Memory { get; init; }
}
