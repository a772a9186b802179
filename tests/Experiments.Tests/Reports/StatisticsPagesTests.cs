using Experiments.Reports.Statistics;
using Experiments.Reports.SweepReport;
using Experiments.Reports.SweepReport.CriticalDifferences;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Importance;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Pareto;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Outline;

namespace Experiments.Tests.Reports;

/// <summary>Critical differences, importance and Pareto fronts: what they say, and when they are left out.</summary>
public sealed class StatisticsPagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>UMAP in so many combinations of two settings, beside PCA.</summary>
    internal static SyntheticSweep Settings(int values) => new()
    {
        Layers = ["penultimate"],
        Seeds = 1,
        Samples = 40,
        Reducers = [("pca", "PCA", null, []), ("umap", "UMAP", "n_neighbors", [.. Enumerable.Range(1, values).Select(i => (double)i)])],
        Amend = trial => trial.Reducer == "umap"
            ? trial with { Varied = new Dictionary<string, object?>(trial.Varied) { ["min_dist"] = (double)trial.Varied["n_neighbors"]! % 4 / 10 } }
            : trial,
    };

    [Fact]
    public void Every_layer_is_compared_over_datasets_by_itself()
    {
        ReportModel model = Model(new SyntheticSweep { Datasets = 7 });
        Assert.Equal(["input of cnn", "conv1 of cnn", "penultimate of cnn"], model.Comparisons.Select(comparison => comparison.Name));
        Assert.All(model.Comparisons, comparison =>
        {
            Assert.Equal(7, comparison.Blocks.Count);
            FriedmanTest friedman = comparison.Friedman(comparison.Metric)!;
            Assert.Equal(14, friedman.Uncorrected.Value, 1e-9);
            Assert.Equal(["t-SNE, perplexity 50", "UMAP, n_neighbors 30", "PCA"],
                comparison.Contestants.Zip(friedman.MeanRanks).OrderBy(pair => pair.Second).Select(pair => pair.First.Label.Replace('\u00A0', ' ')));
        });
        string finding = FindingsBuilder.Of(model)
            .First(finding => finding.Heading.StartsWith("Over datasets", StringComparison.Ordinal)).Text.ToString();
        Assert.Contains("is better than", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_datasets_are_said_to_be_too_few_in_numbers()
    {
        ReportModel model = Model(new SyntheticSweep { Datasets = 3, Layers = ["penultimate"] });
        string finding = FindingsBuilder.Of(model).Single(finding => finding.Heading == "Over datasets").Text.ToString();
        Assert.Contains("3 datasets are 3 blocks", finding, StringComparison.Ordinal);
        Assert.Contains("p\u00A0=\u00A00.25", finding, StringComparison.Ordinal);
        Assert.DoesNotContain("better than", finding, StringComparison.Ordinal);
        string page = ReportRenderer.Compose(model, [CriticalDifferencesPage.Page], PageGeometry.A4).Transcript;
        Assert.Contains("Mean ranks by metric", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nemenyi", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_weighed_by_a_forest_whose_fit_is_printed()
    {
        ReportModel model = Model(Settings(24));
        SettingStudy study = Assert.Single(model.Studies);
        Assert.Equal(24, study.Settings.Count);
        Assert.Equal("n_neighbors", study.Axes[0].Name);
        Assert.True(study.Forest!.R2 > 0.5);
        string page = ReportRenderer.Compose(model, [ImportancePage.Page], PageGeometry.A4).Transcript;
        Assert.Contains("cross-validated R\u00B2 is 0.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_settings_are_drawn_but_not_weighed()
    {
        string page = ReportRenderer.Compose(Model(Settings(12)), [ImportancePage.Page], PageGeometry.A4).Transcript;
        Assert.Contains("UMAP was run in 12 combinations of 2 settings; a forest that tells which of them matter wants 20 at least.", page,
            StringComparison.Ordinal);
        Assert.DoesNotContain("R\u00B2", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pages_print_where_they_have_something_to_say_and_only_there()
    {
        Assert.Subset(Titles(Settings(24) with { Datasets = 7 }), new HashSet<string> { "Critical differences", "Importance", "Pareto" });
        Assert.Empty(Titles(Settings(6) with { Reducers = [("pca", "PCA", null, [])] }).Intersect(["Critical differences", "Importance", "Pareto"]));
    }

    [Fact]
    public void The_front_holds_what_nothing_else_undercuts_and_outdoes()
    {
        PricedSetting[] all = [.. new[] { (1.0, 0.5), (2.0, 0.7), (2.0, 0.6), (3.0, 0.7), (4.0, 0.9), (5.0, 0.8) }.Select(pair =>
            new PricedSetting(null!, pair.Item1, ScoreSummary.Of([pair.Item2])!))];
        Assert.Equal([1, 2, 4], ParetoFront.Choose(all, higherIsBetter: true).Select(one => one.Seconds));
        Assert.Equal([1], ParetoFront.Choose(all, higherIsBetter: false).Select(one => one.Seconds));
    }

    private HashSet<string> Titles(SyntheticSweep sweep)
    {
        using PdfDocument pdf = folder.Print(sweep, new ReportRequest { Pages = ["Critical differences", "Importance", "Pareto"] });
        Assert.True(pdf.TryGetBookmarks(out Bookmarks? bookmarks));
        return [.. bookmarks!.Roots.Select(node => node.Title)];
    }

    private ReportModel Model(SyntheticSweep sweep)
    {
        StoredSweep stored = StoredSweep.Open(sweep.Write(folder.Path));
        return new ReportModel(stored, stored.Results.Report);
    }
}
