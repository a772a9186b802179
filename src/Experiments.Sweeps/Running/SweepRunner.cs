using Experiments.Data;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Running;

/// <summary>Runs a plan and leaves its results in a folder.</summary>
public static class SweepRunner
{
    private const int MostPasses = 4;

    /// <summary>
    /// Runs every trial that the cache cannot answer. A failed stage fails the trials that need it, with its reason; the rest go on. Results are
    /// rewritten as the sweep goes on; trials not yet done have the status "pending".
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; finished stages stay in the cache, and the same call resumes.</exception>
    /// <exception cref="SweepException">The output or cache folder cannot be written.</exception>
    public static SweepResults Run(SweepPlan plan, SweepRunOptions options, ISweepObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        return Run(plan, options, observer, new ArtifactStore(options.CacheDirectory), cancellation);
    }

    internal static SweepResults Run(
        SweepPlan plan, SweepRunOptions options, ISweepObserver observer, ArtifactStore store, CancellationToken cancellation)
    {
        try
        {
            using FolderLock held = FolderLock.Take(new SweepPaths(options.OutputDirectory));
            store.RequireFolder();
            using CacheLease? lease = store.Lease(isSweep: true);
            store.RemoveAbandoned();
            return RunAgainWhileFilesVanish(plan, options, (observer, store), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string remedy = FullDisk.Is(e) ? "; make room, then the same command goes on from here" : string.Empty;
            throw new SweepException($"Cannot write results or cache: {e.Message}{remedy}", e);
        }
    }

    /// <summary>
    /// The cache may be deleted at any time, and somebody may delete the results. A run that lost artifacts, and trials with them, or files of its
    /// folder, is repeated: what the cache still holds is found there, the rest is computed again.
    /// </summary>
    private static SweepResults RunAgainWhileFilesVanish(
        SweepPlan plan, SweepRunOptions options, (ISweepObserver Observer, ArtifactStore Store) with, CancellationToken cancellation)
    {
        for (int pass = 1; ; pass++)
        {
            SweepRun run = new(plan, pass == 1 ? options : options with { Fresh = false }, with.Observer, with.Store, cancellation);
            string lost = "artifacts vanished from the cache while the sweep ran; they are computed again";
            try
            {
                if (run.Run(isLast: pass == MostPasses) is { } results)
                {
                    return results;
                }
            }
            catch (FolderLostException) when (pass < MostPasses)
            {
                lost = "results vanished from their folder while the sweep ran; they are written again";
            }
            catch (Exception e) when (e is IOException or DataException && pass < MostPasses && run.HasLost)
            {
                // The folder could not be filled from an artifact that is gone.
            }

            with.Observer.Observe(new SweepEvent(StageEvent.Warning, "cache", "artifacts", 0, lost, run.Progress));
        }
    }
}
