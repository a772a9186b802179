namespace Experiments.Sweeps.Cluster;

/// <summary>Finds the elements that an earlier driver handed in and that still wait or run: nobody hands them in twice.</summary>
internal static class Adoption
{
    /// <summary>The elements of the folder's batches that are in the queue.</summary>
    public static IReadOnlyList<Flight> Of(ClusterFolder folder, IScheduler scheduler, Action<string> tell)
    {
        IReadOnlyList<string> batches = folder.Batches();
        if (batches.Count == 0 || scheduler.Queue(folder.JobPrefix) is not { Count: > 0 } queue)
        {
            return [];
        }

        List<Flight> known = [];
        foreach (string batch in batches)
        {
            BatchFacts? facts = ClusterFolder.ReadBatch(batch);
            known.AddRange(queue
                .Where(element => element.Name == facts?.Name && element.Index is { } index && index < facts.Elements.Count)
                .Select(element => new Flight(batch, element.Index!.Value, element.Job, facts!.Elements[element.Index.Value])));
        }

        if (known.Count > 0)
        {
            tell($"{known.Count} elements of jobs that were handed in earlier still wait or run; they are not handed in again");
        }

        return known;
    }
}
