using Experiments.Reports.SweepReport;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Search;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Tests.Sweeps;
using Experiments.Tests.Sweeps.Searching;

namespace Experiments.Tests.Reports;

/// <summary>What the page of a search says of made-up searches.</summary>
public sealed class SearchPageTests
{
    private static readonly MetricColumn Trust = new("trustworthiness@15", "Trustworthiness@15", "", HigherIsBetter: true);
    private static readonly MetricColumn Stress = new("stress", "Stress", "", HigherIsBetter: false);

    [Fact]
    public void Settings_are_pruned_finished_or_failed_and_counted_once()
    {
        SearchOutcome outcome = new(Search([Trust],
            Step(0, 5, 1.0 / 3, 0.5), Step(1, 9, 1.0 / 3, 0.7), Step(2, 20, 1.0 / 3, 0.6), Step(3, 40, 1.0 / 3, (double?)null),
            Step(4, 9, 1, 0.9), Step(5, 20, 1, 0.8)) with
        {
            Resource = "samples",
            Repeated = 1,
        });

        Assert.Equal((4, 2, 1, 1), (outcome.Tried, outcome.Ranked.Count, outcome.Pruned.Count, outcome.Failed.Count));
        Assert.Equal([4, 5], outcome.Ranked.Select(step => step.Number));
        Assert.Equal(
            "Asked for 6 settings, searched by tree-structured Parzen estimators: 4 tried, 1 pruned, 2 finished, 1 failed. 1 proposal repeated an "
            + "earlier setting, and nothing new was found. The file best.yaml in the sweep\u2019s folder runs the best setting alone: "
            + "sweep DIR/best.yaml.",
            SearchText.Counts(outcome, hasBestSetting: true).ToString());
    }

    [Fact]
    public void The_front_has_what_no_other_equals_or_beats_in_both()
    {
        SearchOutcome outcome = new(Search([Trust, Stress],
            Step(0, 5, 1, 0.9, 0.5), Step(1, 6, 1, 0.8, 0.2), Step(2, 7, 1, 0.8, 0.3), Step(3, 8, 1, 0.7, 0.2), Step(4, 9, 1, 0.6, 0.1)));
        Assert.Equal([4, 1, 0], outcome.Front.Select(step => step.Number));
    }

    [Fact]
    public void Axes_run_along_the_searched_range_in_its_scale_and_lists_have_places()
    {
        SearchResult search = Search([Trust], Step(0, 10, 1, 0.5), Step(1, 100, 1, 0.6)) with
        {
            Ranges = [new SearchedRange("umap", "n_neighbors", 1, 1000, true)],
        };
        SearchedAxis range = Assert.Single(SearchedAxis.Of(search, search.Steps));
        Assert.Equal((true, true), (range.IsNumeric, range.IsLogarithmic));
        Assert.Equal([1 / 3.0, 2 / 3.0], search.Steps.Select(range.Place), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([0, 0.1003, 0.233, 1 / 3.0], range.Ticks(4).Take(4).Select(tick => tick.Place), (a, b) => Math.Abs(a - b) < 1e-3);

        SearchResult even = search with { Ranges = [new SearchedRange("umap", "n_neighbors", 0, 200, false)] };
        SearchedAxis linear = Assert.Single(SearchedAxis.Of(even, search.Steps));
        Assert.Equal([0.05, 0.5], search.Steps.Select(linear.Place), (a, b) => Math.Abs(a - b) < 1e-9);
        SearchedAxis listed = Assert.Single(SearchedAxis.Of(search with { Ranges = [] }, search.Steps));
        Assert.False(listed.IsNumeric);
        Assert.Equal([0.25, 0.75], search.Steps.Select(listed.Place));
        Assert.Equal(["10", "100"], listed.Ticks(4).Select(tick => tick.Label));
    }

    [Fact]
    public void A_long_search_is_cut_and_says_where_the_rest_is()
    {
        SearchStep[] steps = [.. Enumerable.Range(0, 50).Select(i => Step(i, i + 2, 1, i / 100.0))];
        PageComposer composer = new(PageGeometry.A4, new Dictionary<string, int>(), null);
        composer.StartPage("Search");
        SearchTable.Compose(new SearchOutcome(Search([Trust], steps)), composer);
        string[] lines = composer.Transcript.Split('\n');
        Assert.Contains("The best 40 of 50 settings; the others are in results.csv.", lines[0], StringComparison.Ordinal);
        Assert.Equal("50 | UMAP (n_neighbors\u00A051) | 0.4900", lines[2]);
        Assert.Equal(40, lines.Count(line => line.Contains("UMAP", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_search_of_two_objectives_draws_both_the_front_every_setting_and_the_two_that_matter()
    {
        using SweepBench bench = new();
        bench.Run(bench.Load(SearchRunTests.Sweep, "search={strategy: random, trials: 20, objective: [trustworthiness@5, silhouette]}"));
        ReportModel model = new(StoredSweep.Open(bench.Output), new ReportOptions());
        string said = ReportRenderer.Compose(model, [SearchPage.Page], PageGeometry.A4).Transcript.ReplaceLineEndings(" ");
        string[] captions =
        [
            "Asked for 20 settings, sampled at random: 20 tried, 0 pruned, 20 finished", "best.yaml",
            "Trustworthiness@5 of the settings, in the order tried", "Silhouette of the settings, in the order tried",
            "Trustworthiness@5 against Silhouette", "over each searched setting of Fake", "(loess, Cleveland 1979)",
            "of Fake. Dots are the finished settings", "All 20 settings that were tried",
        ];
        Assert.All(captions, caption => Assert.Contains(caption, said, StringComparison.Ordinal));
    }

    private static SearchResult Search(MetricColumn[] objectives, params SearchStep[] steps) =>
        new() { Strategy = "tpe", Objectives = objectives, Budget = 6, Seed = 0, Steps = steps };

    private static SearchStep Step(int number, int neighbors, double share, params double?[] scores) => new()
    {
        Number = number,
        Wave = 0,
        Share = share,
        Reducer = "umap",
        ReducerTitle = "UMAP",
        Varied = new Dictionary<string, object?> { ["n_neighbors"] = (long)neighbors },
        Scores = scores,
        Trials = [],
    };
}
