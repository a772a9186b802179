namespace Experiments.Sweeps.Cluster;

/// <summary>Finds the elements that an earlier driver handed in and that still wait or run: nobody hands them in twice.</summary>
internal static class Adoption
{
    /// <summary>The elements of the sweep that are in the queue, by the names of their jobs.</summary>
    public static IReadOnlyList<Flight> Of(ClusterFolder folder, IScheduler scheduler, Action<string> tell)
    {
        Flight[] known = [.. (scheduler.Queue(folder.JobPrefix) ?? []).Select(element => FlightOf(folder, element)).OfType<Flight>()];
        if (known.Length > 0)
        {
            string elements = known.Length == 1 ? "element" : "elements";
            tell($"{known.Length} {elements} of jobs from an earlier run still in the queue, not handed in again");
        }

        return known;
    }

    private static Flight? FlightOf(ClusterFolder folder, QueuedElement element)
    {
        string batch = folder.BatchOf(element.Name);
        return element.Index is { } index && ClusterFolder.ReadWork(batch, index) is { } work
            ? new Flight(batch, index, element.Job, [.. work.Items.Select(item => item.Key)]) : null;
    }
}
