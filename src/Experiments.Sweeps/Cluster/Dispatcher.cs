using Experiments.Results;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Cluster;

/// <summary>
/// Hands work to the scheduler and waits for its artifacts. One loop does it all: what came back is collected, what vanished from the queue is
/// judged, and what waits is handed in, many elements at once.
/// </summary>
internal sealed class Dispatcher : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly ClusterSettings settings;
    private readonly ClusterFolder folder;
    private readonly Submission submission;
    private readonly Collection collection;
    private readonly Failures failures;
    private readonly Pace pace;
    private readonly TimeProvider clock = TimeProvider.System;
    private readonly List<WorkRequest> waiting = [];
    private readonly List<Flight> flying = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;
    private long lastPoll;
    private long newest;
    private long oldest;
    private Exception? fault;

    /// <summary>Begins to look after a sweep's jobs, and knows those that an earlier driver left.</summary>
    /// <param name="settings">How the sweep is run on the cluster.</param>
    /// <param name="config">The cluster's section of the sweep file.</param>
    /// <param name="folder">The files of the sweep's jobs.</param>
    /// <param name="name">The sweep's name.</param>
    /// <param name="hasRoom">Whether the cache, as this machine sees it, can take more.</param>
    /// <param name="tell">Tells people something.</param>
    public Dispatcher(
        ClusterSettings settings, ClusterConfig config, ClusterFolder folder, string name, Func<bool> hasRoom, Action<string> tell)
    {
        this.settings = settings;
        this.folder = folder;
        pace = new Pace(config, clock);
        failures = new Failures(folder, settings.RetriesFailed, tell);
        submission = new Submission(settings, config, folder, name, (pace, failures), tell);
        collection = new Collection(settings, pace, failures, hasRoom, clock, tell);
        File.Delete(folder.Cancelled);
        flying.AddRange(Adoption.Of(folder, settings.Scheduler, tell));
        lastPoll = clock.GetTimestamp();
        loop = Task.Run(Watch);
    }

    /// <summary>Has a stage computed; the task ends when its artifact is there.</summary>
    /// <exception cref="StageException">It was given up.</exception>
    public Task Do(WorkRequest work)
    {
        lock (gate)
        {
            if (fault is not null)
            {
                return Task.FromException(fault);
            }

            if (failures.Earlier(work) is { } reason)
            {
                return Task.FromException(new StageException(reason, null));
            }

            if (flying.FirstOrDefault(flight => flight.Keys.Contains(work.Key)) is { } flight)
            {
                flight.Waiting.Add(work);
                return work.Done.Task;
            }

            newest = clock.GetTimestamp();
            oldest = waiting.Count == 0 ? newest : oldest;
            waiting.Add(work);
            return work.Done.Task;
        }
    }

    /// <summary>Stops to look after the jobs; they go on.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await loop.ConfigureAwait(false);
        stop.Dispose();
    }

    private async Task Watch()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Turn();
            }
            catch (Exception broken)
            {
                Break(broken);
                return;
            }

            await Task.Delay(settings.Tick, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Turn()
    {
        if (File.Exists(folder.Cancelled))
        {
            throw new SweepException("the sweep's jobs were cancelled; the same command goes on from what is done");
        }

        lock (gate)
        {
            waiting.AddRange(flying.ToArray().SelectMany(flight => collection.Collect(flight, flying)));
            if (flying.Count > 0 && clock.GetElapsedTime(lastPoll) >= settings.Poll && settings.Scheduler.Queue(folder.JobPrefix) is { } queue)
            {
                collection.Compare(flying, queue);
                lastPoll = clock.GetTimestamp();
            }

            if (waiting.Count > 0 && HasGathered())
            {
                flying.AddRange(submission.HandIn(waiting, flying.Count));
                oldest = clock.GetTimestamp();
            }
        }
    }

    /// <summary>Whether what waits has waited for company long enough, or nothing more has come for a moment while nothing is under way.</summary>
    private bool HasGathered()
    {
        TimeSpan gathering = pace.Gathering(isIdle: flying.Count == 0);
        return flying.Count == 0 ? clock.GetElapsedTime(newest) >= gathering : clock.GetElapsedTime(oldest) >= gathering;
    }

    private void Break(Exception broken)
    {
        lock (gate)
        {
            fault = broken;
            foreach (WorkRequest work in waiting.Concat(flying.SelectMany(flight => flight.Waiting)))
            {
                work.Done.TrySetException(broken);
            }

            waiting.Clear();
            flying.ForEach(flight => flight.Waiting.Clear());
        }
    }
}
