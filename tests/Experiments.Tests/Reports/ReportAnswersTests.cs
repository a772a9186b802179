using Experiments.Reports.SweepReport;
using Experiments.Reports.SweepReport.Cover;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Tests.Sweeps;

namespace Experiments.Tests.Reports;

/// <summary>What a report answers on its first page, and how much it prints.</summary>
public sealed class ReportAnswersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Seven datasets; UMAP leads on all but the last, where PCA leads by far.</summary>
    private static SyntheticSweep Many => new()
    {
        Datasets = 7,
        Layers = ["input"],
        Seeds = 5,
        HasTraining = false,
        Report = new ReportOptions(),
        Amend = trial => trial with
        {
            Metrics = trial.Metrics.ToDictionary(
                score => score.Key, score => score.Value
                    + (trial.LayerId.StartsWith("layer6", StringComparison.Ordinal) && trial.Reducer == "pca" ? 0.4
                    : trial.Reducer == "umap" ? 0.05 : 0)),
        },
    };

    [Fact]
    public void A_lead_is_as_sure_as_its_seeds_allow()
    {
        SyntheticSweep sweep = new() { Seeds = 1 };
        Answer once = Answers(sweep)[0];
        Assert.Equal(("t-SNE (perplexity 50)", "0.815"), (Plain(once.Use), once.Score));
        Assert.Equal("ahead of UMAP and PCA in one run: how much is chance, more seeds would tell", once.Sure);
        Assert.Equal("ahead of UMAP and PCA by more than the seeds differ", Answers(sweep with { Seeds = 3 })[0].Sure);
        Assert.Equal("better than UMAP and PCA over seeds, by test", Answers(sweep with { Seeds = 5 })[0].Sure);
        Assert.Equal("cannot be told from UMAP; ahead of PCA by more than the seeds differ",
            Answers(sweep with { Seeds = 3, Shift = (_, seed) => seed * 0.01 })[0].Sure);
        Assert.Equal("best of 2 settings, 0.010 ahead of the next", Answers(sweep with { Reducers = [sweep.Reducers[1]] })[0].Sure);
    }

    [Fact]
    public void Nothing_is_said_to_be_usual_that_the_folder_does_not_tell()
    {
        SyntheticSweep sweep = new() { Seeds = 3 };
        Assert.Contains("every trial finished, and the best scores are above chance.", Said(sweep), StringComparison.Ordinal);
        Assert.Contains("what chance would score, the folder does not tell.", Said(sweep with { HasNull = false }), StringComparison.Ordinal);
        string stopped = Said(sweep with { Outcome = index => (index < 40 ? TrialStatus.Done : TrialStatus.Pending, null), Finished = string.Empty });
        Assert.Contains("5 of 45 trials have not run", stopped, StringComparison.Ordinal);
        Assert.DoesNotContain("every trial finished", stopped, StringComparison.Ordinal);
    }

    [Fact]
    public void Over_datasets_the_best_mean_rank_answers_and_the_dataset_that_turns_it_around_is_told()
    {
        ReportModel model = Model(Many);
        Answer first = Answer.Of(model)[0];

        // UMAP is first on six of seven datasets and second on the last: (6 + 2) / 7.
        Assert.Equal(("UMAP (n_neighbors 30)", "mean rank 1.1 of 3"), (Plain(first.Use), first.Score));
        Assert.StartsWith("cannot be told from t-SNE; better than PCA over 7 datasets", first.Sure, StringComparison.Ordinal);
        Assert.Equal(["Glyphs 0", "Glyphs 6"], model.Focus.Select(group => group.Name));
        Assert.Contains("On Glyphs 6 the order is another: PCA comes first, where UMAP does on Glyphs 0", Said(Many), StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_of_single_layers_are_of_those_that_stand_for_all_unless_the_report_is_full_or_they_are_asked_for()
    {
        string[] Places(ReportOptions options, string page)
        {
            ReportModel model = Model(Many with { Report = options });
            ReportPage[] pages = [.. PageRegistry.All.Where(one => model.Detail.Prints(one.Title) && one.Applies(model))];
            PageComposer composer = ReportRenderer.Compose(model, pages, PageGeometry.A4);
            return [.. composer.Bookmarks.Where(bookmark => bookmark.Anchor.StartsWith($"{page}: ", StringComparison.Ordinal))
                .Select(bookmark => bookmark.Title)];
        }

        Assert.Equal(["Glyphs 0"], Places(new ReportOptions(), "Scree"));
        Assert.Equal(["Glyphs 0", "Glyphs 6"], Places(new ReportOptions(), "Leaderboard"));
        Assert.Empty(Places(new ReportOptions { Detail = "brief" }, "Scree"));
        Assert.Equal(7, Places(new ReportOptions { Detail = "full" }, "Scree").Length);
        Assert.Equal(7, Places(new ReportOptions { Pages = ["Scree"] }, "Scree").Length);
    }

    [Fact]
    public void Inputs_that_are_the_same_data_are_told_once()
    {
        using SweepBench bench = new();
        bench.Run(bench.Load(SweepBench.Small));
        ReportModel model = new(StoredSweep.Open(bench.Output), new ReportOptions());
        (LayerGroup twin, LayerGroup told) = Assert.Single(model.Twins);
        Assert.Equal(("fake", "pixels"), (twin.Model.Name, told.Model.Name));
        Assert.DoesNotContain(twin, model.Groups);
        Assert.Contains("fake · input is the same data as pixels · input, and told with it.", CoverPage.Summary(model).ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, "improves from 0.666 at input with t-SNE (perplexity 50) to 0.766 at penultimate with t-SNE (perplexity 50), by way of 0.716")]
    [InlineData(0.3, 0, "improves from 0.666 at input with t-SNE (perplexity 50) to 0.766 at penultimate with t-SNE (perplexity 50); it is best in "
        + "between, 1.016 at conv1")]
    [InlineData(0, -0.3, "falls off from 0.666 at input with t-SNE (perplexity 50) to 0.466 at penultimate with t-SNE (perplexity 50); it is best in "
        + "between, 0.716 at conv1")]
    public void The_way_from_layer_to_layer_is_told_as_it_is(double second, double third, string expected)
    {
        SyntheticSweep sweep = new()
        {
            Amend = trial => trial with
            {
                Metrics = trial.Metrics.ToDictionary(score => score.Key, score => score.Value
                    + (trial.LayerId.EndsWith("conv1", StringComparison.Ordinal) ? second
                    : trial.LayerId.EndsWith("penultimate", StringComparison.Ordinal) ? third : 0)),
            },
        };
        ReportModel model = Model(sweep);
        Assert.Contains(expected, Plain(LayerFindings.Build(model).Single().Text.ToString()), StringComparison.Ordinal);
        Assert.Equal(second + third != 0, LayerFindings.Falls(model).Any());
    }

    private IReadOnlyList<Answer> Answers(SyntheticSweep sweep) => Answer.Of(Model(sweep));

    /// <summary>With spaces at which lines may break.</summary>
    private static string Plain(string text) => text.Replace('\u00A0', ' ');

    private string Said(SyntheticSweep sweep) => ReportRenderer.Compose(Model(sweep), [], PageGeometry.A4).Transcript;

    private ReportModel Model(SyntheticSweep sweep) =>
        new(StoredSweep.Open(sweep.Write(Path.Combine(folder.Path, $"{Guid.NewGuid()}"))), sweep.Report);
}
