using Experiments.Reduction;
using Experiments.Reports.Comparison.Model;
using Experiments.Reports.SweepReport.MetricsByHyperparameter;
using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Tests.Reports;

/// <summary>Settings are told apart by their values; what is printed of them decides nothing.</summary>
public sealed class SettingTests
{
    // To eight digits, as settings are printed, these are one number.
    private const double Nearly = 30.000000001;

    [Fact]
    public void A_number_is_equal_to_another_whatever_holds_it_and_to_no_text()
    {
        object?[] equal = [1, 1L, 1.0, 1f];
        Assert.Single(equal.Select(value => new SettingValue(value)).Distinct());
        object?[][] lists = [[1], [1, 1], ["1"]];
        object?[] different = [null, "none", true, "true", 1, "1", 1.5, 1 + 1e-15, "", double.NaN, .. lists];
        Assert.Equal(different.Length, different.Select(value => new SettingValue(value)).Distinct().Count());
        Assert.Equal(new SettingValue(0.1f), new SettingValue(0.1));
        Assert.Equal(new SettingValue(DistanceMetric.Euclidean), new SettingValue("euclidean"));
        Assert.Equal(new SettingValue(new[] { 1, 2 }), new SettingValue(new object?[] { 1.0, 2L }));
        Assert.Equal(new SettingValue(-0.0), new SettingValue(0));
    }

    [Fact]
    public void Settings_are_equal_in_any_order_and_have_one_hash_in_every_process()
    {
        Setting own = new(new Dictionary<string, object?> { ["perplexity"] = 30.0, ["init"] = "pca", ["theta"] = null });
        Setting same = new(new Dictionary<string, object?> { ["theta"] = null, ["init"] = "pca", ["perplexity"] = 30 });
        Assert.Equal(own, same);
        Assert.Equal(own.GetHashCode(), same.GetHashCode());
        Assert.Equal(2065574941, own.GetHashCode());
        Assert.NotEqual(own, new Setting(new Dictionary<string, object?> { ["perplexity"] = 30.0, ["init"] = "pca" }));
        Assert.NotEqual(own, new Setting(new Dictionary<string, object?> { ["perplexity"] = 30.0, ["init"] = "pca", ["tau"] = null }));
        Assert.NotEqual(own, new Setting(new Dictionary<string, object?>(own) { ["perplexity"] = "30" }));
    }

    [Fact]
    public void Values_that_read_alike_are_printed_in_full()
    {
        object?[] values = [1, "1", 2.5, 0.1 + 0.2, 0.3, null, "none"];
        SettingTexts texts = new(Tried(values).Select(trial => trial.Varied));
        Assert.Equal(
            ["1", "\u201C1\u201D", "2.5", "0.30000000000000004", "0.3", "none", "\u201Cnone\u201D"],
            Tried(values).Select(trial => texts.Of(trial.Varied)["perplexity\u00A0".Length..]));
    }

    [Fact]
    public void Settings_that_agree_to_eight_digits_are_two_on_every_page()
    {
        LayerGroup group = Group(30, Nearly, 50);
        Assert.Equal(
            ["t-SNE, perplexity\u00A030", "t-SNE, perplexity\u00A030.000000001", "t-SNE, perplexity\u00A050"],
            group.Settings.Select(setting => setting.Label));
        HyperparameterStudy study = Assert.Single(HyperparameterStudy.Of(group));
        Assert.Equal(["30", "30.000000001", "50"], study.Points.Select(point => point.Value.Label));
        Assert.Equal([30, Nearly, 50], study.Points.Select(point => point.Value.Position));
        Assert.All(study.Points, point => Assert.Single(point.Trials));
    }

    [Fact]
    public void A_text_and_the_number_that_it_spells_are_two_settings()
    {
        LayerGroup group = Group(1, "1");
        Assert.Equal(["t-SNE, perplexity\u00A01", "t-SNE, perplexity\u00A0\u201C1\u201D"], group.Settings.Select(setting => setting.Label));
        Assert.Equal(2, Assert.Single(HyperparameterStudy.Of(group)).Points.Count);
    }

    [Fact]
    public void An_axis_orders_numbers_by_size_and_choices_as_they_came()
    {
        SettingAxis numbers = new("learning_rate", [0.1, 0.001, -0.0 + 0.01, 0.1]);
        Assert.Equal(["0.001", "0.01", "0.1"], numbers.Values.Select(value => value.Label));
        Assert.True(numbers.IsLogarithmic);
        Assert.Equal(-2, numbers.Position(0.01), 12);

        // Read back from their print, these would be the numbers 12864 and 6432.
        SettingAxis choices = new("hidden", ["128,64", "64,32"]);
        Assert.False(choices.IsNumeric);
        Assert.Equal(["128,64", "64,32"], choices.Values.Select(value => value.Label));
    }

    [Fact]
    public void Sweeps_match_in_settings_by_value()
    {
        IReadOnlyList<ComparedSetting> matched = SettingMatching.Match([Group(30, Nearly, "50"), Group(Nearly, 50, 30.0)]);
        Assert.Equal(
            ["perplexity\u00A030: 2", "perplexity\u00A030.000000001: 2", "perplexity\u00A0\u201C50\u201D: 1", "perplexity\u00A050: 1"],
            matched.Select(setting => $"{setting.Text}: {setting.Sweeps.Count(sweep => sweep is not null)}"));
    }

    [Fact]
    public void Models_that_read_alike_have_two_names()
    {
        SweepResults results = new SyntheticSweep { Layers = ["input"] }.Results();
        ModelResult[] models = [.. new[] { 0.1, 0.100000000001 }.Select((rate, i) =>
            results.Models[0] with { Id = $"m{i}", Parameters = new Dictionary<string, object?> { ["learning_rate"] = rate } })];
        IReadOnlyList<LayerGroup> groups = LayerGrouping.Group(results with
        {
            Models = models,
            Layers = [.. models.Select(model => results.Layers[0] with { Id = $"{model.Id}-input", ModelId = model.Id })],
            Trials = [],
        });
        Assert.Equal(
            ["cnn (learning_rate\u00A00.1) \u00B7 input", "cnn (learning_rate\u00A00.100000000001) \u00B7 input"],
            groups.Select(group => group.Name));
    }

    private static LayerGroup Group(params object?[] perplexities)
    {
        SweepResults results = new SyntheticSweep { Layers = ["input"] }.Results();
        return LayerGrouping.Group(results with { Trials = Tried(perplexities) }).Single();
    }

    private static TrialResult[] Tried(params object?[] perplexities)
    {
        SyntheticSweep sweep = new() { Layers = ["input"], Reducers = [("tsne", "t-SNE", "perplexity", [30])], Seeds = 1 };
        TrialResult trial = sweep.Results().Trials.Single();
        return [.. perplexities.Select((perplexity, i) => trial with
        {
            Id = $"t{i}",
            Parameters = new Dictionary<string, object?>(trial.Parameters) { ["perplexity"] = perplexity },
            Varied = new Dictionary<string, object?> { ["perplexity"] = perplexity },
        })];
    }
}
