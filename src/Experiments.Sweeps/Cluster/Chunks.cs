using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Cluster;

/// <summary>Divides work among the elements of arrays.</summary>
internal static class Chunks
{
    /// <summary>What the program fills before it computes anything.</summary>
    private const long Program = 600_000_000;

    private const long SmallestMemory = 1L << 30;

    /// <summary>The bytes to ask for: what the largest work fills beside the program, up to the next power of two: few classes arise.</summary>
    public static long MemoryFor(WorkRequest work, ClusterConfig config)
    {
        long bytes = SmallestMemory;
        while (config.GivenMemory is null && bytes < work.Bytes + Program)
        {
            bytes *= 2;
        }

        return (config.GivenMemory ?? bytes) << work.MemoryDoublings;
    }

    /// <summary>
    /// The work of each element, in order, what is about one layer together (its data are then read once): about as many seconds as are wanted.
    /// What goes alone goes alone.
    /// </summary>
    /// <param name="work">The work, all of which needs the same memory.</param>
    /// <param name="config">The settings of the cluster.</param>
    /// <param name="seconds">The seconds that work of a kind takes.</param>
    public static IReadOnlyList<IReadOnlyList<WorkRequest>> Of(
        IEnumerable<WorkRequest> work, ClusterConfig config, Func<string, double> seconds)
    {
        WorkRequest[] all = [.. work.OrderBy(one => one.Order).GroupBy(one => one.Item.Address.Owner).SelectMany(owned => owned)];
        return
        [
            .. all.Where(one => one.GoesAlone).Select(one => (IReadOnlyList<WorkRequest>)[one]),
            .. Divide([.. all.Where(one => !one.GoesAlone)], config, seconds),
        ];
    }

    private static IEnumerable<IReadOnlyList<WorkRequest>> Divide(WorkRequest[] work, ClusterConfig config, Func<string, double> seconds)
    {
        if (config.Chunk is { } given)
        {
            return work.Chunk(given);
        }

        double total = work.Sum(one => seconds(one.Kind)) / config.Cpus;
        int elements = Math.Clamp((int)Math.Ceiling(Math.Round(total / Pace.SecondsOfAnElement, 6)), 1, Math.Max(1, work.Length));
        return Even(work, elements, seconds);
    }

    /// <summary>Consecutive parts of about equal seconds.</summary>
    private static IEnumerable<IReadOnlyList<WorkRequest>> Even(WorkRequest[] work, int parts, Func<string, double> seconds)
    {
        double share = work.Sum(one => seconds(one.Kind)) / parts;
        List<WorkRequest> part = [];
        double filled = 0;
        foreach (WorkRequest one in work)
        {
            double more = seconds(one.Kind);
            if (part.Count > 0 && filled + (more / 2) > share)
            {
                yield return part;
                part = [];
                filled = 0;
            }

            part.Add(one);
            filled += more;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    /// <summary>Cuts elements into arrays that the cluster takes, of which no more stand in the queue than may.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="largest">The most elements of one array.</param>
    /// <param name="free">The elements that may still be handed in.</param>
    public static IEnumerable<T[]> Arrays<T>(IEnumerable<T> elements, int largest, int free) =>
        elements.Take(Math.Max(0, free)).Chunk(Math.Max(1, largest));
}
