using System.Diagnostics;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Cluster;

/// <summary>What an element of an array does: it computes its items into the cache, says what came of each, and ends.</summary>
public static class ElementRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The folder in which data is looked for first, as the driver of a sweep found it; null for none.</summary>
    /// <exception cref="SweepException">There is no such sweep.</exception>
    public static string? DataOf(string batch) => FactsOf(batch).Data;

    /// <summary>Computes the items of an element.</summary>
    /// <param name="batch">The folder of the element's batch.</param>
    /// <param name="index">The element's place in the array.</param>
    /// <param name="catalog">The names that the sweep may use.</param>
    /// <param name="data">The folders in which data is looked for.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="closing">Told when the element's time is nearly over: what has begun may end, trainings stop after their epoch.</param>
    /// <param name="stop">Told when the element has to end at once.</param>
    /// <returns>The exit code of the process.</returns>
    public static int Run(
        string batch, int index, SweepCatalog catalog, DataContext data, ISweepObserver observer, CancellationToken closing,
        CancellationToken stop)
    {
        ElementWork work = Await(() => ClusterFolder.ReadWork(batch, index), Stopwatch.GetTimestamp(), stop)
            ?? throw new SweepException($"'{batch}' has no element {index}; elements are started by sweep --on slurm");
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using CancellationTokenRegistration late = closing.Register(() => end.CancelAfter(TimeSpan.FromSeconds(work.Grace)));
        using CancellationTokenSource begin = CancellationTokenSource.CreateLinkedTokenSource(closing, end.Token);
        SharedFacts facts = FactsOf(batch);
        SweepPlan plan = SweepLoader.Read(
            ClusterFolder.OfBatch(batch).Configuration, [], catalog, data with { FileDirectory = facts.FileDirectory });
        ArtifactStore store = new(facts.Cache);
        store.RequireFolder();
        using CacheLease? lease = store.Lease(isSweep: true);
        WaitForInputs(store, work, begin.Token);
        SweepRunOptions options = OptionsOf(batch, facts, work) with { Closing = begin.Token };
        List<ItemOutcome> items = [];
        try
        {
            Compute(work, items, options.Jobs, () => new ElementMachine(plan, catalog, options, observer, store, end.Token));
        }
        catch (AggregateException fault) when (FullDisk.Is(fault))
        {
            Console.Error.WriteLine($"experiments: {OneLine.Of(fault.InnerExceptions[0].Message)}");
            return Verdicts.DiskFullCode;
        }
        catch (AggregateException) when (closing.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            // What was done is in the cache; the driver has the rest done elsewhere.
        }

        stop.ThrowIfCancellationRequested();
        ClusterFolder.Write(
            batch, index, new ElementOutcome(Machine.This.Name, Machine.This.Processor, closing.IsCancellationRequested, items));
        return 0;
    }

    private static SweepRunOptions OptionsOf(string batch, SharedFacts facts, ElementWork work) => new()
    {
        OutputDirectory = ClusterFolder.OfBatch(batch).Output,
        CacheDirectory = facts.Cache,
        Jobs = facts.Cpus,
        Threads = facts.Cpus,
        Memory = work.Memory / 5 * 4,
    };

    /// <summary>What is about one layer shares the layer's data in memory, and nothing else does.</summary>
    private static void Compute(ElementWork work, List<ItemOutcome> items, int jobs, Func<ElementMachine> make)
    {
        foreach (IGrouping<string, WorkItem> owned in work.Items.GroupBy(item => item.Address.Owner))
        {
            SlotClock clock = new(jobs, TimeProvider.System);
            ElementMachine machine = make();
            Task<ItemOutcome>[] all = [.. owned.Select((item, order) => Compute(machine, item, order, clock))];
            try
            {
                Task.WaitAll(all, CancellationToken.None);
            }
            finally
            {
                items.AddRange(all.Where(one => one.IsCompletedSuccessfully).Select(one => one.Result));
            }
        }
    }

    private static async Task<ItemOutcome> Compute(ElementMachine machine, WorkItem item, int order, SlotClock clock)
    {
        string? reason = null;
        try
        {
            await machine.Compute(item, order).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is StageException or MendableException && !FullDisk.Is(fault))
        {
            reason = fault.Message;
        }

        return new ItemOutcome(item.Key, Math.Round(clock.Lap().TotalSeconds, 3), reason);
    }

    /// <summary>What does not come is computed again.</summary>
    private static void WaitForInputs(ArtifactStore store, ElementWork work, CancellationToken stop)
    {
        long start = Stopwatch.GetTimestamp();
        foreach (string[] name in work.Items.SelectMany(item => item.Needs).Distinct().Select(name => name.Split('/')))
        {
            Await(() => store.Peek(name[0], new StageKey(name[1])), start, stop);
        }
    }

    private static SharedFacts FactsOf(string batch) =>
        Await(ClusterFolder.OfBatch(batch).ReadFacts, Stopwatch.GetTimestamp(), CancellationToken.None)
        ?? throw new SweepException($"'{batch}' is no batch of a sweep; elements are started by sweep --on slurm");

    /// <summary>A network file system may learn late of what another machine wrote.</summary>
    private static T? Await<T>(Func<T?> read, long start, CancellationToken stop)
        where T : class
    {
        T? found;
        while ((found = read()) is null && Stopwatch.GetElapsedTime(start) < Patience)
        {
            stop.WaitHandle.WaitOne(Pause);
            stop.ThrowIfCancellationRequested();
        }

        return found;
    }
}
