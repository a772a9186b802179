using System.Globalization;
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
    private readonly string comment;
    private readonly Pace pace;
    private readonly Action<string> tell;
    private int number;
    private int? largest;
    private TimeSpan pause = FirstPause;
    private DateTime notBefore = DateTime.MinValue;

    /// <summary>Begins behind the batches that are there.</summary>
    public Submission(ClusterSettings settings, ClusterConfig config, ClusterFolder folder, string name, Pace pace, Action<string> tell)
    {
        this.settings = settings;
        this.config = config;
        this.folder = folder;
        this.pace = pace;
        this.tell = tell;
        comment = BatchScript.Comment(name);
        number = folder.Batches().Select(batch => int.Parse(Path.GetFileName(batch)[1..], CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
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
                largest ??= settings.Scheduler.LargestArray();
                IReadOnlyList<IReadOnlyList<WorkRequest>> elements = Chunks.Of(alike, config, pace.SecondsOf);
                foreach (IReadOnlyList<WorkRequest>[] array in Chunks.Arrays(elements, largest.Value, config.Queue - inQueue - flying.Count))
                {
                    flying.AddRange(HandIn(array, alike.Key));
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

    /// <summary>What may go: all of a kind that is measured or small, and the first few of one that is neither.</summary>
    private IEnumerable<WorkRequest> Ready(List<WorkRequest> waiting) => waiting.GroupBy(work => work.Kind).SelectMany(kind =>
        pace.IsKnown(kind.Key) || kind.All(work => work.GoesAlone) ? kind
        : pace.IsSent(kind.Key) ? []
        : kind.Count() <= Pace.Few ? kind
        : kind.OrderBy(work => work.Order).Take(Pace.Ahead));

    private List<Flight> HandIn(IReadOnlyList<WorkRequest>[] elements, long memory)
    {
        string batch = folder.Batch(++number);
        string name = $"{folder.JobPrefix}{Path.GetFileName(batch)}";
        JobRequest job = new(
            name, comment, batch, [.. settings.Program, batch], config, elements.Max(pace.TimeFor), memory);
        BatchFacts facts = new(name, [.. elements.Select(element => element.Select(work => work.Key).ToArray())]);
        ClusterFolder.Write(
            batch, facts, [.. elements.Select(element => new ElementWork(memory, [.. element.Select(work => work.Item)]))],
            BatchScript.OfArray(job, elements.Length));
        string id = Submit(batch, name);
        ClusterFolder.NoteJob(batch, id);
        List<Flight> flights = [];
        foreach ((int index, IReadOnlyList<WorkRequest> element) in elements.Index())
        {
            Flight flight = new(batch, index, id, facts.Elements[index]);
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
