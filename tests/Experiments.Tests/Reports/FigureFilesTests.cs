using System.Xml.Linq;
using Experiments.Reports;
using Experiments.Reports.Figures;
using Experiments.Reports.SweepReport;
using SkiaSharp;

namespace Experiments.Tests.Reports;

/// <summary>Figures as files of their own.</summary>
public sealed class FigureFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_figure_is_a_picture_named_by_its_page_and_its_place_there()
    {
        RenderedReport report = Render(new FigureRequest(Figures, "png"), ["Scree", "Trust maps", "Atlas", "Training"]);
        string[] files = [.. Directory.GetFiles(Figures, "*.png").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(report.FigureCount, files.Length);
        Assert.Equal(["atlas-1.png", "atlas-2.png", "atlas-3.png", "contents-1.png", "scree-1.png", "scree-2.png", "training-1.png",
            "trust-maps-1.png"], files);
        foreach (string file in files)
        {
            using SKBitmap bitmap = SKBitmap.Decode(Path.Combine(Figures, file));
            Assert.Equal(SKColors.White, bitmap.GetPixel(1, 1));
            Assert.InRange(bitmap.Pixels.Count(pixel => pixel != SKColors.White) / (double)bitmap.Pixels.Length, 0.01, 0.9);
        }
    }

    [Fact]
    public void A_drawing_holds_its_words_and_is_well_formed()
    {
        Render(new FigureRequest(Figures, "svg"), ["Trust maps", "Two features"]);
        XDocument svg = XDocument.Load(Path.Combine(Figures, "two-features-1.svg"));
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        string words = string.Concat(svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value));
        Assert.Contains("class 3", words, StringComparison.Ordinal);
        Assert.True(svg.Descendants().Count(element => element.Name.LocalName is "path" or "circle" or "line" or "polyline") > 10);
    }

    [Fact]
    public void The_same_sweep_gives_the_same_files()
    {
        Render(new FigureRequest(Figures, "png"), ["Scree"]);
        byte[] first = File.ReadAllBytes(Path.Combine(Figures, "scree-1.png"));
        Render(new FigureRequest(Figures, "png"), ["Scree"]);
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(Figures, "scree-1.png")));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_and_an_unknown_format_are_refused_before_anything_is_written()
    {
        File.WriteAllText(Figures, "a file");
        ReportException fault = Assert.Throws<ReportException>(() => Render(new FigureRequest(Figures, "png"), ["Scree"]));
        Assert.StartsWith($"Cannot write figures to {Figures}: ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.False(File.Exists(Path.Combine(folder.Path, "report.pdf")));
        Assert.Contains("png or svg", Assert.Throws<ReportException>(() => Render(new FigureRequest(folder.Path, "jpg"), ["Scree"])).Message,
            StringComparison.Ordinal);
    }

    private string Figures => Path.Combine(folder.Path, "figures");

    private RenderedReport Render(FigureRequest figures, IReadOnlyList<string> pages)
    {
        new SyntheticSweep { Layers = ["penultimate"], Seeds = 1 }.Write(folder.Path);
        return ReportRenderer.Render(folder.Path, new ReportRequest { Pages = pages, Figures = figures });
    }
}
