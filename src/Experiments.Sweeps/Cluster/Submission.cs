using Experiments.Results;
using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Cluster;

/// <summary>Makes batches of what waits, and hands them in.</summary>
internal sealed class Submission
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private readonly ClusterSettings settings;
    private readonly ClusterConfig config;
    private readonly ClusterFolder folder;
    private readonly string driver = Guid.NewGuid().ToString("N")[..8];
    private readonly string comment;
    private readonly Pace pace;
    private readonly Failures failures;
    private readonly Action<string> tell;
    private int number;
    private SchedulerLimits? limits;
    private TimeSpan pause = FirstPause;
    private DateTime notBefore = DateTime.MinValue;

    /// <summary>Makes batches for a sweep.</summary>
    public Submission(
        ClusterSettings settings, ClusterConfig config, ClusterFolder folder, string name, (Pace Pace, Failures Failures) known, Action<string> tell)
    {
        this.settings = settings;
        this.config = config;
        this.folder = folder;
        (pace, failures) = known;
        this.tell = tell;
        comment = BatchScript.Comment(name);
    }

    /// <summary>
    /// Hands in what may go now, and takes it from <paramref name="waiting"/>; the rest waits for measurements, for room in the queue, or until the
    /// scheduler takes jobs again.
    /// </summary>
    public IReadOnlyList<Flight> HandIn(List<WorkRequest> waiting, int inQueue)
    {
        if (DateTime.UtcNow < notBefore)
        {
            return [];
        }

        List<Flight> flying = [];
        try
        {
            foreach (IGrouping<long, WorkRequest> alike in Ready(waiting).GroupBy(work => Chunks.MemoryFor(work, config)).ToArray())
            {
                limits ??= settings.Scheduler.Limits(config.AskedPartition);
                IReadOnlyList<IReadOnlyList<WorkRequest>> elements = Chunks.Of(alike, config, pace.SecondsOf);
                foreach (IReadOnlyList<WorkRequest>[] array in Chunks.Arrays(elements, limits.Array, config.Queue - inQueue - flying.Count))
                {
                    flying.AddRange(HandIn(array, alike.Key, limits.Time));
                    waiting.RemoveAll(new HashSet<WorkRequest>(array.SelectMany(work => work)).Contains);
                }
            }

            pause = FirstPause;
        }
        catch (SchedulerBusyException busy)
        {
            tell($"the scheduler takes no job now ({busy.Message}); asked again in {pause.TotalSeconds:0} s");
            notBefore = DateTime.UtcNow + pause;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        return flying;
    }

    /// <summary>What may go: all of a kind that is measured well or small, and the first of one that is neither.</summary>
    private IEnumerable<WorkRequest> Ready(List<WorkRequest> waiting) => waiting.GroupBy(work => work.Kind).SelectMany(kind =>
        kind.All(work => work.GoesAlone) ? kind
        : pace.IsKnown(kind.Key) ? (pace.IsSettled(kind.Key) ? kind : kind.OrderBy(work => work.Order).Take(pace.Fill(kind.Key)))
        : pace.IsSent(kind.Key) ? []
        : kind.Count() <= Pace.Few ? kind
        : kind.OrderBy(work => work.Order).Take(Pace.Ahead));

    private List<Flight> HandIn(IReadOnlyList<WorkRequest>[] elements, long memory, TimeSpan? longest)
    {
        string batch = folder.Batch(driver, ++number);
        TimeSpan time = elements.Max(pace.TimeFor);
        JobRequest job = new(
            folder.JobName(batch), comment, batch, [.. settings.Program, batch], config, time > longest ? longest.Value : time, memory);
        ClusterFolder.Write(
            batch, [.. elements.Select(element => new ElementWork(memory, job.Grace, [.. element.Select(work => work.Item)]))],
            BatchScript.OfArray(job, elements.Length));
        if (SubmitOrGiveUp(batch, job.Name, elements) is not { } id)
        {
            return [];
        }

        List<Flight> flights = [];
        foreach ((int index, IReadOnlyList<WorkRequest> element) in elements.Index())
        {
            Flight flight = new(batch, index, id, [.. element.Select(work => work.Key)]);
            flight.Waiting.AddRange(element);
            flights.Add(flight);
            foreach (WorkRequest work in element)
            {
                work.Attempts++;
                pace.Send(work.Kind);
            }
        }

        return flights;
    }

    /// <summary>A job that nobody takes because more was asked for than the first time ends its work, and not the sweep.</summary>
    private string? SubmitOrGiveUp(string batch, string name, IReadOnlyList<WorkRequest>[] elements)
    {
        try
        {
            return Submit(batch, name);
        }
        catch (SweepException refused) when (elements.All(element => element.All(work => work.TimeDoublings + work.MemoryDoublings > 0)))
        {
            foreach (WorkRequest work in elements.SelectMany(element => element))
            {
                failures.GiveUp(work, $"{work.Item.Label}: the first attempt asked for too little, and {refused.Message}");
            }

            return null;
        }
    }

    /// <summary>A scheduler that does not answer in time may have taken the job all the same: its name tells.</summary>
    private string Submit(string batch, string name)
    {
        try
        {
            return settings.Scheduler.Submit(ClusterFolder.ScriptFile(batch));
        }
        catch (SchedulerBusyException) when (settings.Scheduler.Queue(name)?.FirstOrDefault(element => element.Name == name) is { } taken)
        {
            return taken.Job;
        }
    }
}
