using Experiments.Reports;
using Experiments.Reports.Comparison.Gate;
using Experiments.Reports.Comparison.Model;
using Experiments.Results.Records;

namespace Experiments.Tests.Reports;

/// <summary>Rules that a score must not break, and what becomes of scores that can't be held against each other.</summary>
public sealed class RegressionGateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("trustworthiness@15 < baseline - 0.005", "trustworthiness@15", "<", -0.005)]
    [InlineData("test_loss>baseline+2e-2", "test_loss", ">", 0.02)]
    [InlineData(" silhouette <= baseline ", "silhouette", "<=", 0)]
    [InlineData("silhouette >= baseline - .5", "silhouette", ">=", -0.5)]
    public void Rules_are_a_metric_a_comparison_and_the_baseline_with_a_number(string text, string metric, string comparison, double offset)
    {
        RegressionRule rule = RegressionRule.Parse(text);
        Assert.Equal((metric, comparison, offset, false), (rule.Metric, rule.Comparison, rule.Number, rule.IsLimit));
    }

    [Theory]
    [InlineData("trustworthiness@15 < 0.95", "<", 0.95)]
    [InlineData("trustworthiness@15>=-1e-2", ">=", -0.01)]
    [InlineData("trustworthiness@15 <= +.5 ", "<=", 0.5)]
    [InlineData("trustworthiness@15 > 1", ">", 1)]
    public void A_number_alone_is_a_limit(string text, string comparison, double limit)
    {
        RegressionRule rule = RegressionRule.Parse(text);
        Assert.Equal(("trustworthiness@15", comparison, limit, true), (rule.Metric, rule.Comparison, rule.Number, rule.IsLimit));
    }

    [Theory]
    [InlineData("")]
    [InlineData("trustworthiness@15 < 0.9 - 0.1")]
    [InlineData("trustworthiness@15 < - 0.9")]
    [InlineData("0.9 > trustworthiness@15")]
    [InlineData("trustworthiness@15 = baseline")]
    [InlineData("trustworthiness@15 < baseline - ")]
    [InlineData("trustworthiness@ < baseline")]
    [InlineData("a < baseline - 0.1 or b < baseline")]
    public void Anything_else_is_refused_with_an_example(string text) => Assert.Contains("trustworthiness@15 < baseline - 0.005",
        Assert.Throws<ReportException>(() => RegressionRule.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<", 0.989, true)]
    [InlineData("<", 0.99, false)]
    [InlineData("<=", 0.99, true)]
    [InlineData(">", 0.991, true)]
    [InlineData(">=", 0.989, false)]
    public void Rules_compare_with_the_baseline_and_its_offset(string comparison, double score, bool broken) =>
        Assert.Equal(broken, new RegressionRule(string.Empty, "m", comparison, -0.01).IsBroken(1.0, score));

    [Fact]
    public void Every_setting_that_breaks_a_rule_is_named_and_no_other()
    {
        SyntheticSweep worse = ComparisonSweeps.Longer with { Shift = (metric, _) => metric == "silhouette" ? -0.03 : 0 };
        ComparisonModel model = ComparisonSweeps.Model(folder, ComparisonSweeps.Baseline, worse);
        GateOutcome outcome = RegressionGate.Check(model,
            [RegressionRule.Parse("silhouette < baseline - 0.02"), RegressionRule.Parse("trustworthiness@15 < baseline - 0.005")]);
        Assert.Equal(15, outcome.Regressions.Count);
        Assert.Empty(outcome.Notes);
        Assert.Equal("silhouette < baseline - 0.02: longer: t-SNE (perplexity\u00A050) on penultimate has 0.736000, the baseline 0.766000",
            outcome.Regressions.Single(one => one.What == "t-SNE (perplexity\u00A050) on penultimate").ToString());
        Assert.Empty(RegressionGate.Check(model, [RegressionRule.Parse("silhouette < baseline - 0.04")]).Regressions);
    }

    [Fact]
    public void A_limit_is_held_against_every_setting_of_the_last_sweep_and_of_no_other()
    {
        SyntheticSweep worse = ComparisonSweeps.Longer with { Shift = (metric, _) => metric == "silhouette" ? -0.03 : 0 };
        ComparisonModel model = ComparisonSweeps.Model(folder, worse, ComparisonSweeps.Baseline);
        Assert.Empty(Broken("silhouette < -1"));
        Assert.Equal(15, Broken("silhouette > -1").Length);
        Assert.Equal("silhouette < 0.767: base: t-SNE (perplexity\u00A050) on penultimate has 0.766000",
            Broken("silhouette < 0.767").Single(one => one.What == "t-SNE (perplexity\u00A050) on penultimate").ToString());
        Assert.DoesNotContain(Broken("silhouette < 0.765999"), one => one.What == "t-SNE (perplexity\u00A050) on penultimate");
        Assert.Equal("test_accuracy < 1: base: cnn", Assert.Single(Broken("test_accuracy < 1")).ToString().Split(" has ")[0]);

        Regression[] Broken(string rule) => [.. RegressionGate.Check(model, [RegressionRule.Parse(rule)]).Regressions];
    }

    [Fact]
    public void A_failed_trial_breaks_a_limit()
    {
        SyntheticSweep failing =
            ComparisonSweeps.Longer with { Seeds = 1, Outcome = i => i == 2 ? (TrialStatus.Failed, "Out of luck.") : (TrialStatus.Done, null) };
        ComparisonModel model = ComparisonSweeps.Model(folder, ComparisonSweeps.Baseline with { Seeds = 1 }, failing);
        Assert.Equal("trustworthiness@15 < 0: longer: t-SNE (perplexity\u00A050) on input has no score",
            Assert.Single(RegressionGate.Check(model, [RegressionRule.Parse("trustworthiness@15 < 0")]).Regressions).ToString());
    }

    [Fact]
    public void A_failed_trial_does_not_pass_for_a_good_one()
    {
        SyntheticSweep failing =
            ComparisonSweeps.Longer with { Seeds = 1, Outcome = i => i == 2 ? (TrialStatus.Failed, "Out of luck.") : (TrialStatus.Done, null) };
        ComparisonModel model = ComparisonSweeps.Model(folder, ComparisonSweeps.Baseline with { Seeds = 1 }, failing);
        Regression regression = Assert.Single(RegressionGate.Check(model, [RegressionRule.Parse("trustworthiness@15 < baseline - 0.5")]).Regressions);
        Assert.Null(regression.Score);
        Assert.Contains("t-SNE (perplexity\u00A050) on input has no score", regression.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_without_a_counterpart_are_said_to_be_unjudged()
    {
        SyntheticSweep fewer = ComparisonSweeps.Longer with { Reducers = [("pca", "PCA", null, [])] };
        GateOutcome outcome = RegressionGate.Check(ComparisonSweeps.Model(folder, ComparisonSweeps.Baseline, fewer),
            [RegressionRule.Parse("trustworthiness@15 < baseline")]);
        Assert.Empty(outcome.Regressions);
        Assert.Contains("12 of 15 scores of base were not held against longer", Assert.Single(outcome.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_can_judge_nothing_is_a_fault_and_so_is_an_unknown_metric()
    {
        ComparisonModel model = ComparisonSweeps.Model(folder, ComparisonSweeps.Baseline, ComparisonSweeps.Smaller);
        Assert.Contains("nothing that can be held against base", Fault("silhouette < baseline"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'silhouette'?", Fault("silhuette < baseline"), StringComparison.Ordinal);

        string Fault(string rule) => Assert.Throws<ReportException>(() => RegressionGate.Check(model, [RegressionRule.Parse(rule)])).Message;
    }

    [Fact]
    public void Models_are_held_to_rules_by_their_held_out_quality()
    {
        ComparisonModel model = ComparisonSweeps.Model(folder, ComparisonSweeps.Baseline, ComparisonSweeps.Longer);
        Assert.Empty(RegressionGate.Check(model,
            [RegressionRule.Parse("test_accuracy < baseline"), RegressionRule.Parse("test_loss > baseline")]).Regressions);
        Assert.Equal("cnn", Assert.Single(RegressionGate.Check(model, [RegressionRule.Parse("test_accuracy <= baseline")]).Regressions).What);
    }
}
