using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Experiments.Reports;
using Experiments.Reports.Figures;
using Experiments.Reports.SweepReport;
using Experiments.Reports.Typesetting;
using SkiaSharp;
using UglyToad.PdfPig;

namespace Experiments.Tests.Reports;

/// <summary>Figures as files of their own.</summary>
public sealed class FigureFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_figure_is_a_picture_named_by_what_it_shows_and_of_what()
    {
        RenderedReport report = Render(new FigureRequest(Figures, "png"), ["Scree", "Trust maps", "Atlas", "Training"]);
        string[] files = [.. Directory.GetFiles(Figures, "*.png").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(report.FigureCount, files.Length);
        Assert.Equal(["atlas-penultimate-pca.png", "atlas-penultimate-t-sne.png", "atlas-penultimate-umap.png", "contents.png",
            "least-trusted-samples-penultimate.png",
            "scree-cumulative-penultimate.png", "scree-penultimate.png", "training-cnn-on-glyphs-0-accuracy.png",
            "training-cnn-on-glyphs-0-loss.png", .. Maps],
            files.Select(file => Regex.Replace(file, "-(perplexity|n-neighbors)-[0-9]+", string.Empty)));
        foreach (string file in files)
        {
            using SKBitmap bitmap = SKBitmap.Decode(Path.Combine(Figures, file));
            Assert.Equal(SKColors.White, bitmap.GetPixel(1, 1));
            Assert.InRange(bitmap.Pixels.Count(pixel => pixel != SKColors.White) / (double)bitmap.Pixels.Length, 0.01, 0.9);
        }
    }

    /// <summary>Two pictures for each reducer.</summary>
    private static string[] Maps => [.. from reducer in new[] { "pca", "t-sne", "umap" }
                                        from what in new[] { "continuity", "trustworthiness" }
                                        select $"trust-map-penultimate-{reducer}-{what}.png"];

    [Fact]
    public void A_drawing_holds_its_words_and_is_well_formed()
    {
        Render(new FigureRequest(Figures, "svg"), ["Trust maps", "Two features"]);
        XDocument svg = XDocument.Load(Path.Combine(Figures, "two-features-penultimate-pca-pc1-across-pc2-up.svg"));
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        XElement[] texts = [.. svg.Descendants().Where(element => element.Name.LocalName == "text")];
        XElement label = texts.First(text => text.Value == "class 3");
        Assert.StartsWith("'IBM Plex Sans', ", label.Attribute("font-family")!.Value, StringComparison.Ordinal);
        Assert.True(float.TryParse(label.Attribute("x")!.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        double expected = Typography.Measure("class 3", Typography.Table);
        Assert.Equal(expected, double.Parse(label.Attribute("textLength")!.Value, CultureInfo.InvariantCulture), 0.01);
        string[] box = svg.Root.Attribute("viewBox")!.Value.Split(' ');
        Assert.EndsWith("mm", svg.Root.Attribute("width")!.Value, StringComparison.Ordinal);
        Assert.Equal(double.Parse(box[2], CultureInfo.InvariantCulture) * 25.4 / 72,
            double.Parse(svg.Root.Attribute("width")!.Value[..^2], CultureInfo.InvariantCulture), 0.01);
        Assert.True(svg.Descendants().Count(element => element.Name.LocalName is "path" or "circle" or "line" or "polyline") > 10);
    }

    [Fact]
    public void Panels_are_files_of_their_own_whose_words_can_be_found()
    {
        Render(new FigureRequest(Figures, "pdf"), ["Embeddings"]);
        string[] files = [.. Directory.GetFiles(Figures, "embedding-*.pdf")];
        Assert.Contains(Path.Combine(Figures, "embedding-penultimate-pca.pdf"), files);
        foreach (string file in files)
        {
            using PdfDocument pdf = PdfDocument.Open(file);
            Assert.Contains("class 3", Assert.Single(pdf.GetPages()).Text, StringComparison.Ordinal);
            Assert.All(pdf.GetPage(1).Letters, letter => Assert.Contains("IBMPlex", letter.FontName, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Scree cnn \u00B7 pool2", "scree-cnn-pool2")]
    [InlineData("Embedding a UMAP (n_neighbors = 15)", "embedding-a-umap-n-neighbors-15")]
    public void Names_are_words_with_dashes(string title, string name) => Assert.Equal([name], FigureName.Of([title]));

    [Fact]
    public void Names_that_come_again_are_counted() => Assert.Equal(["a", "a-2", "a-2-2", "a-3"], FigureName.Of(["a", "a", "A 2", "a"]));

    [Fact]
    public void The_leaderboard_is_written_for_LaTeX_and_Markdown()
    {
        Render(new FigureRequest(Figures, "png"), ["Leaderboard"]);
        string latex = File.ReadAllText(Path.Combine(Figures, "leaderboard.tex"));
        string markdown = File.ReadAllText(Path.Combine(Figures, "leaderboard.md"));
        foreach (string part in new[] { @"\toprule", @"\midrule", @"\bottomrule", @"\cmidrule(lr){", @"\textbf{0." })
        {
            Assert.Contains(part, latex, StringComparison.Ordinal);
        }

        Assert.Contains("| **0.", markdown, StringComparison.Ordinal);
        Assert.Equal(Count(latex, @"\begin{table}"), Count(latex, @"\end{table}"));
    }

    [Fact]
    public void Tables_escape_what_their_languages_read_as_theirs()
    {
        Table table = new([new TableColumn("a_b", Group: "50 % & more"), new TableColumn("x", Align.Right, "50 % & more")],
            [new TableRow([new RichText().Bold("#1 "), new TableCell("a|b", "s \u00B1\n2")])]);
        NamedTable named = new("table", table, "Cost in $");
        Assert.Equal(
            """
            \begin{table}
              \centering
              \caption{Cost in \$}
              \begin{tabular}{lr}
                \toprule
                \multicolumn{2}{c}{50 \% \& more} \\
                \cmidrule(lr){1-2}
                a\_b & x \\
                \midrule
                \textbf{\#1 } & a\textbar{}b \\
                 & {\tiny s $\pm$} \\
                 & {\tiny 2} \\
                \bottomrule
              \end{tabular}
            \end{table}

            """, TableText.Latex(named), ignoreLineEndingDifferences: true);
        Assert.Equal(
            """
            Cost in $

            | 50 % & more a\_b | 50 % & more x |
            | :--- | ---: |
            | **\#1** | a\|b (s ± 2) |

            """, TableText.Markdown(named), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("pdf")]
    [InlineData("svg")]
    public void The_same_sweep_gives_the_same_files(string format)
    {
        string file = Path.Combine(Figures, $"scree-penultimate.{format}");
        Render(new FigureRequest(Figures, format), ["Scree"]);
        byte[] first = File.ReadAllBytes(file);
        Render(new FigureRequest(Figures, format), ["Scree"]);
        Assert.Equal(first, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_and_an_unknown_format_are_refused_before_anything_is_written()
    {
        File.WriteAllText(Figures, "a file");
        ReportException fault = Assert.Throws<ReportException>(() => Render(new FigureRequest(Figures, "png"), ["Scree"]));
        Assert.StartsWith($"Cannot write figures to {Figures}: ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.False(File.Exists(Path.Combine(folder.Path, "report.pdf")));
        Assert.Contains("png, svg or pdf", Assert.Throws<ReportException>(() => Render(new FigureRequest(folder.Path, "jpg"), ["Scree"])).Message,
            StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private string Figures => Path.Combine(folder.Path, "figures");

    private RenderedReport Render(FigureRequest figures, IReadOnlyList<string> pages)
    {
        new SyntheticSweep { Layers = ["penultimate"], Seeds = 1 }.Write(folder.Path);
        return ReportRenderer.Render(folder.Path, new ReportRequest { Pages = pages, Figures = figures });
    }
}
