using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Sweeps.Cluster;

/// <summary>Tells what a sweep is at on a cluster, from its folder and the queue.</summary>
public static class ClusterStatus
{
    private const int MostLines = 40;

    /// <summary>
    /// The rows that say it, a state and words: what runs on which node since when, what waits, what failed, how many trials are done.
    /// </summary>
    /// <exception cref="SweepException">The folder holds no sweep that was run on a cluster.</exception>
    public static IReadOnlyList<(string State, string Text)> Of(string output) => Of(ClusterJobs.Open(output), new Slurm());

    internal static IReadOnlyList<(string State, string Text)> Of(ClusterFolder folder, IScheduler scheduler)
    {
        IReadOnlyList<QueuedElement> queue = ClusterJobs.Queue(folder, scheduler);
        QueuedElement[] elements = [.. queue.Where(element => element.Name != folder.DriverName)];
        QueuedElement[] running = [.. elements.Where(element => element.IsRunning)];
        return
        [
            .. queue.Where(element => element.Name == folder.DriverName).Select(driver => ("sweep", Place(driver))),
            .. Some("running", [.. running.Select(element => $"{Place(element)}: {Labels(element, folder)}")]),
            .. elements.Where(element => !element.IsRunning).GroupBy(element => element.Reason)
                .Select(same => ("waiting", FormattableString.Invariant(
                    $"{same.Count()} {(same.Count() == 1 ? "element" : "elements")} ({same.Key})"))),
            .. Some("failed", [.. folder.ReadFailures().Select(item => item.Reason)]),
            ("done", Trials(folder)),
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

    private static IEnumerable<(string State, string Text)> Some(string state, string[] texts) =>
    [
        .. texts.Take(MostLines).Select(text => (state, text)),
        .. texts.Length <= MostLines ? [] : ((string, string)[])[(string.Empty, FormattableString.Invariant($"and {texts.Length - MostLines} more"))],
    ];

    private static string Trials(ClusterFolder folder)
    {
        try
        {
            SweepResults results = ResultsFile.Read(new SweepPaths(folder.Output));
            int done = results.Trials.Count(trial => trial.IsDone);
            int failed = results.Trials.Count(trial => trial.Status == TrialStatus.Failed);
            return FormattableString.Invariant($"{done} of {results.Trials.Count} trials, {failed} failed")
                + (results.Finished.Length > 0 ? "; the sweep is finished" : string.Empty);
        }
        catch (SweepException)
        {
            return "nothing yet";
        }
    }
}
