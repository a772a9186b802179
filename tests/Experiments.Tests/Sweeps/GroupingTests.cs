using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Groups;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Sweeps;

/// <summary>Samples that nobody labelled are put into groups for their colours; labelled ones are not.</summary>
public sealed class GroupingTests
{
    /// <summary>Points on a sheet, without classes and without values.</summary>
    internal const string Unlabelled = """
        name: unlabelled
        datasets: [{kind: swiss-roll, classes: none, size: 60}]
        reducers: [{kind: pca}]
        metrics: {neighbors: [5]}
        """;

    [Theory]
    [InlineData(90, 5, 3)]
    [InlineData(24, 3, 2)]
    [InlineData(400, 80, 7)]
    public void Groups_far_apart_are_found_as_they_are_and_the_largest_is_the_first(int samples, int features, int groups)
    {
        Matrix blobs = TestSamples.Groups(samples, features, groups, separation: 40);

        SampleGroups found = SampleGroups.Of(blobs, new ReductionContext())!;

        Assert.Equal(groups, found.Count);
        Assert.True(found.Silhouette > 0.6, $"{found.Silhouette}");
        (int True, int Found)[] pairs = [.. found.Groups.Select((group, i) => (i % groups, group)).Distinct()];
        Assert.Equal(groups, pairs.Length);
        int[] sizes = [.. found.Groups.GroupBy(group => group).OrderBy(same => same.Key).Select(same => same.Count())];
        Assert.Equal(sizes.OrderDescending(), sizes);
    }

    [Fact]
    public void Threads_and_the_unit_of_the_data_do_not_count()
    {
        Matrix samples = TestSamples.Groups(300, 60, 4, separation: 2);
        SampleGroups one = SampleGroups.Of(samples, new ReductionContext { Threads = 1 })!;
        SampleGroups four = SampleGroups.Of(samples, new ReductionContext { Threads = 4 })!;
        Assert.Equal((one.Count, one.Silhouette, one.Components), (four.Count, four.Silhouette, four.Components));
        Assert.Equal(one.Groups, four.Groups);

        Matrix large = new([.. samples.Values.ToArray().Select(value => value * MathF.ScaleB(1, 80))], samples.Rows, samples.Columns);
        Assert.Equal(one.Groups, SampleGroups.Of(large, new ReductionContext())!.Groups);
    }

    [Fact]
    public void Samples_that_are_all_the_same_have_no_groups_and_two_kinds_of_them_have_two()
    {
        Assert.Null(SampleGroups.Of(new Matrix(30, 4), new ReductionContext()));
        Matrix two = new([.. Enumerable.Range(0, 60).Select(at => at / 2 % 3 == 0 ? 1f : 5f)], 30, 2);
        SampleGroups found = SampleGroups.Of(two, new ReductionContext())!;
        Assert.Equal(2, found.Count);
        Assert.Equal([1, 0, 0, 1, 0, 0], found.Groups.Take(6));
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using CancellationTokenSource stop = new();
        ReductionContext context = new() { Cancellation = stop.Token, Progress = new Stopping(stop) };
        Assert.Throws<OperationCanceledException>(() => SampleGroups.Of(TestSamples.Normal(200, 5), context));
    }

    [Fact]
    public void A_sweep_of_unlabelled_samples_files_its_groups_and_finds_them_once()
    {
        using SweepBench bench = new();
        SweepResults results = bench.Run(bench.Load(Unlabelled));
        Assert.Equal(1, bench.Computed(StageNames.Grouping));
        Assert.All(results.Trials, trial => Assert.Equal(TrialStatus.Done, trial.Status));

        Grouping grouping = StoredSweep.Open(bench.Output).Grouping(results.Datasets[0].Id)!;
        GroupingDescription told = grouping.Description;
        Assert.Equal((results.Layers[^1].Id, "k-means", 3), (told.LayerId, told.Method, told.Components));
        Assert.Equal(Enumerable.Range(0, grouping.Count), grouping.Groups.Distinct().Order());
        Assert.Equal("the samples themselves", grouping.Place(results));
        string Words(double silhouette) => (grouping with { Description = told with { Groups = 4, Silhouette = silhouette } }).InWords(results);
        Assert.Equal(
            "Colours show 4 groups that k-means found in the samples themselves (silhouette 0.60); they are a grouping, not classes.", Words(0.6));
        Assert.Contains(" (silhouette 0.21, hardly apart); ", Words(0.21), StringComparison.Ordinal);
        Assert.Null(StoredSweep.Open(bench.Output).Labels(results.Datasets[0].Id));
        Assert.DoesNotContain(results.Trials[0].Metrics, score => score.Key is "silhouette" or "neighborhood_hit@5" && score.Value is not null);

        bench.Run(bench.Load(Unlabelled));
        Assert.Equal(0, bench.Computed(StageNames.Grouping));
    }

    [Theory]
    [InlineData("{kind: swiss-roll, classes: 4, size: 60}")]
    [InlineData("{kind: swiss-roll, classes: none, size: 10}")]
    [InlineData("{kind: table, file: heights.csv, label: height}")]
    public void Samples_with_classes_or_values_and_few_ones_are_not_grouped(string dataset)
    {
        using SweepBench bench = new();
        string[] rows = [.. Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{i % 7},{i % 11},{i * 1.37}"))];
        File.WriteAllLines(Path.Combine(bench.Root, "heights.csv"), ["a,b,height", .. rows]);
        SweepPlan plan = bench.Load(Unlabelled.Replace("{kind: swiss-roll, classes: none, size: 60}", dataset, StringComparison.Ordinal));
        SweepResults results = bench.Run(plan);

        Assert.Equal(0, bench.Computed(StageNames.Grouping));
        Assert.False(File.Exists(bench.Paths.Groups(results.Datasets[0].Id)));
    }

    [Fact]
    public void Groups_that_do_not_fit_are_refused_and_those_of_a_layer_that_is_gone_are_none()
    {
        using SweepBench bench = new();
        SweepResults results = bench.Run(bench.Load(Unlabelled));
        (string groups, string told) = (Path.Combine(bench.Root, "groups.npy"), Path.Combine(bench.Root, "grouping.json"));
        Grouping grouping = StoredSweep.Open(bench.Output).Grouping(results.Datasets[0].Id)!;
        Grouping? Read(Grouping changed)
        {
            GroupingStage.Write(bench.Root, changed);
            return Grouping.Read(groups, told, results, results.Datasets[0]);
        }

        Assert.Equal(grouping.Groups, Read(grouping)!.Groups);
        Assert.Null(Read(grouping with { Description = grouping.Description with { LayerId = "gone" } }));
        string message = Assert.Throws<SweepException>(() => Read(grouping with { Groups = [0, 1] })).Message;
        Assert.Equal($"{groups} and grouping.json do not fit results.json: expected groups of 60 samples, counted from 0.", message);
        Assert.Throws<SweepException>(() => Read(grouping with { Groups = [.. grouping.Groups.Select(group => group + 1)] }));
        File.WriteAllText(told, "{");
        Assert.StartsWith($"{told}: not the description of groups, or damaged: ",
            Assert.Throws<SweepException>(() => Grouping.Read(groups, told, results, results.Datasets[0])).Message, StringComparison.Ordinal);
    }

    /// <summary>Stops the work when it has told of a step.</summary>
    private sealed class Stopping(CancellationTokenSource stop) : IProgress<ReductionProgress>
    {
        public void Report(ReductionProgress value) => stop.Cancel();
    }
}
