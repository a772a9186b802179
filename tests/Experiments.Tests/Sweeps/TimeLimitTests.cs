using Experiments.Results.Records;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;

namespace Experiments.Tests.Sweeps;

public sealed class TimeLimitTests
{
    private const string Endless = """
        name: endless
        seeds: 2
        datasets: [{kind: glyphs, train_size: 60, test_size: 40, samples: 30}]
        reducers: [{kind: fake}]
        metrics: {neighbors: [3, 5]}
        """;

    [Fact]
    public void A_trial_past_the_limit_fails_with_its_reason_and_is_tried_again_only_with_more_time()
    {
        using SweepBench bench = new();
        int started = 0;
        bench.ReducerRuns = (seed, stopped) =>
        {
            started += seed == 1 ? 1 : 0;
            stopped.WaitHandle.WaitOne(seed == 1 ? TimeSpan.FromMinutes(1) : TimeSpan.Zero);
        };

        SweepResults first = bench.Run(bench.Load(Endless, "time_limit=2s"), jobs: 2);
        Assert.Equal(TrialStatus.Done, first.Trials[0].Status);
        Assert.Equal(TrialStatus.Failed, first.Trials[1].Status);
        Assert.EndsWith(": past the time limit of 2 s", first.Trials[1].Reason, StringComparison.Ordinal);

        SweepResults again = bench.Run(bench.Load(Endless, "time_limit=2s"));
        Assert.EndsWith("past the time limit of 2 s in an earlier run; raise time_limit, or use --fresh, to try again", again.Trials[1].Reason,
            StringComparison.Ordinal);
        Assert.Equal(1, started);

        SweepResults raised = bench.Run(bench.Load(Endless, "time_limit=2.5s"));
        Assert.EndsWith(": past the time limit of 2.5 s", raised.Trials[1].Reason, StringComparison.Ordinal);
        Assert.Equal(2, started);
    }

    [Fact]
    public void The_limit_is_no_part_of_what_a_trial_is() => Assert.Equal(Ids("time_limit=none"), Ids("time_limit=90s"));

    [Theory]
    [InlineData("10")]
    [InlineData("-1s")]
    [InlineData("1 day")]
    [InlineData("1000h")]
    [InlineData("[1s, 2s]")]
    public void A_limit_without_a_unit_or_beyond_reason_is_refused(string written)
    {
        using SweepBench bench = new();
        Assert.Contains("time_limit: got ", bench.Problems(Endless, $"time_limit={written}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("90s", 90, "90s")]
    [InlineData("1.5 min", 90, "90s")]
    [InlineData("10m", 600, "600s")]
    [InlineData("2h", 7200, "7200s")]
    public void A_limit_is_read_and_written(string written, double seconds, string expected)
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(Endless, $"time_limit={written}");
        Assert.Equal(seconds, plan.Config.TimeLimit!.Value.TotalSeconds);
        Assert.Equal(expected, TimeLimit.Write(plan.Config.TimeLimit));
    }

    private static string[] Ids(string limit)
    {
        using SweepBench bench = new();
        return [.. bench.Load(Endless, limit).Trials.Select(trial => trial.Id)];
    }
}
