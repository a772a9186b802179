using Experiments.Results.Records;
using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Cluster;

/// <summary>
/// The seconds that work takes, as far as they were measured, and what follows from them: how long to wait for more work before a job is handed in,
/// how much goes into an element, how much time to ask for. Work of a kind that was not measured yet sends a few ahead.
/// </summary>
/// <param name="config">The settings of the cluster.</param>
/// <param name="clock">The time.</param>
internal sealed class Pace(ClusterConfig config, TimeProvider clock)
{
    /// <summary>The seconds of work that an element is filled with: ten times what it takes to start one.</summary>
    public const double SecondsOfAnElement = 30;

    /// <summary>The number of a kind that goes ahead to be measured, in one element, and the number up to which all go at once.</summary>
    public const int Ahead = 2, Few = 6;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(SecondsOfAnElement);
    private static readonly TimeSpan Unmeasured = TimeSpan.FromHours(1);
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(10);
    private const double Margin = 3;
    private const int MostDoublings = 8;

    /// <summary>The seconds of work of an unmeasured kind whose first did not end in time, though it runs: an element each.</summary>
    private const double Long = SecondsOfAnElement;

    /// <summary>Seconds up to which compiling code is a share of what was measured.</summary>
    private const double Short = 3;

    /// <summary>The seconds of work of an unmeasured kind whose first still wait in the queue.</summary>
    private const double Unknown = 10;

    private readonly long start = clock.GetTimestamp();
    private readonly Dictionary<string, (double Seconds, int Count)> measured = [];
    private readonly Dictionary<string, long> sent = [];
    private readonly Dictionary<string, long> filled = [];
    private readonly HashSet<string> running = [];

    /// <summary>Work of a kind took so long.</summary>
    public void Measure(string kind, double seconds)
    {
        (double sum, int count) = measured.GetValueOrDefault(kind);
        measured[kind] = (sum + seconds, count + 1);
    }

    /// <summary>Work of a kind was handed in.</summary>
    public void Send(string kind) => sent.TryAdd(kind, clock.GetTimestamp());

    /// <summary>Work of a kind is at work.</summary>
    public void Runs(string kind) => running.Add(kind);

    /// <summary>Whether the rest of a kind may go: there is a measurement, or the first take longer than one is worth waiting for.</summary>
    public bool IsKnown(string kind) =>
        config.Chunk is not null || measured.ContainsKey(kind)
        || (sent.TryGetValue(kind, out long since) && clock.GetElapsedTime(since) > Patience);

    /// <summary>
    /// Whether what is known of a kind will do for all of it: the first short trials of a process take many times as long as later ones, while
    /// code is compiled, so a full element of them goes ahead as well.
    /// </summary>
    public bool IsSettled(string kind) =>
        config.Chunk is not null || SecondsOf(kind) >= Short || measured.GetValueOrDefault(kind).Count > Few
        || (filled.TryGetValue(kind, out long since) && clock.GetElapsedTime(since) > Patience);

    /// <summary>The number of a kind that fills the element which goes ahead; none where it has gone.</summary>
    public int Fill(string kind) => filled.TryAdd(kind, clock.GetTimestamp()) ? (int)(SecondsOfAnElement / SecondsOf(kind)) : 0;

    /// <summary>Whether the first of a kind were sent.</summary>
    public bool IsSent(string kind) => sent.ContainsKey(kind);

    /// <summary>The seconds that work of a kind is taken to need.</summary>
    public double SecondsOf(string kind) => measured.TryGetValue(kind, out (double Seconds, int Count) known) ? known.Seconds / known.Count
        : running.Contains(kind) || kind == StageNames.Train ? Long : Unknown;

    /// <summary>
    /// How long work may wait for more that goes with it: a moment while nothing else is under way, otherwise a tenth of the time so far.
    /// </summary>
    public TimeSpan Gathering(bool isIdle)
    {
        TimeSpan tenth = clock.GetElapsedTime(start) / 10;
        return isIdle || tenth < Shortest ? Shortest : tenth > Longest ? Longest : tenth;
    }

    /// <summary>The time to ask for an element with this work.</summary>
    public TimeSpan TimeFor(IReadOnlyCollection<WorkRequest> work)
    {
        int doublings = Math.Min(MostDoublings, work.Max(one => one.TimeDoublings));
        TimeSpan first = config.GivenTime
            ?? (work.All(one => measured.ContainsKey(one.Kind)) ? Spare + TimeSpan.FromSeconds(Margin * work.Sum(one => SecondsOf(one.Kind)))
                : Unmeasured * Math.Max(1, work.Count / 4.0));
        return first * (1 << doublings);
    }
}
