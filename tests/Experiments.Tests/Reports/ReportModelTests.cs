using Experiments.Reports;
using Experiments.Reports.SweepReport;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Tests.Reports;

/// <summary>What a report says, against numbers worked out by hand.</summary>
public sealed class ReportModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_lead_within_the_seed_spread_is_a_tie()
    {
        ScoreSummary a = ScoreSummary.Of([0.90, 0.92, 0.94])!;
        Assert.Equal(0.92, a.Mean, 12);
        Assert.Equal(0.02, a.Deviation!.Value, 12);
        Assert.Equal(0.04, a.Spread, 12);
        Assert.True(a.Ties(ScoreSummary.Of([0.955])!));
        Assert.False(a.Ties(ScoreSummary.Of([0.965])!));
        Assert.True(ScoreSummary.Of([0.5001])!.Ties(ScoreSummary.Of([0.5004])!));
        Assert.Null(ScoreSummary.Of([null, double.NaN]));
    }

    [Fact]
    public void Findings_name_winner_lead_and_tie()
    {
        LayerGroup group = Group(("pca", "PCA", [0.70]), ("tsne", "t-SNE", [0.90, 0.92]), ("umap", "UMAP", [0.895, 0.905]));
        string text = Contest.Tell(Contest.Rank(group, Metric), Metric).ToString();
        Assert.Contains("t-SNE has the highest trustworthiness at k\u00A0=\u00A015, 0.910 (0.900, 0.920) over 2 seeds", text,
            StringComparison.Ordinal);
        Assert.Contains("a tie with UMAP at 0.900", text, StringComparison.Ordinal);
        Assert.Contains("Both are ahead of PCA at 0.700", text, StringComparison.Ordinal);
        Assert.Contains("The lead over PCA is 0.210, 10 times the seed spread", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lead_on_one_seed_is_hedged()
    {
        string text = Contest.Tell(Contest.Rank(Group(("pca", "PCA", [0.7]), ("umap", "UMAP", [0.9])), Metric), Metric).ToString();
        Assert.Contains("The lead over PCA is 0.200, on one seed", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_where_less_is_better_turns_the_contest_round()
    {
        MetricColumn stress = new("stress", "Stress", "…", HigherIsBetter: false);
        LayerGroup group = Group("stress", ("pca", "PCA", [0.7]), ("umap", "UMAP", [0.9]));
        Assert.Equal(["pca", "umap"], Contest.Rank(group, stress).Select(contender => contender.Setting.Reducer));
        Assert.Contains("lowest stress", Contest.Tell(Contest.Rank(group, stress), stress).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ranks_share_the_mean_of_tied_places_and_skip_what_is_undefined()
    {
        LayerGroup group = Group(("a", "A", [0.9]), ("b", "B", [0.8]), ("c", "C", [0.8]), ("d", "D", [null]), ("e", "E", [0.1]));
        LayerLeaderboard board = LayerLeaderboard.Of(group, [Metric]);
        Dictionary<string, double?> ranks = board.Rows.ToDictionary(row => row.Setting.Reducer, row => row.MeanRank);
        Assert.Equal(1, ranks["a"]);
        Assert.Equal(2.5, ranks["b"]);
        Assert.Equal(2.5, ranks["c"]);
        Assert.Null(ranks["d"]);
        Assert.Equal(4, ranks["e"]);
        Assert.Equal("d", board.Rows[^1].Setting.Reducer);
    }

    [Fact]
    public void What_saw_the_labels_does_not_compete_by_them()
    {
        MetricColumn silhouette = new("silhouette", "Silhouette", "…", HigherIsBetter: true) { NeedsLabels = true };
        (string, string, double?[])[] scores = [("pca", "PCA", [0.2]), ("lda", "LDA (saw the labels)", [0.9]), ("umap", "UMAP", [0.6])];
        LayerGroup group = Group("silhouette", scores);
        Assert.Equal(["umap", "pca"], Contest.Rank(group, silhouette).Select(contender => contender.Setting.Reducer));
        Assert.Equal(["lda", "umap", "pca"],
            Contest.Rank(group, silhouette with { NeedsLabels = false }).Select(contender => contender.Setting.Reducer));
        LeaderboardRow[] rows = [.. LayerLeaderboard.Of(group, [silhouette]).Rows];
        Assert.Equal([1.0, 2.0, null], rows.Select(row => row.MeanRank));
        Assert.Equal(0.9, rows[^1].Scores[0]!.Mean);
    }

    [Fact]
    public void Every_page_and_finding_says_who_saw_the_labels()
    {
        SyntheticSweep sweep = new()
        {
            Reducers = [("pca", "PCA", null, []), ("lda", "LDA (saw the labels)", "shrinkage", [0.1, 0.5])],
            Layers = ["penultimate"],
        };
        ReportModel model = new(StoredSweep.Open(sweep.Write(folder.Path)), sweep.Report);
        string text = ReportRenderer.Compose(model, [.. PageRegistry.All.Where(page => page.Applies(model))], PageGeometry.A4).Transcript;
        Assert.Contains("Not compared, because the score judges by the labels that they were fitted to: LDA (saw the labels; shrinkage\u00A00.1) at",
            text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("What saw the labels is not ranked by scores that judge by labels.", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"LDA(?! \(saw the)", text.ReplaceLineEndings(" "));
    }

    [Fact]
    public void Spectrum_counts_the_components_a_share_takes()
    {
        Spectrum spectrum = Spectrum.Of([0.5, 0.25, 0.15, 0.05, 0.05])!;
        Assert.Equal(1, spectrum.ComponentsFor(0.5));
        Assert.Equal(3, spectrum.ComponentsFor(0.9));
        Assert.Equal(4, spectrum.ComponentsFor(0.95));
        Assert.Equal(0.9, spectrum.Share(3), 12);
        Assert.Equal(1, spectrum.Share(10), 12);
        Assert.Null(Spectrum.Of([0, 0]));
        Assert.Null(Spectrum.Of([double.NaN, 0.5]));
        Assert.Null(Spectrum.Of(null));
    }

    [Fact]
    public void Confusion_gives_recall_and_precision()
    {
        Confusion confusion = new([[8, 2, 0], [1, 9, 0], [0, 0, 0]], ["a", "b", "c"]);
        Assert.Equal(0.8, confusion.Recall(0)!.Value, 12);
        Assert.Equal(8 / 9.0, confusion.Precision(0)!.Value, 12);
        Assert.Null(confusion.Recall(2));
        Assert.Null(confusion.Precision(2));
        Assert.Equal((0, 1, 2), confusion.Worst(1).Single());
        Assert.Equal(17, confusion.Correct);
    }

    [Theory]
    [InlineData("input", new[] { 3, 4, 5 }, 60, 32, "pixel 2,2 green")]
    [InlineData("input", new[] { 1, 28, 28 }, 784, 40, "pixel 1,12")]
    [InlineData("input", new[] { 30 }, 30, 7, "feature 7")]
    [InlineData("conv1", new[] { 8, 4, 5 }, 160, 47, "ch 2 @ 1,2")]
    [InlineData("conv1", new[] { 8, 4, 5 }, 8, 7, "channel 7")]
    [InlineData("penultimate", new[] { 128 }, 128, 100, "unit 100")]
    public void Features_are_named_by_their_place(string layer, int[] dimensions, int features, int index, string expected)
    {
        LayerResult result = new("id", "model", "data", layer, features == 8 ? "average" : "none", dimensions, features, 10);
        Assert.Equal(expected, FeatureNames.Of(result, index));
    }

    [Fact]
    public void Features_of_a_table_are_named_by_its_columns()
    {
        LayerResult result = new("id", "model", "data", "input", "none", [3], 3, 10) { FeatureNames = ["length", "width", string.Empty] };
        Assert.Equal(["length", "width", "feature 2"], Enumerable.Range(0, 3).Select(i => FeatureNames.Of(result, i)));
        Assert.Equal("Features are named as the data's columns.", FeatureNames.Explain(result));
    }

    [Fact]
    public void Undefined_scores_and_failures_are_told_with_their_reasons()
    {
        new SyntheticSweep { Outcome = i => i % 5 == 4 ? (TrialStatus.Failed, "Out of luck.") : (TrialStatus.Done, null) }.Write(folder.Path);
        RenderedReport report = ReportRenderer.Render(folder.Path);
        Assert.Contains(report.Findings, finding => finding.StartsWith("9 trials failed", StringComparison.Ordinal)
            && finding.Contains("Out of luck", StringComparison.Ordinal));
    }

    /// <summary>The whole report as text.</summary>
    [Fact]
    public void Transcript_is_as_approved()
    {
        SyntheticSweep sweep = new()
        {
            Outcome = i => i == 44 ? (TrialStatus.Failed, "The spectral initialisation did not converge; try init: pca.") : (TrialStatus.Done, null),
        };
        ReportModel model = new(StoredSweep.Open(sweep.Write(folder.Path)), sweep.Report);
        string received = ReportRenderer.Compose(model, [.. PageRegistry.All.Where(page => page.Applies(model))],
            PageGeometry.A4).Transcript;
        Approval.Here.Check("tests/Experiments.Tests/Fixtures/reports/transcript.txt", received);
    }

    private static MetricColumn Metric { get; } = new("trustworthiness@15", "Trustworthiness@15", "…", HigherIsBetter: true);

    private static LayerGroup Group(params (string Kind, string Title, double?[] Scores)[] reducers) => Group(Metric.Name, reducers);

    private static LayerGroup Group(string metric, params (string Kind, string Title, double?[] Scores)[] reducers)
    {
        SweepResults results = new SyntheticSweep { Layers = ["penultimate"], Reducers = [] }.Results();
        TrialResult[] trials = [.. reducers.SelectMany(reducer => reducer.Scores.Select((score, seed) => new TrialResult
        {
            Id = $"{reducer.Kind}{seed}",
            LayerId = results.Layers[0].Id,
            Reducer = reducer.Kind,
            ReducerTitle = reducer.Title,
            SawLabels = reducer.Kind == "lda",
            Parameters = new Dictionary<string, object?>(),
            Varied = new Dictionary<string, object?>(),
            Seed = seed,
            Status = TrialStatus.Done,
            Metrics = new Dictionary<string, double?> { [metric] = score },
            Seconds = new Dictionary<string, double>(),
        }))];
        return LayerGrouping.Group(results with { Trials = trials }).Single();
    }
}
