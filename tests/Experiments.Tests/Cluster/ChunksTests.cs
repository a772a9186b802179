using Experiments.Sweeps.Cluster;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Stages;
using Experiments.Tests.Cli.Screens;

namespace Experiments.Tests.Cluster;

/// <summary>How work is divided among elements and arrays, and what is asked for.</summary>
public class ChunksTests
{
    private static readonly ClusterConfig Config = new();

    [Fact]
    public void Small_work_fills_half_a_minute_and_keeps_its_order()
    {
        WorkRequest[] work = [.. Enumerable.Range(0, 1000).Select(i => Work(i))];

        IReadOnlyList<IReadOnlyList<WorkRequest>> elements = Chunks.Of(work, Config, _ => 0.3);

        Assert.Equal(10, elements.Count);
        Assert.All(elements, element => Assert.InRange(element.Count, 99, 101));
        Assert.Equal(Enumerable.Range(0, 1000), elements.SelectMany(element => element).Select(one => one.Order));
    }

    [Fact]
    public void Work_of_a_minute_goes_alone_and_so_does_what_came_to_a_bad_end()
    {
        Assert.Equal(5, Chunks.Of(Enumerable.Range(0, 5).Select(i => Work(i)), Config, _ => 60).Count);

        WorkRequest bad = Work(0);
        bad.Attempts = 1;
        Assert.Equal([1, 4], Chunks.Of([bad, .. Enumerable.Range(1, 4).Select(i => Work(i))], Config, _ => 0.1).Select(element => element.Count));
    }

    [Fact]
    public void A_given_chunk_is_kept() =>
        Assert.Equal([3, 3, 1], Chunks.Of(Enumerable.Range(0, 7).Select(i => Work(i)), Config with { Chunk = 3 }, _ => 100).Select(one => one.Count));

    [Fact]
    public void Work_on_one_layer_stays_together()
    {
        IReadOnlyList<IReadOnlyList<WorkRequest>> elements =
            Chunks.Of(Enumerable.Range(0, 20).Select(i => Work(i, $"layer-{i % 2}")), Config, _ => 3);

        Assert.Equal(2, elements.Count);
        Assert.All(elements, element => Assert.Single(element.Select(one => one.Item.Address.Owner).Distinct()));
    }

    [Theory]
    [InlineData(25, 10, 1000, new[] { 10, 10, 5 })]
    [InlineData(25, 10, 12, new[] { 10, 2 })]
    [InlineData(25, 1001, 1000, new[] { 25 })]
    [InlineData(25, 10, 0, new int[0])]
    public void Arrays_are_cut_to_what_the_cluster_takes(int elements, int largest, int free, int[] expected) =>
        Assert.Equal(expected, Chunks.Arrays(Enumerable.Range(0, elements), largest, free).Select(array => array.Length));

    [Fact]
    public void Memory_and_time_are_doubled_after_they_were_too_little()
    {
        WorkRequest work = Work(0);
        Pace pace = new(Config with { GivenTime = TimeSpan.FromMinutes(5) }, TimeProvider.System);
        Assert.Equal(1L << 30, Chunks.MemoryFor(work, Config));
        Assert.Equal(TimeSpan.FromMinutes(5), pace.TimeFor([work]));

        work.MemoryDoublings = 1;
        work.TimeDoublings = 2;
        Assert.Equal(2L << 30, Chunks.MemoryFor(work, Config));
        Assert.Equal(6_000_000_000, Chunks.MemoryFor(work, Config with { GivenMemory = 3_000_000_000 }));
        Assert.Equal(TimeSpan.FromMinutes(20), pace.TimeFor([work, Work(1)]));
    }

    [Fact]
    public void Attempts_are_counted_anew_from_one_that_came_further()
    {
        string? state = null;
        WorkRequest training = Work(0) with { Checkpoint = () => state };
        training.Attempts = 2;
        training.NoteCheckpoint();
        Assert.Equal(2, training.Attempts);

        state = "epoch 1";
        training.NoteCheckpoint();
        Assert.Equal(1, training.Attempts);

        training.Attempts = 2;
        training.NoteCheckpoint();
        Assert.Equal(2, training.Attempts);
    }

    [Theory]
    [InlineData(60, 15)]
    [InlineData(480, 120)]
    [InlineData(86400, 120)]
    public void A_job_is_told_in_time_and_may_end_what_it_has_begun(int seconds, int warning)
    {
        JobRequest job = new("name", "comment", "/folder", [], Config, TimeSpan.FromSeconds(seconds), 1);

        Assert.Equal(warning, job.Warning);
        Assert.InRange(job.Grace, 1, warning - 1);
    }

    [Fact]
    public void A_few_of_an_unknown_kind_go_ahead_to_be_measured()
    {
        Pace pace = new(Config, TimeProvider.System);
        Assert.False(pace.IsKnown("trial umap"));
        pace.Measure("trial umap", 2);
        pace.Measure("trial umap", 4);

        Assert.True(pace.IsKnown("trial umap"));
        Assert.Equal(3, pace.SecondsOf("trial umap"));
        Assert.True(pace.IsSettled("trial umap"));
    }

    [Fact]
    public void Short_trials_are_measured_by_a_full_element_before_the_rest_goes()
    {
        Pace pace = new(Config, TimeProvider.System);
        pace.Measure("trial umap", 0.6);
        Assert.False(pace.IsSettled("trial umap"));
        Assert.Equal([50, 0], [pace.Fill("trial umap"), pace.Fill("trial umap")]);

        Enumerable.Range(0, 49).ToList().ForEach(_ => pace.Measure("trial umap", 0.06));

        Assert.True(pace.IsSettled("trial umap"));
        Assert.Equal(0.0708, pace.SecondsOf("trial umap"), 1e-9);
    }

    [Fact]
    public void An_item_of_an_element_took_no_longer_for_the_others_that_went_before_it()
    {
        ManualClock clock = new();
        SlotClock one = new(1, clock);
        SlotClock two = new(2, clock);

        double[][] seconds = [.. Enumerable.Range(0, 4).Select(_ =>
        {
            clock.Pass(1);
            return (double[])[one.Lap().TotalSeconds, two.Lap().TotalSeconds];
        })];

        Assert.Equal([1, 1, 1, 1], seconds.Select(both => both[0]));
        Assert.Equal([1, 2, 2, 2], seconds.Select(both => both[1]));
    }

    [Fact]
    public void The_script_of_an_array_is_approved()
    {
        JobRequest job = new(
            "experiments-0123abcd-b00001", BatchScript.Comment("a user's sweep"), "/home/x/50% of it/.slurm/b00001",
            ["/usr/bin/dotnet", "/opt/experiments.dll", "stage", "/home/x/50% of it/.slurm/b00001"],
            Config with { Partition = "short", Setup = "module load dotnet", Sbatch = ["--account=x"], Cpus = 4, Array = 50 },
            TimeSpan.FromMinutes(90), 2L << 30);

        string text = $"{BatchScript.OfArray(job, 120)}\n----\n{BatchScript.OfDriver(job with { IsDriver = true })}";

        Approval.Here.Check("tests/Experiments.Tests/Fixtures/cluster/scripts.txt", text);
    }

    private static WorkRequest Work(int order, string layer = "layer") =>
        new(new WorkItem($"key-{order}", $"work {order}", new StageAddress(StageAddress.OfTrial, layer), []), "trial", order, 1_000_000, () => false);
}
