using System.Globalization;
using System.Text.RegularExpressions;
using Experiments.Reduction;
using Experiments.Reports;
using Experiments.Reports.Drawing;
using Experiments.Reports.Figures;
using Experiments.Reports.SweepReport;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using SkiaSharp;
using UglyToad.PdfPig;

namespace Experiments.Tests.Reports;

/// <summary>The palette of a report: where it comes from, and where its colours go.</summary>
public sealed class PaletteTests : IDisposable
{
    private static readonly string[] Pages = ["Embeddings", "Quality curves"];
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Others => [.. Palettes.All.Skip(1).Select(palette => palette.Name)];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sweep_files_take_the_palettes_that_there_are()
    {
        OptionInfo option = OptionSchema.Of(typeof(ReportOptions)).Single(option => option.Name == "palette");
        Assert.Equal(Palettes.All.Select(palette => palette.Name), option.Attribute.Choices!);
        Assert.Equal(Palettes.Standard.Name, new ReportOptions().Palette);
    }

    [Fact]
    public void The_default_is_that_of_reports_without_a_palette()
    {
        byte[] none = Print(new SyntheticSweep { Layers = ["penultimate"] }, null);
        Assert.Equal(none, Print(new SyntheticSweep { Layers = ["penultimate"] }, "default"));
        Assert.NotEqual(none, Print(new SyntheticSweep { Layers = ["penultimate"] }, "grey"));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Its_colours_and_no_others_are_those_of_classes_and_reducers(string name)
    {
        Palette palette = Palettes.Named(name);
        string[] own = [.. Shades(palette, 4)];
        string[] usual = [.. Shades(Palettes.Standard, 4).Except(own)];
        string[] drawn = [.. Drawn(Print(new SyntheticSweep { Layers = ["penultimate"], Classes = 4 }, name)).Distinct()];
        Assert.Empty(own.Except(drawn));
        Assert.Empty(drawn.Intersect(usual));
    }

    [Fact]
    public void Figures_have_it_too_and_the_sweep_may_choose_it()
    {
        new SyntheticSweep { Layers = ["penultimate"], Report = new ReportOptions { Palette = "tableau10" } }.Write(folder.Path);
        string figures = Path.Combine(folder.Path, "figures");
        ReportRenderer.Render(folder.Path, new ReportRequest { Pages = Pages, Figures = new FigureRequest(figures, "svg") });
        string picture = File.ReadAllText(Path.Combine(figures, "embedding-penultimate-pca.svg"));
        Assert.Contains("#4E79A7", picture, StringComparison.Ordinal);
        Assert.DoesNotContain("#026EFE", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void Grey_tells_classes_apart_by_marks()
    {
        PictureData data = new([0, 1], ["a", "b"], null) { Palette = Palettes.Named("grey") };
        using SKBitmap first = Dot(data, 0);
        using SKBitmap second = Dot(data, 1);
        Assert.NotEqual(first.Pixels.Select(pixel => pixel.Alpha > 127), second.Pixels.Select(pixel => pixel.Alpha > 127));
        Assert.All(Enumerable.Range(0, 40).Select(label => data.Palette.Class(label, 40)),
            color => Assert.True(color.Red == color.Green && color.Green == color.Blue));
    }

    [Fact]
    public void A_palette_that_does_not_exist_is_refused_in_a_line()
    {
        ReportException fault = Assert.Throws<ReportException>(() => Print(new SyntheticSweep { Layers = ["penultimate"] }, "okabeito"));
        Assert.StartsWith("Unknown palette 'okabeito' (did you mean 'okabe-ito'?): expected default, okabe-ito, ", fault.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static SKBitmap Dot(PictureData data, int label)
    {
        SKBitmap bitmap = new(24, 24);
        using SKCanvas canvas = new(bitmap);
        data.DrawDot(canvas, new SKPoint(12, 12), 8, label);
        return bitmap;
    }

    private byte[] Print(SyntheticSweep sweep, string? palette)
    {
        sweep.Write(folder.Path);
        return File.ReadAllBytes(ReportRenderer.Render(folder.Path, new ReportRequest { Pages = Pages, Palette = palette }).Path);
    }

    /// <summary>The colours of some classes, and of the three reducers of the sweep, as a PDF writes them.</summary>
    private static IEnumerable<string> Shades(Palette palette, int classes) => Enumerable.Range(0, classes)
        .Select(label => palette.Class(label, classes)).Concat(Enumerable.Range(0, 3).Select(palette.Reducer))
        .Select(color => $"{Written(color.Red / 255.0)} {Written(color.Green / 255.0)} {Written(color.Blue / 255.0)}");

    private static string Written(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Drawn(byte[] pdf)
    {
        using PdfDocument document = PdfDocument.Open(pdf);
        return [.. document.GetPages().SelectMany(page => page.Operations).Select(operation => operation.ToString() ?? string.Empty)
            .Select(text => Regex.Match(text, "^([0-9.]+) ([0-9.]+) ([0-9.]+) (?:rg|RG)$"))
            .Where(match => match.Success)
            .Select(match => match.Groups.Values.Skip(1).Select(part => Written(double.Parse(part.Value, CultureInfo.InvariantCulture))))
            .Select(parts => string.Join(' ', parts))];
    }
}
