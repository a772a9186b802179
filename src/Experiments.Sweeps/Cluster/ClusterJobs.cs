using Experiments.Reduction.Saving;
using Experiments.Results;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Cluster;

/// <summary>The jobs of a sweep, seen from outside its driver: what they are at, and how to end them.</summary>
public static class ClusterJobs
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan DriverTime = TimeSpan.FromDays(1);
    private const long DriverMemory = 2L << 30;

    /// <summary>Takes a sweep's jobs out of the queue, its driver first, and waits until they are gone.</summary>
    /// <returns>The number of elements that waited or ran.</returns>
    /// <exception cref="SweepException">The folder holds no sweep that was run on a cluster, or jobs do not end.</exception>
    public static int Cancel(string output) => Cancel(Open(output), new Slurm());

    /// <summary>The ids of a sweep's jobs that wait or run; none where the scheduler does not answer.</summary>
    public static IReadOnlyCollection<string> Of(string output)
    {
        ClusterFolder folder = new(output);
        return folder.Exists ? [.. (new Slurm().Queue(folder.JobPrefix) ?? []).Select(element => element.Job).Distinct()] : [];
    }

    internal static int Cancel(ClusterFolder folder, IScheduler scheduler)
    {
        AtomicFile.Write(folder.Cancelled, _ => { });
        IReadOnlyList<QueuedElement> queue = Queue(folder, scheduler);
        scheduler.Cancel([.. queue.Where(element => element.Name == folder.DriverName).Select(element => element.Job)]);
        CancelElements(folder, scheduler);
        long start = TimeProvider.System.GetTimestamp();
        while (scheduler.Queue(folder.JobPrefix) is { Count: > 0 } left)
        {
            if (TimeProvider.System.GetElapsedTime(start) > LongestEnd)
            {
                throw new SweepException($"jobs {string.Join(", ", left.Select(element => element.Job).Distinct())} do not end; ask squeue --me why");
            }

            CancelElements(folder, scheduler);
            Thread.Sleep(Pause);
        }

        return queue.Count;
    }

    /// <summary>Hands the sweep itself in as a job, which then hands in its stages; returns the job's id.</summary>
    /// <param name="plan">The plan of the sweep.</param>
    /// <param name="output">The folder of the sweep.</param>
    /// <param name="program">The program and the arguments that run the sweep.</param>
    public static string Detach(SweepPlan plan, string output, IReadOnlyList<string> program) =>
        Detach(plan, new ClusterFolder(output), program, new Slurm());

    internal static string Detach(SweepPlan plan, ClusterFolder folder, IReadOnlyList<string> program, IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Queue(folder, scheduler).FirstOrDefault(element => element.Name == folder.DriverName) is { } driver)
        {
            throw new SweepException($"the sweep in '{folder.Output}' is run by job {driver.Job} already; sweep --status {folder.Output} tells more");
        }

        Directory.CreateDirectory(folder.Root);
        File.Delete(folder.Cancelled);
        JobRequest job = new(
            folder.DriverName, BatchScript.Comment(plan.Name), folder.Root, program, plan.Config.Cluster ?? new ClusterConfig(), DriverTime,
            DriverMemory)
        { IsDriver = true };
        AtomicFile.Write(folder.DriverScript, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(BatchScript.OfDriver(job))));
        return scheduler.Submit(folder.DriverScript);
    }

    internal static void CancelElements(ClusterFolder folder, IScheduler scheduler)
    {
        string[] jobs = [.. (scheduler.Queue(folder.JobPrefix) ?? []).Where(element => element.Name != folder.DriverName)
            .Select(element => element.Job).Distinct()];
        if (jobs.Length > 0)
        {
            scheduler.Cancel(jobs);
        }
    }

    internal static ClusterFolder Open(string output)
    {
        ClusterFolder folder = new(output);
        return folder.Exists ? folder
            : throw new SweepException($"'{output}' holds no sweep that was run with --on slurm; name the sweep's output folder");
    }

    internal static IReadOnlyList<QueuedElement> Queue(ClusterFolder folder, IScheduler scheduler) => scheduler.Queue(folder.JobPrefix)
        ?? throw new SweepException("the scheduler does not answer; try squeue --me, and this again later");
}
