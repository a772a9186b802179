using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Sweeps.Cluster;

/// <summary>Runs a plan on a cluster: the ordinary run, with an executor that hands stages to the scheduler.</summary>
public static class ClusterSweep
{
    /// <summary>
    /// Runs every trial that the cache cannot answer on the nodes of a cluster, and leaves the results that a run on one machine leaves.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; jobs that were handed in go on, and the same call recognises them.</exception>
    /// <exception cref="Experiments.Results.SweepException">Results cannot be written, or jobs handed in; jobs are cancelled.</exception>
    public static SweepResults Run(
        SweepPlan plan, SweepRunOptions options, ClusterSettings settings, ISweepObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(settings);
        ClusterFolder folder = new(options.OutputDirectory);
        Dispatcher? dispatcher = null;
        HashSet<StageKey>? forgotten = options.Fresh ? [] : null;
        SweepRunOptions elsewhere = options with
        {
            Fresh = false,
            Elsewhere = parts => new ClusterExecutor(parts, dispatcher ??= Start(plan, options, settings, folder, parts), forgotten),
        };
        bool isLeft = false;
        try
        {
            SweepResults results = SweepRunner.Run(plan, elsewhere, observer, cancellation);
            if (results.Trials.All(trial => trial.IsDone))
            {
                folder.RemoveBatches();
            }

            return results;
        }
        catch (OperationCanceledException)
        {
            isLeft = true;
            throw;
        }
        finally
        {
            dispatcher?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            if (!isLeft && dispatcher is not null)
            {
                ClusterJobs.CancelElements(folder, settings.Scheduler);
            }
        }
    }

    private static Dispatcher Start(SweepPlan plan, SweepRunOptions options, ClusterSettings settings, ClusterFolder folder, ExecutorParts parts)
    {
        ClusterConfig config = plan.Config.Cluster ?? new ClusterConfig();
        SharedFacts facts = new(
            folder.Id, Path.GetFullPath(options.CacheDirectory), settings.Data is { } data ? Path.GetFullPath(data) : null,
            plan.Config.FileDirectory, config.Cpus);
        folder.Write(facts, ConfigWriter.Write(plan.Config));
        return new Dispatcher(settings, config, folder, plan.Name, parts.Store.HasRoom, text => parts.Board.Warn("slurm", text));
    }
}
