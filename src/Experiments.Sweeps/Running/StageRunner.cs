using System.Collections.Concurrent;
using System.Diagnostics;
using Experiments.Reduction;
using Experiments.Reduction.Saving;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>Answers stages from the cache or computes them on this machine, each key once in this process whoever asks.</summary>
internal sealed class StageRunner(
    ArtifactStore store, JobSlots slots, IStageHost host, SweepRunOptions options, ProgressBoard board, CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<StageKey, Lazy<Artifact>> done = new();
    private readonly ConcurrentDictionary<StageKey, Lazy<Task<Artifact>>> shared = new();
    private readonly ConcurrentDictionary<StageGroup, Lazy<Task<Dictionary<StageKey, Task<Artifact>>>>> groups = new();
    private readonly ConcurrentDictionary<StageKey, bool> damaged = new();
    private volatile bool hasLost;

    /// <summary>True where every stage is computed by itself, since the others of its group were handed to other machines.</summary>
    public bool IgnoresGroups { get; init; }

    /// <summary>Queues a stage, which never blocks the caller; looking into the cache takes a slot, but no memory.</summary>
    public Task<Artifact> Share(StageNode stage, IReadOnlyList<Artifact> inputs, int order)
    {
        Work work = new(stage, inputs, stage.Key(inputs), null);
        return done.TryGetValue(work.Key, out Lazy<Artifact>? known) && known.IsValueCreated
            ? Task.FromResult(known.Value)
            : shared.GetOrAdd(work.Key, _ => new Lazy<Task<Artifact>>(() =>
                stage.Group is { } group && !IgnoresGroups ? QueueTogether(group, work, order) : Queue(work, order))).Value;
    }

    /// <summary>
    /// Runs a stage in the slot that the caller holds; <paramref name="clock"/> is that of the trial which the stage belongs to alone.
    /// </summary>
    public Artifact Run(StageNode stage, IReadOnlyList<Artifact> inputs, TrialClock? clock = null)
    {
        Work work = new(stage, inputs, stage.Key(inputs), clock);
        return done.GetOrAdd(work.Key, _ => new Lazy<Artifact>(() => Find(work) ?? Compute(work))).Value;
    }

    /// <summary>
    /// Looks a stage up: what was given out, or what the cache holds; null where it has to be computed. With <paramref name="isExpected"/> another
    /// machine has computed it for this sweep, and files may still be on their way through a network file system.
    /// </summary>
    public Artifact? Seek(StageNode stage, IReadOnlyList<Artifact> inputs, bool isExpected)
    {
        Work work = new(stage, inputs, stage.Key(inputs), null);
        if (done.TryGetValue(work.Key, out Lazy<Artifact>? known) && known.IsValueCreated)
        {
            return known.Value;
        }

        Artifact? artifact = Find(work, isExpected);
        if (artifact is not null && done.TryAdd(work.Key, new Lazy<Artifact>(artifact)) && isExpected)
        {
            board.Finished(stage, artifact.Seconds);
        }

        return artifact;
    }

    /// <summary>Every artifact that it has given out.</summary>
    public IEnumerable<Artifact> Given => done.Values.Where(one => one.IsValueCreated).Select(one => one.Value)
        .Concat(shared.Values.Where(one => one.IsValueCreated && one.Value.IsCompletedSuccessfully).Select(one => one.Value.Result));

    /// <summary>True when an artifact that was given out is there no more, or a stage failed because one vanished meanwhile.</summary>
    public bool HasLost => hasLost || Given.Any(artifact => !artifact.IsThere);

    private async Task<Artifact> Queue(Work work, int order)
    {
        Artifact? cached = await slots.Run(new Job(order), () => Find(work)).ConfigureAwait(false);
        return cached ?? await slots.Run(
            new Job(order, work.Stage.IsExclusive) { Memory = work.Stage.Memory }, () => Compute(work)).ConfigureAwait(false);
    }

    /// <summary>
    /// Whichever of a group is asked for first has all queued: those that the cache lacks in one go, or in as many as memory asks for.
    /// </summary>
    private async Task<Artifact> QueueTogether(StageGroup group, Work work, int order)
    {
        Dictionary<StageKey, Task<Artifact>> all = await groups.GetOrAdd(group, _ => new Lazy<Task<Dictionary<StageKey, Task<Artifact>>>>(
            () => QueueAll(group, work.Inputs, order))).Value.ConfigureAwait(false);
        return await all[work.Key].ConfigureAwait(false);
    }

    private async Task<Dictionary<StageKey, Task<Artifact>>> QueueAll(StageGroup group, IReadOnlyList<Artifact> inputs, int order)
    {
        Work[] works = [.. group.Members.Select(stage => new Work(stage, inputs, stage.Key(inputs), null)).DistinctBy(work => work.Key)];
        Artifact?[] found = await slots.Run(new Job(order), () => Array.ConvertAll(works, work => Find(work))).ConfigureAwait(false);
        Dictionary<StageKey, Task<Artifact>> all = [];
        foreach ((Work known, Artifact? artifact) in works.Zip(found).Where(pair => pair.Second is not null))
        {
            all[known.Key] = Task.FromResult(artifact!);
        }

        foreach (Work[] part in Parts([.. works.Where(work => !all.ContainsKey(work.Key))]))
        {
            MemoryDemand memory = new(part.Sum(work => work.Stage.Memory.Own));
            Task<Artifact[]> computed = slots.Run(new Job(order, part[0].Stage.IsExclusive) { Memory = memory }, () => Compute(group, part));
            foreach ((int i, Work work) in part.Index())
            {
                all[work.Key] = One(computed, i);
            }
        }

        return all;
    }

    private static async Task<Artifact> One(Task<Artifact[]> all, int index) => (await all.ConfigureAwait(false))[index];

    /// <summary>As many at once as fit into the memory, one at least.</summary>
    private IEnumerable<Work[]> Parts(Work[] works)
    {
        List<Work> part = [];
        foreach (Work work in works)
        {
            if (part.Count > 0 && part.Append(work).Sum(one => one.Stage.Memory.Own) > options.Memory)
            {
                yield return [.. part];
                part.Clear();
            }

            part.Add(work);
        }

        if (part.Count > 0)
        {
            yield return [.. part];
        }
    }

    private Artifact? Find(Work work, bool isExpected = false)
    {
        if (options.Fresh)
        {
            return null;
        }

        Artifact? artifact = store.Find(work.Stage.Kind, work.Key, out string? damage);
        if (damage is not null && !isExpected)
        {
            damaged[work.Key] = true;
            board.Report(StageEvent.Warning, work.Stage, 0,
                $"the cached {work.Stage.Kind} of {work.Stage.Label} is damaged ({damage}); it is computed again");
        }
        else if (artifact is not null && !isExpected)
        {
            board.Report(StageEvent.Cached, work.Stage, 1, string.Empty);
        }

        return artifact;
    }

    private Artifact Compute(Work work)
    {
        RefuseKnownTimeout(work);
        return Guarded(work, work.Stage.Label, context =>
        {
            Action<string> compute = work.Stage.Prepare(work.Inputs, context, host);
            work.Clock?.Start();
            Artifact artifact = Store(work, compute, default);
            work.Clock?.Stop();
            board.Finished(work.Stage, artifact.Seconds);
            return artifact;
        });
    }

    /// <summary>Each is told to have taken its share of the time.</summary>
    private Artifact[] Compute(StageGroup group, Work[] works) => Guarded(works[^1], group.Label, context =>
    {
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<Action<string>> computed = group.Compute([.. works.Select(work => work.Stage)], works[0].Inputs, context);
        TimeSpan each = Stopwatch.GetElapsedTime(start) / works.Length;
        Artifact[] artifacts = [.. works.Zip(computed, (work, write) => Store(work, write, each))];
        Array.ForEach(works, work => board.Finished(work.Stage, artifacts[Array.IndexOf(works, work)].Seconds));
        return artifacts;
    });

    private Artifact Store(Work work, Action<string> compute, TimeSpan before)
    {
        bool replace = options.Fresh || damaged.ContainsKey(work.Key);
        Artifact artifact = FileRetry.Run(() => store.Create(work.Stage.Kind, work.Key, replace, compute, work.Stage.Label, before));
        store.RemoveCheckpoints(work.Key);
        return artifact;
    }

    /// <summary>Computes what the work is the first or only part of, telling the observer how far it is and what went wrong.</summary>
    private T Guarded<T>(Work work, string label, Func<StageContext, T> compute)
    {
        board.Report(StageEvent.Started, work.Stage, 0, string.Empty);
        ProgressForwarder<StageProgress> progress = new(at => board.Report(StageEvent.Advanced, work.Stage, at.Fraction, at.Text));
        StageContext context = new(options.Threads, progress, work.Clock?.Token ?? cancellation)
        {
            ThreadsNow = slots.Share,
            SharedCancellation = cancellation,
            Closing = options.Closing,
        };
        try
        {
            return compute(context);
        }
        catch (Exception e) when (cancellation.IsCancellationRequested || IsClosing(e, work))
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception e) when (e is not (StageException or CacheException) && !FullDisk.Is(e))
        {
            hasLost = hasLost || e is ArtifactVanishedException || (e is not ReductionException && HasLost);
            if (work.Clock is { IsPast: true } clock)
            {
                store.NoteTimeout(work.Key, clock.Limit);
                throw Failure(work, label, $"past the time limit of {TimeLimit.InWords(clock.Limit)}", e);
            }

            throw Failure(work, label, Reason(e), e);
        }
    }

    private bool IsClosing(Exception e, Work work) =>
        e is OperationCanceledException && options.Closing.IsCancellationRequested && work.Clock is not { IsPast: true };

    /// <summary>Refuses a stage that took too long in an earlier run, since it would take too long again, unless it is given more time.</summary>
    private void RefuseKnownTimeout(Work work)
    {
        if (!options.Fresh && work.Clock is { } clock && store.TimeoutOf(work.Key) is { } earlier && clock.Limit <= earlier)
        {
            throw Failure(work, work.Stage.Label,
                $"past the time limit of {TimeLimit.InWords(earlier)} in an earlier run; raise time_limit, or use --fresh, to try again", null);
        }
    }

    private StageException Failure(Work work, string label, string reason, Exception? cause)
    {
        board.Report(StageEvent.Failed, work.Stage, 0, reason);
        return new StageException($"{work.Stage.Kind} ({label}): {reason}", cause);
    }

    /// <summary>The message alone for a fault that a user can mend; the type too for one that should not have happened.</summary>
    private static string Reason(Exception e) => e switch
    {
        AggregateException { InnerException: { } inner } => Reason(inner),
        MendableException or IOException or UnauthorizedAccessException => e.Message,
        OutOfMemoryException => "out of memory; embed fewer samples, or use pool: average on wide layers",
        _ => $"{e.GetType().Name}: {e.Message}",
    };

    private sealed record Work(StageNode Stage, IReadOnlyList<Artifact> Inputs, StageKey Key, TrialClock? Clock);
}
