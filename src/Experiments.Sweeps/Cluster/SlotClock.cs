namespace Experiments.Sweeps.Cluster;

/// <summary>
/// Tells how long each of many items took that went through some slots in turn: an item waits for a slot, which is not its own time.
/// </summary>
internal sealed class SlotClock
{
    private readonly TimeProvider clock;
    private readonly Queue<long> free;

    /// <summary>A clock of slots that are free from now on.</summary>
    /// <param name="slots">The number of items that are at work at a time, at least 1.</param>
    /// <param name="clock">The time.</param>
    public SlotClock(int slots, TimeProvider clock)
    {
        this.clock = clock;
        free = new Queue<long>(Enumerable.Repeat(clock.GetTimestamp(), slots));
    }

    /// <summary>Returns the time since the slot became free in which an item ended now: the one that has been at work for longest.</summary>
    public TimeSpan Lap()
    {
        lock (free)
        {
            long now = clock.GetTimestamp();
            free.Enqueue(now);
            return clock.GetElapsedTime(free.Dequeue(), now);
        }
    }
}
