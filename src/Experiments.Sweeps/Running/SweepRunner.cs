namespace Experiments.Sweeps;

/// <summary>Runs a plan and leaves its results in a folder.</summary>
public static class SweepRunner
{
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
            store.RemoveAbandoned();
            return new SweepRun(plan, options, observer, store, cancellation).Run();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SweepException($"Cannot write results or cache: {e.Message}", e);
        }
    }
}
