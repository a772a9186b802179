using Experiments.Reports.Comparison;
using Experiments.Reports.Comparison.Findings;
using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Tests.Reports;

/// <summary>What a comparison says, against numbers worked out by hand.</summary>
public sealed class ComparisonModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static MetricColumn Metric { get; } = new("trustworthiness@15", "Trustworthiness@15", "…", HigherIsBetter: true);

    [Theory]
    [InlineData(new[] { 0.90, 0.92 }, new[] { 0.93, 0.94 }, true, Verdict.Better)]
    [InlineData(new[] { 0.90, 0.92 }, new[] { 0.925, 0.935 }, true, Verdict.Tie)]
    [InlineData(new[] { 0.90, 0.92 }, new[] { 0.80 }, true, Verdict.Worse)]
    [InlineData(new[] { 0.90, 0.92 }, new[] { 0.80 }, false, Verdict.Better)]
    [InlineData(new[] { 0.9001 }, new[] { 0.9004 }, true, Verdict.Tie)]
    public void A_difference_counts_when_it_exceeds_the_seed_spread(double[] baseline, double[] other, bool higherIsBetter, object verdict)
    {
        ScoreSummary Of(double[] values) => ScoreSummary.Of(values.Cast<double?>())!;
        MetricColumn metric = Metric with { HigherIsBetter = higherIsBetter };
        Assert.Equal(verdict, ScoreDifference.Between(Of(baseline), Of(other), metric, sameSamples: true)!.Verdict);
        Assert.Equal(Verdict.NotComparable, ScoreDifference.Between(Of(baseline), Of(other), metric, sameSamples: false)!.Verdict);
        Assert.Null(ScoreDifference.Between(null, Of(other), metric, sameSamples: true));
    }

    [Fact]
    public void Settings_match_on_what_any_sweep_varies()
    {
        ComparisonModel model = ComparisonSweeps.Model(folder, ComparisonSweeps.Baseline, ComparisonSweeps.Smaller);
        ComparedLayer layer = model.Layers.Single(layer => layer.Name == "penultimate");
        Assert.Equal(["PCA", "t-SNE, perplexity\u00A050", "UMAP, n_neighbors\u00A015"], layer.Matched.Select(setting => setting.Label));
        Assert.Equal(["t-SNE, perplexity\u00A030", "UMAP, n_neighbors\u00A030", "UMAP, n_neighbors\u00A060"],
            layer.Unmatched.Select(setting => setting.Label));
    }

    [Fact]
    public void What_no_sweep_varies_may_differ_between_them()
    {
        SyntheticSweep Fixed(double perplexity) => new() { Reducers = [("tsne", "t-SNE", "perplexity", [perplexity])], Layers = ["input"] };
        LayerGroup Group(double perplexity)
        {
            SweepResults results = Fixed(perplexity).Results();
            return LayerGrouping.Group(results with
            {
                Trials = [.. results.Trials.Select(trial => trial with { Varied = new Dictionary<string, object?>() })],
            }).Single();
        }

        ComparedSetting setting = Assert.Single(SettingMatching.Match([Group(30), Group(50)]));
        Assert.True(setting.IsMatched);
        Assert.Equal("t-SNE", setting.Label);
    }

    [Fact]
    public void Scores_of_other_samples_are_not_judged_but_equal_pixels_are_the_same_samples_whatever_the_fingerprint()
    {
        SyntheticSweep renamed = ComparisonSweeps.Baseline with { Name = "renamed", Fingerprint = new string('b', 64) };
        ComparisonModel model = ComparisonSweeps.Model(folder, ComparisonSweeps.Baseline, renamed, ComparisonSweeps.Smaller);
        Assert.All(model.Layers, layer => Assert.Equal([true, true, false], layer.SameSamples));
        using TemporaryFolder other = new();
        model = ComparisonSweeps.Model(other, ComparisonSweeps.Baseline with { HasImages = false }, renamed with { HasImages = false });
        Assert.All(model.Layers, layer => Assert.Equal([true, false], layer.SameSamples));
        Assert.DoesNotContain(ComparisonFindings.Build(model), finding => finding.Heading.StartsWith("Trustworthiness", StringComparison.Ordinal));
        Assert.Contains("fingerprints differ",
            Assert.Single(ComparisonFindings.Build(model), finding => finding.Heading == "Not comparable").Text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_that_was_run_again_repeats_its_baseline_to_the_last_digit()
    {
        ComparisonModel model = ComparisonSweeps.Model(folder, ComparisonSweeps.Baseline, ComparisonSweeps.Baseline);
        Assert.Equal(["a", "b"], model.Sweeps.Select(sweep => sweep.Label));
        Assert.Empty(model.Configuration);
        Assert.Contains("b is configured just like a", Text(model, "What changed"), StringComparison.Ordinal);
        Assert.Contains("b repeats a to the last digit in 15 matched settings", Text(model, "Trustworthiness at k\u00A0=\u00A015"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Single_datasets_and_models_are_counterparts_but_several_match_by_name()
    {
        SyntheticSweep two = ComparisonSweeps.Baseline with { Name = "two", Datasets = 2 };
        ComparisonModel model = ComparisonSweeps.Model(folder, two, ComparisonSweeps.Baseline);
        Assert.Contains("Glyphs 0 \u00B7 penultimate", model.Layers.Select(layer => layer.Name));
        Assert.Equal(3, model.Layers.Count(layer => layer.Matched.Any()));
        Assert.Contains("two has 15 of 30 settings to itself", Text(model, "Without a counterpart"), StringComparison.Ordinal);
    }

    [Fact]
    public void Accuracy_within_the_error_of_the_test_samples_is_no_difference()
    {
        ComparisonModel model = ComparisonSweeps.Model(folder, ComparisonSweeps.Baseline, ComparisonSweeps.Longer);
        ComparedTraining training = Assert.Single(model.Trainings);
        double p = training.Sweeps[0]!.Accuracy!.Mean;
        int n = training.Sweeps[0]!.Training!.Confusion.Sum(row => row.Sum());
        Assert.Equal(2 * Math.Sqrt(2 * p * (1 - p) / n), training.Chance(1), 12);
    }

    [Fact]
    public void Names_that_collide_give_way_to_the_shortest_end_of_the_folder()
    {
        Assert.Equal(["x", "y"], SweepLabels.Of([("x", "/r/one"), ("y", "/r/two")]));
        Assert.Equal(["one", "y", "two"], SweepLabels.Of([("x", "/r/one"), ("y", "/r/y"), ("x", "/r/two")]));
        Assert.Equal(["monday/x", "tuesday/x"], SweepLabels.Of([("x", "/r/monday/x"), ("x", "/r/tuesday/x/")]));
        Assert.Equal(3, SweepLabels.Of([("x", "/r/one"), ("x", "/r/two"), ("one", "/r/three")]).Distinct().Count());
    }

    /// <summary>The whole comparison as text.</summary>
    [Fact]
    public void Transcript_is_as_approved()
    {
        ComparisonModel model = ComparisonSweeps.Model(folder, ComparisonSweeps.Baseline, ComparisonSweeps.Longer, ComparisonSweeps.Smaller);
        string received = ComparisonRenderer.Compose(model, ComparisonFindings.Build(model), PageGeometry.A4).Transcript;
        Approval.Here.Check("tests/Experiments.Tests/Fixtures/reports/comparison.txt", received);
    }

    private static string Text(ComparisonModel model, string heading) =>
        ComparisonFindings.Build(model).Single(finding => finding.Heading == heading).Text.ToString();
}
