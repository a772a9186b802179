using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Cluster;

/// <summary>Tells what a sweep is at on a cluster, from its folder and the queue.</summary>
public static class ClusterStatus
{
    private const int MostLines = 40;

    /// <summary>The lines that say it: what runs on which node since when, what waits, what failed, how many trials are done.</summary>
    /// <exception cref="SweepException">The folder holds no sweep that was run on a cluster.</exception>
    public static IReadOnlyList<string> Of(string output) => Of(ClusterJobs.Open(output), new Slurm());

    internal static IReadOnlyList<string> Of(ClusterFolder folder, IScheduler scheduler)
    {
        IReadOnlyList<QueuedElement> queue = ClusterJobs.Queue(folder, scheduler);
        QueuedElement[] elements = [.. queue.Where(element => element.Name != folder.DriverName)];
        QueuedElement[] running = [.. elements.Where(element => element.IsRunning)];
        return
        [
            .. queue.Where(element => element.Name == folder.DriverName).Select(driver => $"sweep    {Place(driver)}"),
            .. Some([.. running.Select(element => $"running  {Place(element)}: {Labels(element, folder)}")]),
            .. elements.Where(element => !element.IsRunning).GroupBy(element => element.Reason)
                .Select(same => FormattableString.Invariant($"waiting  {same.Count()} {(same.Count() == 1 ? "element" : "elements")} ({same.Key})")),
            .. Some([.. folder.ReadFailures().Select(item => $"failed   {item.Reason}")]),
            Trials(folder),
        ];
    }

    private static string Place(QueuedElement element) => element.IsRunning
        ? $"job {Name(element)} on {element.Node} since {element.Since}" : $"job {Name(element)} waits ({element.Reason})";

    private static string Name(QueuedElement element) =>
        element.Index is { } index ? FormattableString.Invariant($"{element.Job}_{index}") : element.Job;

    private static string Labels(QueuedElement element, ClusterFolder folder)
    {
        IReadOnlyList<WorkItem> items = element.Index is { } index
            ? ClusterFolder.ReadWork(folder.BatchOf(element.Name), index)?.Items ?? [] : [];
        return items.Count == 0 ? "unknown stages"
            : items.Count == 1 ? items[0].Label
            : FormattableString.Invariant($"{items[0].Label}, and {items.Count - 1} more");
    }

    private static string[] Some(string[] lines) => lines.Length <= MostLines ? lines
        : [.. lines.Take(MostLines), FormattableString.Invariant($"         and {lines.Length - MostLines} more")];

    private static string Trials(ClusterFolder folder)
    {
        try
        {
            SweepResults results = ResultsFile.Read(new SweepPaths(folder.Output));
            int done = results.Trials.Count(trial => trial.IsDone);
            int failed = results.Trials.Count(trial => trial.Status == TrialStatus.Failed);
            return FormattableString.Invariant($"done     {done} of {results.Trials.Count} trials, {failed} failed")
                + (results.Finished.Length > 0 ? "; the sweep is finished" : string.Empty);
        }
        catch (SweepException)
        {
            return "done     nothing yet";
        }
    }
}
