using System.Text.RegularExpressions;
using Experiments.Reports;
using Experiments.Reports.SweepReport;
using Experiments.Reports.SweepReport.ConfusionMatrix;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Training;
using Experiments.Reports.Typesetting;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Outline;

namespace Experiments.Tests.Reports;

/// <summary>Reads a printed report back with a PDF reader that shares no code with the writer.</summary>
public sealed class ReportStructureTests : IDisposable
{
    private static readonly Lazy<byte[]> Default = new(() =>
    {
        using TemporaryFolder once = new();
        new SyntheticSweep().Write(once.Path);
        return File.ReadAllBytes(ReportRenderer.Render(once.Path).Path);
    });

    /// <summary>Pages that a synthetic sweep has something to show on, in the order of the registry.</summary>
    private static readonly string[] Titles = Applying();

    private readonly TemporaryFolder folder = new();

    private static string[] Applying()
    {
        using TemporaryFolder once = new();
        ReportModel model = new(StoredSweep.Open(new SyntheticSweep().Write(once.Path)), new ReportOptions());
        return [.. PageRegistry.All.Where(page => page.Applies(model)).Select(page => page.Title)];
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_page_title_stands_on_its_page_and_in_the_bookmarks_in_order()
    {
        using PdfDocument pdf = PdfDocument.Open(Default.Value);
        Assert.True(pdf.TryGetBookmarks(out Bookmarks? bookmarks));
        DocumentBookmarkNode[] roots = [.. bookmarks.Roots.Cast<DocumentBookmarkNode>()];
        Assert.Equal(["Contents", .. Titles], roots.Select(node => node.Title));
        Assert.Equal(roots.Select(node => node.PageNumber).Order(), roots.Select(node => node.PageNumber));
        foreach (DocumentBookmarkNode node in roots.Skip(1))
        {
            Assert.Contains(node.Title, pdf.GetPage(node.PageNumber).Text, StringComparison.Ordinal);
        }

        Assert.All(roots.Where(node => node.Title is "Scree" or "Biplot" or "Embeddings"), node =>
            Assert.Equal(["input", "conv1", "penultimate"], node.Children.Select(child => child.Title)));
    }

    [Fact]
    public void Contents_link_to_the_pages_they_name()
    {
        using PdfDocument pdf = PdfDocument.Open(Default.Value);
        pdf.TryGetBookmarks(out Bookmarks? bookmarks);
        int[] expected = [.. bookmarks!.Roots.Cast<DocumentBookmarkNode>().Skip(1).Select(node => node.PageNumber)];
        Page cover = pdf.GetPage(1);
        Annotation[] links = [.. cover.GetAnnotations().Where(annotation => annotation.Type == AnnotationType.Link)];
        Assert.True(links.Length >= Titles.Length);

        // The printed numbers under the heading, column by column from top to bottom, are those of the bookmarks.
        UglyToad.PdfPig.Content.Word[] words = [.. cover.GetWords()];
        double heading = words.Last(word => word.Text == "Contents").BoundingBox.Bottom;
        string[] numbers = [.. words
            .Where(word => word.BoundingBox.Top < heading && word.BoundingBox.Bottom > 50 && int.TryParse(word.Text, out _))
            .OrderBy(word => word.BoundingBox.Right > cover.Width * 0.6).ThenByDescending(word => word.BoundingBox.Bottom).Select(word => word.Text)];
        Assert.Equal(expected.Select(number => $"{number}"), numbers);
    }

    [Fact]
    public void Pages_are_numbered_and_carry_running_heads()
    {
        using PdfDocument pdf = PdfDocument.Open(Default.Value);
        foreach (Page page in pdf.GetPages())
        {
            Assert.Contains($"page {page.Number} of {pdf.NumberOfPages}", page.Text, StringComparison.Ordinal);
            Assert.Contains("Experiments 0.2.0", page.Text, StringComparison.Ordinal);
        }

        Assert.All(pdf.GetPages().Skip(1), page => Assert.Contains("synthetic", page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_is_set_in_the_embedded_faces_alone()
    {
        using PdfDocument pdf = PdfDocument.Open(Default.Value);
        string[] fonts = [.. pdf.GetPages().SelectMany(page => page.Letters).Select(letter => letter.FontName ?? string.Empty).Distinct()];
        Assert.All(fonts, font => Assert.Matches("^[A-Z]{6}\\+IBMPlex(Sans|Mono)", font));
        Assert.True(fonts.Length >= 3);
    }

    [Fact]
    public void Metadata_names_the_sweep_and_the_day_it_finished()
    {
        using PdfDocument pdf = PdfDocument.Open(Default.Value);
        Assert.Equal("synthetic", pdf.Information.Title);
        Assert.Equal("Experiments 0.2.0", pdf.Information.Author);
        Assert.Equal("PCA, t-SNE and UMAP compared", pdf.Information.Subject);
        Assert.Contains("20250301100500", pdf.Information.CreationDate, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_folder_gives_the_same_bytes()
    {
        new SyntheticSweep().Write(folder.Path);
        Assert.Equal(Default.Value, File.ReadAllBytes(ReportRenderer.Render(folder.Path).Path));
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.part"));
    }

    [Theory]
    [InlineData("a4", 595.28, 841.89)]
    [InlineData("letter", 612, 792)]
    public void Nothing_is_set_outside_the_margins(string paper, double width, double height)
    {
        using PdfDocument pdf = folder.Print(new SyntheticSweep(), new ReportRequest { Paper = paper });
        foreach (Page page in pdf.GetPages())
        {
            bool onItsSide = page.Text.Contains("Atlas", StringComparison.Ordinal) && page.Width > page.Height;
            (double across, double down) = onItsSide ? (height, width) : (width, height);
            Assert.Equal(across, page.Width, 0.5);
            Assert.Equal(down, page.Height, 0.5);
            Assert.All(page.Letters.Where(letter => !string.IsNullOrWhiteSpace(letter.Value)), letter =>
            {
                Assert.InRange(letter.BoundingBox.Left, 53, across - 53);
                Assert.InRange(letter.BoundingBox.Right, 53, across - 52);
                Assert.InRange(letter.BoundingBox.Bottom, 20, down - 20);
            });
        }
    }

    [Fact]
    public void Atlases_lie_on_their_side_and_leave_no_legend_on_the_images()
    {
        using PdfDocument pdf = PdfDocument.Open(Default.Value);
        Page[] atlases = [.. pdf.GetPages().Where(page => page.Width > page.Height)];
        pdf.TryGetBookmarks(out Bookmarks? bookmarks);
        DocumentBookmarkNode atlas = bookmarks!.Roots.Cast<DocumentBookmarkNode>().Single(node => node.Title == "Atlas");
        Assert.Equal(atlas.Children.Cast<DocumentBookmarkNode>().Select(node => node.PageNumber), atlases.Select(page => page.Number));
        Assert.All(atlases, page =>
        {
            double right = page.GetImages().Max(image => image.BoundingBox.Right);
            Assert.True(right - page.GetImages().Min(image => image.BoundingBox.Left) > 440);
            Assert.All(page.GetWords().Where(word => word.Text.StartsWith("class", StringComparison.Ordinal)), word =>
                Assert.True(word.BoundingBox.Left > right));
        });
    }

    [Fact]
    public void Every_figure_and_table_has_a_number_once()
    {
        using PdfDocument pdf = PdfDocument.Open(Default.Value);
        string text = string.Concat(pdf.GetPages().Select(page => page.Text));
        foreach (string kind in new[] { "Figure", "Table" })
        {
            int[] numbers = [.. Regex.Matches(text, $@"{kind} ?(\d+)\. ?").Select(match => int.Parse(match.Groups[1].Value))];
            Assert.Equal(Enumerable.Range(1, numbers.Length), numbers);
            Assert.True(numbers.Length > 5);
        }
    }

    [Fact]
    public void Our_figures_stand_beside_those_published_and_their_epoch_s_choice_beside_every_accuracy()
    {
        SyntheticSweep sweep = new()
        {
            Layers = ["penultimate"],
            Seeds = 1,
            ValidationData = TrainingReport.TestSplit,
            Reference = new PublishedFigures { Source = "a paper", TestAccuracy = 0.9868, TestLoss = 0.2 },
        };
        sweep.Write(folder.Path);
        ReportModel model = new(StoredSweep.Open(folder.Path), sweep.Report);
        foreach (ReportPage page in new[] { FindingsPage.Page, TrainingPage.Page, ConfusionMatrixPage.Page })
        {
            string said = ReportRenderer.Compose(model, [page], PageGeometry.A4).Transcript;
            Assert.Contains("optimistic", said.Split("Contents", 2)[0], StringComparison.Ordinal);
            Assert.Contains("optimistic", said.Split("Contents", 2)[1], StringComparison.Ordinal);
        }

        string text = ReportRenderer.Compose(model, [FindingsPage.Page, TrainingPage.Page], PageGeometry.A4).Transcript;
        double own = model.Results.Models[0].TestAccuracy!.Value;
        Assert.Contains($"Published (a paper): 98.68\u00A0% and a log-loss of 0.200; here it is {Numbers.Decimal(100 * Math.Abs(own - 0.9868), 2)} "
            + $"points {(own < 0.9868 ? "less" : "more")}", text, StringComparison.Ordinal);
        Assert.Contains("Test log-loss, nats | 0.2500 | 0.2000 | +0.0500", text, StringComparison.Ordinal);
        Assert.DoesNotContain("optimistic", ReportRenderer.Compose(new ReportModel(StoredSweep.Open(
            (sweep with { ValidationData = "10 % of train, held out" }).Write(folder.Path)), sweep.Report),
            [ConfusionMatrixPage.Page, TrainingPage.Page], PageGeometry.A4).Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_goes_where_it_is_asked_to_or_says_why_not()
    {
        new SyntheticSweep { Layers = ["penultimate"], Seeds = 1 }.Write(folder.Path);
        string wanted = Path.Combine(folder.Path, "new", "folder", "r.pdf");
        ReportRequest request = new() { Pages = ["Findings"], OutputPath = wanted };
        Assert.Equal(wanted, ReportRenderer.Render(folder.Path, request).Path);
        Assert.True(File.Exists(wanted));
        request = request with { OutputPath = Path.Combine(wanted, "below-a-file.pdf") };
        Assert.Contains("Cannot write", Assert.Throws<ReportException>(() => ReportRenderer.Render(folder.Path, request)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Chosen_pages_come_alone_and_in_the_order_asked_for()
    {
        using PdfDocument pdf = folder.Print(new SyntheticSweep(), new ReportRequest { Pages = ["scree", "FINDINGS"] });
        pdf.TryGetBookmarks(out Bookmarks? bookmarks);
        Assert.Equal(["Contents", "Scree", "Findings"], bookmarks!.Roots.Select(node => node.Title));
    }

    [Fact]
    public void An_unknown_page_is_refused_with_the_known_ones()
    {
        new SyntheticSweep().Write(folder.Path);
        ReportException fault = Assert.Throws<ReportException>(() =>
            ReportRenderer.Render(folder.Path, new ReportRequest { Pages = ["Screen"] }));
        Assert.Contains("'Screen' (did you mean 'Scree'?)", fault.Message, StringComparison.Ordinal);
        Assert.All(Titles, title => Assert.Contains(title, fault.Message, StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(folder.Path, "report.pdf")));
    }

    [Fact]
    public void A_folder_without_results_and_an_unknown_paper_are_refused_in_a_line()
    {
        Assert.Throws<SweepException>(() => ReportRenderer.Render(folder.Path));
        new SyntheticSweep().Write(folder.Path);
        Assert.Contains("a4 or letter",
            Assert.Throws<ReportException>(() => ReportRenderer.Render(folder.Path, new ReportRequest { Paper = "a5" })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_points_stay_under_the_page_budget()
    {
        SyntheticSweep big = new()
        {
            Samples = 10_000,
            Layers = ["penultimate"],
            Seeds = 1,
            Reducers = [("pca", "PCA", null, [])],
            HasImages = false,
        };
        big.Write(folder.Path);
        long scatter = new FileInfo(ReportRenderer.Render(folder.Path, new ReportRequest { Pages = ["Embeddings"] }).Path).Length;
        long without = new FileInfo(ReportRenderer.Render(folder.Path, new ReportRequest { Pages = ["Scree"] }).Path).Length;
        Assert.InRange(scatter - without, 20_000, 2 * 300 * 1024);
    }
}
