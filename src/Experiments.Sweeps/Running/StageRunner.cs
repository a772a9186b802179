using System.Collections.Concurrent;
using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Answers stages from the cache or computes them, each key once in this process whoever asks.</summary>
internal sealed class StageRunner(ArtifactStore store, JobSlots slots, SweepRunOptions options, ProgressBoard board, CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<StageKey, Lazy<Artifact>> done = new();
    private readonly ConcurrentDictionary<StageKey, Lazy<Task<Artifact>>> shared = new();
    private readonly ConcurrentDictionary<StageKey, bool> damaged = new();

    /// <summary>A stage that many trials wait for, and that needs libtorch when <paramref name="isExclusive"/>: queued, never blocking.</summary>
    public Task<Artifact> Share(StageWork work, int order, bool isExclusive) =>
        shared.GetOrAdd(work.Key, _ => new Lazy<Task<Artifact>>(() => Queue(work, order, isExclusive))).Value;

    /// <summary>A stage in the slot that the caller holds.</summary>
    public Artifact Run(StageWork work) =>
        done.GetOrAdd(work.Key, _ => new Lazy<Artifact>(() => Find(work) ?? Compute(work, Math.Max(1, options.Threads / options.Jobs)))).Value;

    /// <summary>Every artifact that it has given out.</summary>
    public IEnumerable<Artifact> Given => done.Values.Where(one => one.IsValueCreated).Select(one => one.Value)
        .Concat(shared.Values.Where(one => one.IsValueCreated && one.Value.IsCompletedSuccessfully).Select(one => one.Value.Result));

    private async Task<Artifact> Queue(StageWork work, int order, bool isExclusive)
    {
        Artifact? cached = await slots.Run(order, isExclusive: false, () => Find(work)).ConfigureAwait(false);
        return cached ?? await slots.Run(order, isExclusive, () => Compute(work, options.Threads)).ConfigureAwait(false);
    }

    private Artifact? Find(StageWork work)
    {
        if (options.Fresh)
        {
            return null;
        }

        Artifact? artifact = store.Find(work.Kind, work.Key, out string? damage);
        if (damage is not null)
        {
            damaged[work.Key] = true;
            board.Report(StageEvent.Warning, work, 0, $"the cached {work.Kind} of {work.Label} is damaged ({damage}); it is computed again");
        }
        else if (artifact is not null)
        {
            board.Report(StageEvent.Cached, work, 1, string.Empty);
        }

        return artifact;
    }

    private Artifact Compute(StageWork work, int threads)
    {
        board.Report(StageEvent.Started, work, 0, string.Empty);
        StageContext context = new(threads, new Relay<StageProgress>(at => board.Report(StageEvent.Advanced, work, at.Fraction, at.Text)), cancellation);
        try
        {
            bool replace = options.Fresh || damaged.ContainsKey(work.Key);
            Artifact artifact = FileRetry.Run(() => store.Create(work.Kind, work.Key, replace, work.Prepare(context), work.Label));
            work.Stored?.Invoke();
            board.Finished(work, artifact.Seconds);
            return artifact;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception e) when (e is not StageException && !FullDisk.Is(e))
        {
            string reason = Reason(e);
            board.Report(StageEvent.Failed, work, 0, reason);
            throw new StageException($"{work.Kind} ({work.Label}): {reason}", e);
        }
    }

    /// <summary>The message alone for a fault that a user can mend; the type too for one that should not have happened.</summary>
    private static string Reason(Exception e) => e switch
    {
        AggregateException { InnerException: { } inner } => Reason(inner),
        ReductionException or DataException or SweepException or IOException or UnauthorizedAccessException => e.Message,
        OutOfMemoryException => "out of memory; embed fewer samples, or use pool: average on wide layers",
        _ => $"{e.GetType().Name}: {e.Message}",
    };
}
