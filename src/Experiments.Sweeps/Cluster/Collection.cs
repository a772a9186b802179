using Experiments.Sweeps.Caching;

namespace Experiments.Sweeps.Cluster;

/// <summary>
/// Collects what elements leave, and judges those that vanish from the queue. An item is done when its artifact is in the cache; it has failed when
/// its element says so; otherwise it is handed in again, until three attempts brought it no further.
/// </summary>
internal sealed class Collection(
    ClusterSettings settings, Pace pace, Failures failures, Func<bool> hasRoom, TimeProvider clock, Action<string> tell)
{
    private const int MostAttempts = 3;
    private static readonly HashSet<string> Usual =
        ["None", "Priority", "Resources", "BeginTime", "JobArrayTaskLimit", "Cleaning", "Dependency", "Prolog", "(null)", "QOSMaxJobsPerUserLimit"];

    private readonly HashSet<string> told = [];

    /// <summary>Looks at one element; what has to be handed in again is returned, and an element that is over is taken out.</summary>
    public IReadOnlyList<WorkRequest> Collect(Flight flight, List<Flight> flying)
    {
        ElementOutcome? outcome = ClusterFolder.ReadOutcome(flight.Batch, flight.Index);
        if (outcome is null)
        {
            return flight.MissedSince is null ? [] : Judge(flight, flying);
        }

        flight.Node = outcome.Node;
        Dictionary<string, ItemOutcome> items = outcome.Items.DistinctBy(item => item.Key).ToDictionary(item => item.Key);
        foreach (WorkRequest work in flight.Waiting.ToArray().Where(work => Settle(work, items.GetValueOrDefault(work.Key), outcome.Node)))
        {
            flight.Waiting.Remove(work);
        }

        if (flight.Waiting.Count > 0 && !outcome.IsStopped && Waits(flight))
        {
            return [];
        }

        flying.Remove(flight);
        Measure(flight, outcome, items);
        flight.Waiting.ForEach(work => work.TimeDoublings += outcome.IsStopped ? 1 : 0);
        return AgainOrNever(flight, outcome.IsStopped ? "its time was over" : "what it computed is not in the cache");
    }

    /// <summary>Compares the elements under way with the queue.</summary>
    public void Compare(IReadOnlyList<Flight> flying, IReadOnlyList<QueuedElement> queue)
    {
        Dictionary<(string, int?), QueuedElement> known = queue.DistinctBy(element => (element.Job, element.Index))
            .ToDictionary(element => (element.Job, element.Index));
        foreach (Flight flight in flying)
        {
            if (!known.TryGetValue((flight.Job, flight.Index), out QueuedElement? element))
            {
                flight.MissedSince ??= clock.GetTimestamp();
                flight.End ??= settings.Scheduler.EndOf(flight.Job, flight.Index);
                continue;
            }

            flight.MissedSince = null;
            if (element.IsHeld)
            {
                settings.Scheduler.Cancel([FormattableString.Invariant($"{flight.Job}_{flight.Index}")]);
                flight.End = new JobEnd(element.Reason, 0, 0, element.Node);
            }
            else if (element.IsRunning)
            {
                Begin(flight, element.Node);
            }
            else if (!Usual.Contains(element.Reason) && told.Add($"{flight.Job} {element.Reason}"))
            {
                tell($"job {flight.Job} waits: {element.Reason}");
            }
        }
    }

    private void Begin(Flight flight, string node)
    {
        flight.Node = node;
        if (!flight.HasBegun)
        {
            flight.HasBegun = true;
            foreach (WorkRequest work in flight.Waiting)
            {
                pace.Runs(work.Kind);
                work.Began?.Invoke(node);
            }
        }
    }

    /// <summary>Whether an item is done or failed; otherwise it is waited for.</summary>
    private bool Settle(WorkRequest work, ItemOutcome? item, string node)
    {
        if (work.IsThere())
        {
            work.Done.TrySetResult();
            return true;
        }

        if (item?.Reason is { } reason)
        {
            failures.GiveUp(work, $"{reason} (on {node})");
            return true;
        }

        return false;
    }

    /// <summary>An element that left nothing and is not in the queue: its artifacts count, then how it ended.</summary>
    private WorkRequest[] Judge(Flight flight, List<Flight> flying)
    {
        Verdict verdict = Verdicts.On(flight.End);
        if ((flight.End is null || flight.End.State == "COMPLETED") && Waits(flight))
        {
            return [];
        }

        if (verdict == Verdict.DiskFull && !hasRoom())
        {
            string said = ClusterFolder.EndOfLog(flight.Batch, flight.Index).Split("experiments: ")[^1];
            throw new IOException($"job {flight.Job} on {flight.End!.Node}: {said}", FullDisk.Fault);
        }

        flight.Waiting.RemoveAll(work => Settle(work, null, flight.Node));
        flying.Remove(flight);
        foreach (WorkRequest work in flight.Waiting)
        {
            work.TimeDoublings += verdict == Verdict.MoreTime ? 1 : 0;
            work.MemoryDoublings += verdict == Verdict.MoreMemory ? 1 : 0;
        }

        return AgainOrNever(flight, Verdicts.InWords(flight.End), verdict == Verdict.GiveUp ? 0 : MostAttempts);
    }

    /// <summary>Whether a file may still be on its way through a network file system.</summary>
    private bool Waits(Flight flight)
    {
        flight.MissedSince ??= clock.GetTimestamp();
        return clock.GetElapsedTime(flight.MissedSince.Value) < settings.Patience;
    }

    private WorkRequest[] AgainOrNever(Flight flight, string why, int mostAttempts = MostAttempts)
    {
        flight.Waiting.ForEach(work => work.NoteCheckpoint());
        string node = flight.End?.Node is { Length: > 0 } ended ? ended : flight.Node;
        string place = FormattableString.Invariant($"job {flight.Job}_{flight.Index}{(node.Length > 0 ? $" on {node}" : string.Empty)}");
        string log = ClusterFolder.EndOfLog(flight.Batch, flight.Index);
        foreach (WorkRequest work in flight.Waiting.Where(work => work.Attempts >= mostAttempts))
        {
            failures.GiveUp(work, $"{work.Item.Label}: {place}: {why}{(log.Length > 0 ? $"; its log ends: {log}" : string.Empty)}");
        }

        WorkRequest[] again = [.. flight.Waiting.Where(work => work.Attempts < mostAttempts)];
        if (again.Length > 0)
        {
            tell($"{place}: {why}; handed in again ({again.Length} of {flight.Keys.Count})");
        }

        return again;
    }

    /// <summary>The first item of an element reads data and starts up for the others, so it tells little where there are others.</summary>
    private void Measure(Flight flight, ElementOutcome outcome, Dictionary<string, ItemOutcome> items)
    {
        ItemOutcome[] done = [.. outcome.Items.Where(item => item.Reason is null)];
        foreach (WorkItem item in ClusterFolder.ReadWork(flight.Batch, flight.Index)?.Items ?? [])
        {
            if (items.TryGetValue(item.Key, out ItemOutcome? came) && came.Reason is null && (done.Length == 1 || came != done[0]))
            {
                pace.Measure(WorkKinds.Of(item.Address), came.Seconds);
            }
        }
    }
}
