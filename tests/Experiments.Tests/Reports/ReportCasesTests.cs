using Experiments.Data.Formats;
using Experiments.Reports;
using Experiments.Reports.SweepReport;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Outline;

namespace Experiments.Tests.Reports;

/// <summary>Sweeps that lack something, or have much of it, still print: no faults, no empty pages, and what is missing is said.</summary>
public sealed class ReportCasesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Cases => [.. Variants.Keys];

    private static readonly Dictionary<string, SyntheticSweep> Variants = new()
    {
        ["no labels"] = new() { HasLabels = false, MetricFamilies = ["trustworthiness"] },
        ["no images"] = new() { HasImages = false },
        ["no training"] = new() { HasTraining = false, Layers = ["input"] },
        ["no spectra"] = new() { HasSpectra = false },
        ["no activations"] = new() { HasActivations = false },
        ["no embeddings"] = new() { HasEmbeddings = false },
        ["no metrics"] = new() { MetricFamilies = [] },
        ["one trial"] = new() { Layers = ["penultimate"], Seeds = 1, Reducers = [("umap", "UMAP", null, [])] },
        ["one class"] = new() { Classes = 1 },
        ["colour images"] = new() { Channels = 3 },
        ["four samples"] = new() { Samples = 4, Classes = 2 },
        ["all failed"] = new() { Outcome = _ => (TrialStatus.Failed, "The spectral initialisation did not converge.") },
        ["interrupted"] = new() { Outcome = i => i < 7 ? (TrialStatus.Done, null) : (TrialStatus.Pending, null) },
        ["two datasets"] = new() { Datasets = 2 },
        ["long names"] = new()
        {
            Name = "a-sweep-whose-name-is-much-longer-than-any-line-of-a-page-could-hold-without-being-cut-somewhere-in-the-middle-of-it",
            ClassName = i => $"a class with quite a long name, number {i}, that no legend was made for",
            Reducers = [("an_autoencoder", "Convolutional autoencoder with skip connections", "a_setting_with_a_long_name",
                [0.0000125, 1234567.5])],
        },
        ["other scripts"] = new() { Name = "größe × 大きさ", ClassName = i => $"класс {i} 猫" },
        ["twenty classes"] = new() { Classes = 20, Samples = 400 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Prints_without_faults_or_empty_pages(string name)
    {
        using PdfDocument pdf = folder.Print(Variants[name]);
        Assert.True(pdf.NumberOfPages >= 2);
        Assert.All(pdf.GetPages(), page => Assert.True(page.Letters.Count > 60, $"page {page.Number} is empty"));
    }

    [Fact]
    public void Samples_of_tables_are_themselves_where_images_would_be()
    {
        using PdfDocument pdf = folder.Print(
            new SyntheticSweep { HasImages = false, Layers = ["penultimate"] }, new ReportRequest { Pages = ["Trust maps", "Class features"] });
        string text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        Assert.Matches("The least trusted samples of [^.]+[.]", text);
        Assert.Matches("Trustworthiness Continuity .*sample [0-9]+ class [0-9]", text);
        Assert.Matches("most of unit [0-9]+ .*sample [0-9]+ 2[.][0-9]+ sample [0-9]+ 2[.][0-9]+", text);
    }

    [Fact]
    public void Samples_without_labels_are_coloured_by_groups_that_are_said_to_be_no_classes()
    {
        using PdfDocument pdf = folder.Print(Variants["no labels"] with { HasTraining = false });
        Grouping grouping = StoredSweep.Open(folder.Path).Grouping("data0")!;
        string text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        string told = $"Colours show {grouping.Count} groups that k-means found in penultimate of pixels "
            + $"(silhouette {Numbers.Decimal(grouping.Description.Silhouette, 2)}); they are a grouping, not classes.";
        Assert.Contains($"The samples have no labels. {told}", text, StringComparison.Ordinal);
        Assert.Contains($"{string.Join(' ', Enumerable.Range(1, grouping.Count).Select(i => $"group {i}"))} by k-means, not classes", text,
            StringComparison.Ordinal);
        Assert.DoesNotMatch("[Cc]lass [0-9]|class group|classes part|Frames have the colour", text);
        Assert.DoesNotContain("Colours are classes", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_without_labels_and_groups_have_one_colour()
    {
        using PdfDocument pdf = folder.Print(Variants["no labels"] with { HasGroups = false });
        string text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        Assert.Contains("The samples have no labels.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("k-means", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no images", "Atlas")]
    [InlineData("no spectra", "Scree")]
    [InlineData("no spectra", "Biplot")]
    [InlineData("no activations", "Activations")]
    [InlineData("no activations", "Class features")]
    [InlineData("no activations", "Two features")]
    [InlineData("no activations", "Trust maps")]
    [InlineData("no activations", "Quality curves")]
    [InlineData("no labels", "Class features")]
    [InlineData("one trial", "Stability")]
    [InlineData("one trial", "Layers")]
    [InlineData("no training", "Training")]
    [InlineData("no training", "Confusion matrix")]
    [InlineData("no metrics", "Leaderboard")]
    [InlineData("one trial", "Metrics by hyperparameter")]
    [InlineData("all failed", "Embeddings")]
    [InlineData("no embeddings", "Embeddings")]
    [InlineData("no embeddings", "Atlas")]
    public void Leaves_out_pages_that_have_nothing_to_show(string name, string title)
    {
        using PdfDocument pdf = folder.Print(Variants[name]);
        Assert.True(pdf.TryGetBookmarks(out Bookmarks? bookmarks));
        Assert.DoesNotContain(title, bookmarks!.Roots.Select(node => node.Title));
        Assert.Contains("Appendix", bookmarks.Roots.Select(node => node.Title));
    }

    [Fact]
    public void A_hundred_classes_fit()
    {
        using PdfDocument pdf = folder.Print(new SyntheticSweep { Classes = 100, Samples = 500, Layers = ["penultimate"] });
        Assert.Contains(pdf.GetPages(), page => page.Text.Contains("100 classes, left to right", StringComparison.Ordinal));
    }

    [Fact]
    public void A_thousand_trials_stay_readable_and_small()
    {
        double[] many = [.. Enumerable.Range(1, 166).Select(i => (double)i)];
        SyntheticSweep sweep = new()
        {
            Layers = ["penultimate"],
            Seeds = 3,
            Samples = 60,
            Reducers = [("pca", "PCA", null, []), ("tsne", "t-SNE", "perplexity", many), ("umap", "UMAP", "n_neighbors", many)],
        };
        sweep.Write(folder.Path);
        RenderedReport report = ReportRenderer.Render(folder.Path);
        Assert.InRange(report.PageCount, 5, 40);
        Assert.InRange(new FileInfo(report.Path).Length, 1, 4_000_000);
        using PdfDocument pdf = PdfDocument.Open(report.Path);
        Assert.Contains(pdf.GetPages(), page => page.Text.Contains("all are in results.csv", StringComparison.Ordinal));
    }

    [Fact]
    public void Photographs_are_scaled_to_their_cells()
    {
        new SyntheticSweep { Layers = ["penultimate"], Seeds = 1, Samples = 60, IsOfFirstFormat = true }.Write(folder.Path);
        const int side = 256;
        byte[] pixels = new byte[60 * side * side * 3];
        new Random(1).NextBytes(pixels);
        NpyFile.Write(new SweepPaths(folder.Path).Images("data0"), pixels, 60, side, side, 3);
        RenderedReport report = ReportRenderer.Render(folder.Path, new ReportRequest { Pages = ["Atlas"] });
        Assert.InRange(new FileInfo(report.Path).Length, 60 * 2_000, 60 * 30_000);
    }

    [Fact]
    public void Results_that_name_what_they_do_not_describe_are_refused_in_a_line()
    {
        string json = Path.Combine(new SyntheticSweep { IsOfFirstFormat = true }.Write(folder.Path), "results.json");
        File.WriteAllText(json, File.ReadAllText(json).Replace("\"dataset_id\": \"data0\"", "\"dataset_id\": \"lost\"", StringComparison.Ordinal));
        Assert.Contains("damaged", Assert.Throws<SweepException>(() => ReportRenderer.Render(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_that_are_not_finite_are_left_out()
    {
        new SyntheticSweep { Layers = ["penultimate"], Seeds = 1, IsOfFirstFormat = true }.Write(folder.Path);
        string path = new SweepPaths(folder.Path).Embedding("trial0000");
        float[] values = NpyFile.ReadSingle(path).Values;
        values[0] = float.NaN;
        values[3] = float.PositiveInfinity;
        NpyFile.Write(path, values, values.Length / 2, 2);
        Assert.True(ReportRenderer.Render(folder.Path).PageCount > 3);
    }
}
