using Experiments.Sweeps.Running;
using Experiments.Sweeps.Stages;

namespace Experiments.Tests.Sweeps;

public sealed class JobSlotsTests
{
    private static readonly TimeSpan Hung = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_work_that_runs_alone_has_all_threads_and_two_halve_them()
    {
        JobSlots slots = new(jobs: 2, threads: 4, memory: long.MaxValue, CancellationToken.None);
        Assert.Equal(4, await slots.Run(new Job(0), slots.Share));

        using Barrier both = new(2);
        int Measured()
        {
            Assert.True(both.SignalAndWait(Hung));
            int share = slots.Share();
            Assert.True(both.SignalAndWait(Hung));
            return share;
        }

        int[] shares = await Task.WhenAll(slots.Run(new Job(0), Measured), slots.Run(new Job(1), Measured));
        Assert.Equal([2, 2], shares);
    }

    [Fact]
    public async Task What_does_not_fit_together_runs_one_after_another_and_what_never_fits_runs_alone()
    {
        JobSlots slots = new(jobs: 4, threads: 4, memory: 10, CancellationToken.None);
        int running = 0;
        int most = 0;
        bool Counted()
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            Thread.Yield();
            Interlocked.Decrement(ref running);
            return true;
        }

        bool[] ran = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(i => slots.Run(new Job(i) { Memory = new MemoryDemand(i % 2 == 0 ? 6 : 600) }, Counted)));

        Assert.All(ran, Assert.True);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Works_that_read_the_same_data_fit_together_where_those_of_different_data_would_not()
    {
        JobSlots slots = new(jobs: 2, threads: 2, memory: 10, CancellationToken.None);
        using Barrier both = new(2);
        object layer = new();
        bool Met() => both.SignalAndWait(Hung);

        bool[] met = await Task.WhenAll(
            slots.Run(new Job(0) { Memory = new MemoryDemand(1, layer, 8) }, Met),
            slots.Run(new Job(1) { Memory = new MemoryDemand(1, layer, 8) }, Met));

        Assert.All(met, Assert.True);
    }

    [Fact]
    public void A_shared_value_is_dropped_with_its_last_user_and_made_again_for_the_next()
    {
        int made = 0;
        Shared<string> shared = new(users: 1);
        string Value() => shared.Get(() => $"{++made}");

        shared.Hold();
        Assert.Equal("1", Value());
        shared.Release();
        Assert.Equal("1", Value());
        shared.Release();
        shared.Hold();
        Assert.Equal("2", Value());
    }
}
