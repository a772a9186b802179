using Experiments.Cli;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Tests.Data;

namespace Experiments.Tests.Sweeps;

/// <summary>Ten times the trials take ten times the work to plan, told by what is allocated.</summary>
public sealed class PlanGrowthTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Ten_thousand_trials_are_planned_in_ten_times_the_work_of_a_thousand_and_described_in_as_few_lines()
    {
        (int Trials, long Bytes, int Lines) small = Plan(seeds: 1);
        (int Trials, long Bytes, int Lines) large = Plan(seeds: 10);

        Assert.Equal((1_000, 10_000), (small.Trials, large.Trials));
        Assert.InRange(large.Bytes / (double)small.Bytes, 1, 15);
        Assert.Equal(small.Lines, large.Lines);
    }

    private (int Trials, long Bytes, int Lines) Plan(int seeds)
    {
        string numbers = string.Join(", ", Enumerable.Range(1, 10));
        string path = folder.Write($"grid{seeds}.yaml", $$"""
            name: grid
            seeds: {{seeds}}
            datasets: [{kind: blobs, size: 200}]
            reducers: [{kind: umap, n_neighbors: [{{numbers.Replace("1,", "11,", StringComparison.Ordinal)}}], spread: [{{numbers}}], repulsion_strength: [{{numbers}}]}]
            """);
        long before = GC.GetAllocatedBytesForCurrentThread();
        SweepPlan plan = SweepLoader.Load(path, [], Catalog.Sweeps, DataFixtures.Offline(null));
        string text = PlanDescription.Describe(plan, Path.Combine(Path.GetDirectoryName(path)!, "cache"));
        return (plan.TrialCount, GC.GetAllocatedBytesForCurrentThread() - before, text.Split('\n').Length);
    }
}
