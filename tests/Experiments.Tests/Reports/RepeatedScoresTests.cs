using Experiments.Reports.SweepReport.Ranking;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Tests.Reports;

/// <summary>What repeats are, what is said of few and of many, and which words follow from them.</summary>
public sealed class RepeatedScoresTests
{
    private static readonly MetricColumn Metric = new("trustworthiness@15", "Trustworthiness@15", "…", HigherIsBetter: true);

    [Fact]
    public void A_repeat_is_a_draw_of_the_data_where_there_are_several()
    {
        SweepResults results = new SyntheticSweep { Datasets = 6, Layers = ["penultimate"] }.Results();
        DatasetResult[] draws = [.. results.Datasets.Select((dataset, i) => dataset with { Name = "glyphs", Title = "Glyphs", DataSeed = i })];
        LayerGroup group = LayerGrouping.Group(results with { Datasets = draws }).Single();
        ReducerSetting setting = group.Settings[1];
        ScoreSummary score = setting.Score(Metric.Name)!;
        Assert.Equal(18, setting.Trials.Count);
        Assert.Equal(6, score.Values.Count);
        Assert.Equal("draws of the data", score.Repeats.Plural);
        Assert.NotNull(score.Interval);
    }

    [Fact]
    public void Fewer_than_five_repeats_are_listed_and_five_have_an_interval()
    {
        string few = Tell(("a", [0.90, 0.91, 0.92]), ("b", [0.5, 0.5, 0.5]));
        Assert.Contains("0.910 (0.900, 0.910, 0.920) over 3 seeds", few, StringComparison.Ordinal);
        Assert.DoesNotContain("better", few, StringComparison.Ordinal);
        string many = Tell(("a", [0.90, 0.91, 0.92, 0.91, 0.91]), ("b", [0.5, 0.5, 0.5, 0.5, 0.51]));
        Assert.Contains("0.910\u00A0±\u00A00.007 (95\u00A0% interval 0.901 to 0.919) over 5 seeds", many, StringComparison.Ordinal);
    }

    [Fact]
    public void Better_is_said_only_where_the_paired_test_supports_it()
    {
        // The leads are steady though the scores wander: paired, they are beyond doubt.
        string steady = Tell(("a", [0.61, 0.71, 0.81, 0.66, 0.76]), ("b", [0.60, 0.70, 0.80, 0.649, 0.751]));
        Assert.Contains("It is better than B at 0.700 (paired t over 5 seeds, by Holm p\u00A0<\u00A00.001)", steady, StringComparison.Ordinal);

        string noise = Tell(("a", [0.61, 0.71, 0.81, 0.66, 0.76]), ("b", [0.70, 0.60, 0.75, 0.76, 0.71]));
        Assert.Contains("Its lead over B at 0.704 is not distinguishable from noise", noise, StringComparison.Ordinal);
        Assert.DoesNotContain("better", noise, StringComparison.Ordinal);
        Assert.DoesNotContain("ahead", noise, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reducer_without_chance_stands_against_every_repeat()
    {
        string text = Tell(("a", [0.91, 0.92, 0.93, 0.92, 0.91]), ("b", [0.80]));
        Assert.Contains("It is better than B at 0.800 (paired t over 5 seeds", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deterministic_reducer_has_no_spread_but_the_word_that_it_ran_once()
    {
        string text = Tell(("a", [0.95]), ("b", [0.90, 0.91, 0.92]));
        Assert.Contains("0.950 (deterministic: run once)", text, StringComparison.Ordinal);
    }

    private static string Tell(params (string Kind, double[] Scores)[] reducers)
    {
        SweepResults results = new SyntheticSweep { Layers = ["penultimate"], Reducers = [] }.Results();
        TrialResult[] trials = [.. reducers.SelectMany(reducer => reducer.Scores.Select((score, seed) => new TrialResult
        {
            Id = $"{reducer.Kind}{seed}",
            LayerId = results.Layers[0].Id,
            Reducer = reducer.Kind,
            ReducerTitle = reducer.Kind.ToUpperInvariant(),
            Parameters = new Dictionary<string, object?>(),
            Varied = new Dictionary<string, object?>(),
            Seed = seed,
            Deterministic = reducer.Scores.Length == 1,
            Status = TrialStatus.Done,
            Metrics = new Dictionary<string, double?> { [Metric.Name] = score },
            Seconds = new Dictionary<string, double>(),
        }))];
        LayerGroup group = LayerGrouping.Group(results with { Trials = trials }).Single();
        return Contest.Tell(Contest.Rank(group, Metric), Metric).ToString();
    }
}
