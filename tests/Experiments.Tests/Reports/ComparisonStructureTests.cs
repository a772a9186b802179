using System.Text.Json.Nodes;
using Experiments.Reports;
using Experiments.Reports.Comparison;
using Experiments.Reports.Comparison.Output;
using Experiments.Reports.Figures;
using Experiments.Results.Records;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Outline;

namespace Experiments.Tests.Reports;

/// <summary>Reads a printed comparison and its tables back.</summary>
public sealed class ComparisonStructureTests : IDisposable
{
    private static readonly string[] Titles = ["Differences", "Models", "Leaderboard", "Embeddings", "Atlas", "Scree", "Training", "Appendix"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Scores_of_matched_settings_are_written_for_LaTeX_and_Markdown()
    {
        string figures = Path.Combine(folder.Path, "figures");
        List<ReportProgress> told = [];
        string[] sweeps = [.. new[] { "a", "b" }.Select(name => (ComparisonSweeps.Longer with { Name = name, Samples = 60 })
            .Write(Path.Combine(folder.Path, name)))];
        RenderedComparison comparison = ComparisonRenderer.Render(
            sweeps, new ComparisonRequest { OutputDirectory = Path.Combine(folder.Path, "out"), Figures = new FigureRequest(figures, "svg") },
            new Told(told.Add));
        string latex = File.ReadAllText(Path.Combine(figures, "comparison.tex"));
        Assert.Contains(@"\begin{tabular}{l", latex, StringComparison.Ordinal);
        Assert.Equal(latex.Split(@"\begin{table}").Length, latex.Split(@"\end{table}").Length);
        Assert.Contains("| **Trustworthiness at k = 15** |", File.ReadAllText(Path.Combine(figures, "comparison.md")).Replace('\u00A0', ' '),
            StringComparison.Ordinal);
        Assert.Equal(comparison.PageCount, told[^1].PagesDone);
        Assert.All(told, one => Assert.Equal(comparison.PageCount, one.PageCount));
    }

    [Theory]
    [InlineData(2, "a4", 595.28, 841.89)]
    [InlineData(3, "letter", 612, 792)]
    [InlineData(6, "a4", 595.28, 841.89)]
    public void Pages_are_numbered_bookmarked_linked_and_within_their_margins(int sweeps, string paper, double width, double height)
    {
        SyntheticSweep[] many =
            [.. Enumerable.Range(0, sweeps).Select(i => ComparisonSweeps.Longer with { Name = $"sweep-number-{i}", Samples = 60 })];
        using PdfDocument pdf = Print(new ComparisonRequest { Paper = paper }, many);
        Assert.True(pdf.TryGetBookmarks(out Bookmarks? bookmarks));
        DocumentBookmarkNode[] roots = [.. bookmarks.Roots.Cast<DocumentBookmarkNode>()];
        Assert.Equal(["Findings", .. Titles], roots.Select(node => node.Title));
        Assert.Equal(roots.Select(node => node.PageNumber).Order(), roots.Select(node => node.PageNumber));
        Assert.All(roots, node => Assert.Contains(node.Title, pdf.GetPage(node.PageNumber).Text, StringComparison.Ordinal));
        Assert.Contains(pdf.GetPages().Take(2), page => page.GetAnnotations().Count(link => link.Type == AnnotationType.Link) >= Titles.Length);
        foreach (Page page in pdf.GetPages())
        {
            bool onItsSide = page.Text.Contains("Atlas", StringComparison.Ordinal) && page.Width > page.Height;
            (double across, double down) = onItsSide ? (height, width) : (width, height);
            Assert.Equal(across, page.Width, 0.5);
            Assert.Equal(down, page.Height, 0.5);
            Assert.Contains($"page {page.Number} of {pdf.NumberOfPages}", page.Text, StringComparison.Ordinal);
            Assert.True(page.Letters.Count > 60, $"page {page.Number} is empty");
            Assert.All(page.Letters, letter =>
            {
                Assert.InRange(letter.BoundingBox.Left, 53, across - 53);
                Assert.InRange(letter.BoundingBox.Right, 53, across - 52);
                Assert.InRange(letter.BoundingBox.Bottom, 20, down - 20);
            });
        }
    }

    [Fact]
    public void Findings_stand_on_the_first_page()
    {
        using PdfDocument pdf = Print(new ComparisonRequest(), ComparisonSweeps.Baseline, ComparisonSweeps.Longer, ComparisonSweeps.Smaller);
        string first = string.Join(' ', pdf.GetPage(1).GetWords().Select(word => word.Text));
        Assert.Contains("training.epochs 5 \u2192 20", first, StringComparison.Ordinal);
        Assert.Contains("of 15 matched settings, 15 better", first, StringComparison.Ordinal);
        Assert.Contains("Not comparable", first, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Every setting ran once: such a difference may be chance", "exceed the seed spread, and then")]
    [InlineData(3, "exceed the seed spread, and then", "Every setting ran once")]
    public void Scores_of_one_seed_are_not_said_to_exceed_a_spread(int seeds, string said, string unsaid)
    {
        using PdfDocument pdf =
            Print(new ComparisonRequest(), ComparisonSweeps.Baseline with { Seeds = seeds }, ComparisonSweeps.Longer with { Seeds = seeds });
        string text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_folders_give_the_same_bytes()
    {
        byte[][] files = [.. Enumerable.Range(0, 2).Select(i =>
        {
            RenderedComparison made = ComparisonRenderer.Render(
                ComparisonSweeps.Write(folder, ComparisonSweeps.Baseline with { Layers = ["input"] },
                    ComparisonSweeps.Longer with { Layers = ["input"] }),
                new ComparisonRequest { OutputDirectory = Path.Combine(folder.Path, $"out{i}") });
            return File.ReadAllBytes(made.Pdf);
        })];
        Assert.Equal(files[0], files[1]);
        Assert.Equal(["comparison.csv", "comparison.json", "comparison.pdf", "files.sha256"],
            Directory.EnumerateFiles(Path.Combine(folder.Path, "out0")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_table_has_a_row_for_every_matched_setting_and_metric()
    {
        Print(new ComparisonRequest(), ComparisonSweeps.Baseline, ComparisonSweeps.Longer, ComparisonSweeps.Smaller).Dispose();
        string[] rows = File.ReadAllText(Path.Combine(folder.Path, "out", "comparison.csv")).Split("\r\n");
        Assert.Equal("dataset,model,layer,pool,reducer,perplexity,n_neighbors,metric,mean:base,n:base,mean:longer,n:longer,mean:smaller,n:smaller,"
            + "difference:longer,spread:longer,verdict:longer,difference:smaller,spread:smaller,verdict:smaller", rows[0]);
        Assert.Equal(1 + (3 * 5 * 9) + 1, rows.Length);
        string[] one = rows.Single(row => row.StartsWith("glyphs0,cnn,input,none,tsne,50,,trustworthiness@15,", StringComparison.Ordinal)).Split(',');
        Assert.Equal(0.716, double.Parse(one[8]), 9);
        Assert.Equal("3", one[9]);
        Assert.Equal(0.02, double.Parse(one[14]), 9);
        Assert.Equal("better", one[16]);
        Assert.Equal("not_comparable", one[19]);
    }

    [Fact]
    public void The_json_holds_what_the_report_says()
    {
        Print(new ComparisonRequest(), ComparisonSweeps.Baseline, ComparisonSweeps.Longer).Dispose();
        JsonNode json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, "out", "comparison.json")))!;
        Assert.Equal("base", (string?)json["baseline"]);
        JsonNode change = Assert.Single(json["configuration"]!.AsArray())!;
        Assert.Equal("models[cnn].training.epochs", (string?)change["path"]);
        Assert.Equal("20", (string?)change["values"]!["longer"]);
        Assert.Equal(15, json["settings"]!.AsArray().Count);
        JsonNode score = json["settings"]![0]!["scores"]!["trustworthiness@15"]!["longer"]!;
        Assert.Equal(3, (int)score["n"]!);
        Assert.Equal(0.02, (double)score["difference"]!, 9);
        Assert.Equal("better", (string?)score["verdict"]);
        Assert.Empty(json["unmatched"]!.AsArray());
    }

    [Theory]
    [InlineData("no labels")]
    [InlineData("no images")]
    [InlineData("no training")]
    [InlineData("no spectra")]
    [InlineData("no embeddings")]
    [InlineData("no metrics")]
    [InlineData("all failed")]
    [InlineData("long names")]
    [InlineData("nothing in common")]
    public void Sweeps_that_lack_something_still_print(string name)
    {
        SyntheticSweep basis = ComparisonSweeps.Baseline with { Layers = ["input", "penultimate"], Samples = 60 };
        SyntheticSweep sweep = name switch
        {
            "no labels" => basis with { HasLabels = false, MetricFamilies = ["trustworthiness"] },
            "no images" => basis with { HasImages = false },
            "no training" => basis with { HasTraining = false },
            "no spectra" => basis with { HasSpectra = false },
            "no embeddings" => basis with { HasEmbeddings = false },
            "no metrics" => basis with { MetricFamilies = [] },
            "all failed" => basis with { Outcome = _ => (TrialStatus.Failed, "The spectral initialisation did not converge.") },
            "nothing in common" => basis with { Layers = ["conv1"] },
            _ => basis with
            {
                Name = "a-sweep-whose-name-is-much-longer-than-any-line-of-a-page-could-hold-without-being-cut-somewhere-in-the-middle-of-it",
                Reducers = [("an_autoencoder", "Convolutional autoencoder with skip connections", "a_setting_with_a_long_name",
                    [0.0000125, 1234567.5])],
            },
        };
        foreach (SyntheticSweep other in new[] { sweep with { Name = sweep.Name + "-again" }, basis })
        {
            using PdfDocument pdf = Print(new ComparisonRequest(), sweep, other);
            Assert.All(pdf.GetPages(), page => Assert.True(page.Letters.Count > 60, $"page {page.Number} is empty"));
        }
    }

    private PdfDocument Print(ComparisonRequest request, params SyntheticSweep[] sweeps)
    {
        foreach (string old in Directory.GetDirectories(folder.Path))
        {
            Directory.Delete(old, recursive: true);
        }

        return PdfDocument.Open(ComparisonRenderer.Render(ComparisonSweeps.Write(folder, sweeps),
            request with { OutputDirectory = Path.Combine(folder.Path, "out") }).Pdf);
    }

    /// <summary>Tells at once: Progress of the library tells later, from another thread.</summary>
    private sealed class Told(Action<ReportProgress> tell) : IProgress<ReportProgress>
    {
        public void Report(ReportProgress value) => tell(value);
    }
}
