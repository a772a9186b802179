using Experiments.Data;
using Experiments.Reduction;
using Experiments.Reports;
using Experiments.Reports.Explanation;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Outline;

namespace Experiments.Tests.Reports;

/// <summary>Prints made-up explanations and reads them back with a PDF reader that shares no code with the writer.</summary>
public sealed class ExplanationPagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_part_has_its_page_and_bookmark()
    {
        using PdfDocument pdf = Print(new SyntheticSweep());
        Assert.True(pdf.TryGetBookmarks(out Bookmarks? bookmarks));
        Assert.Equal(["Sample", "Feature maps", "Penultimate vector", "Neighbours"], bookmarks!.Roots.Select(node => node.Title));
        Assert.Equal(["input", "conv1", "penultimate"], bookmarks.Roots[^1].Children.Select(node => node.Title));
        Assert.Equal("synthetic: sample 3", pdf.Information.Title);

        AssertSays("takes it for class 2 with a probability of 90.0 %, which is wrong", [.. pdf.GetPages()]);
        AssertSays("the 16 channels of conv1 after its nonlinearity", [.. pdf.GetPages()]);
        AssertSays("One channel is silent", [.. pdf.GetPages()]);
        AssertSays("Nearest there: 2 of 8 kept", [.. pdf.GetPages()]);
    }

    [Theory]
    [InlineData(16, 28, 28)]
    [InlineData(64, 14, 14)]
    [InlineData(128, 28, 28)]
    [InlineData(128, 4, 16)]
    [InlineData(512, 7, 7)]
    [InlineData(3, 200, 300)]
    public void Any_number_of_maps_fits_one_page_inside_the_margins(int channels, int height, int width)
    {
        using PdfDocument pdf = Print(new SyntheticSweep { Layers = ["penultimate"] }, (channels, height, width));
        Page[] pages = [.. pdf.GetPages().Where(page => page.Text.Contains("Feature maps", StringComparison.Ordinal))];
        Page page = Assert.Single(pages);
        IPdfImage[] maps = [.. page.GetImages()];
        Assert.Equal(Math.Min(channels, 256), maps.Length);
        Assert.All(maps, map =>
        {
            Assert.InRange(map.BoundingBox.Left, 53, page.Width - 53);
            Assert.InRange(map.BoundingBox.Right, 53, page.Width - 53);
            Assert.InRange(map.BoundingBox.Bottom, 100, page.Height - 90);
            Assert.Equal(width / (double)height, map.BoundingBox.Width / map.BoundingBox.Height, 0.2 * width / height);
            Assert.True(map.BoundingBox.Width > 18, $"{map.BoundingBox.Width} points");
        });
        Assert.InRange(page.Letters.Min(letter => letter.BoundingBox.Left), 53, 60);
        Assert.InRange(new FileInfo(Path.Combine(folder.Path, "out.pdf")).Length, 1, 1_500_000);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public void Few_and_many_classes_are_named(int classes)
    {
        using PdfDocument pdf = Print(new SyntheticSweep { Classes = classes, Layers = ["penultimate"] });
        AssertSays(classes > 12 ? "The other 88 classes share" : "class 1", pdf.GetPage(1));
    }

    [Fact]
    public void Without_images_labels_and_network_only_what_is_known_is_said()
    {
        new SyntheticSweep { HasImages = false, HasLabels = false, HasTraining = false, Layers = ["input"] }.Write(folder.Path);
        using PdfDocument pdf = Render(explanation => explanation with
        {
            Datasets = [.. explanation.Datasets.Select(dataset => dataset with
            {
                TrueClass = null,
                Image = null,
                Models = [.. dataset.Models.Select(model => new ExplainedModel { Model = model.Model })],
            })],
        });
        Assert.True(pdf.TryGetBookmarks(out Bookmarks? bookmarks));
        Assert.Equal(["Sample", "Neighbours"], bookmarks!.Roots.Select(node => node.Title));
        AssertSays("Its true class is not known", pdf.GetPage(1));
        AssertSays("pixels was not trained to tell classes apart", pdf.GetPage(1));
    }

    [Fact]
    public void A_row_from_a_file_is_a_table_of_values_beside_its_nearest_rows()
    {
        new SyntheticSweep { HasImages = false, HasTraining = false, Layers = ["input"] }.Write(folder.Path);
        using PdfDocument pdf = Render(explanation => explanation with
        {
            Sample = null,
            Row = "new.csv, row 3",
            Datasets = [.. explanation.Datasets.Select(dataset => dataset with
            {
                Sample = null,
                TrueClass = null,
                Image = null,
                Table = new ExplainedTable(
                    new RowEncoding { Features = 2, Names = ["width", "height"] },
                    new Matrix([.. Enumerable.Range(0, 2 * dataset.Dataset.Samples).Select(i => i / 2 * (i % 2 == 0 ? 1f : 3f))],
                        dataset.Dataset.Samples, 2),
                    new Matrix([12.5f, 34f], 1, 2)),
                Models = [.. dataset.Models.Select(model => new ExplainedModel { Model = model.Model })],
            })],
        });
        Assert.Equal("synthetic: new.csv, row 3", pdf.Information.Title);
        AssertSays("new.csv, row 3 as a row of", pdf.GetPage(1));
        AssertSays("A row that the sweep synthetic has never seen", pdf.GetPage(1));
        AssertSays("width 12.5", pdf.GetPage(1));
        AssertSays("The rows nearest in input. Their values in every column.", pdf.GetPage(2));
        AssertSays("sample 20", pdf.GetPage(2));
        AssertSays("2.00 20 60", pdf.GetPage(2));
        AssertSays("the fitted reducer placed the row among the samples", pdf.GetPage(2));
    }

    [Fact]
    public void The_same_explanation_gives_the_same_bytes()
    {
        new SyntheticSweep().Write(folder.Path);
        byte[] Once()
        {
            Render().Dispose();
            return File.ReadAllBytes(Path.Combine(folder.Path, "out.pdf"));
        }

        Assert.Equal(Once(), Once());
    }

    [Fact]
    public void The_chosen_pictures_are_the_best_settings_of_the_first_seed()
    {
        new SyntheticSweep().Write(folder.Path);
        SweepResults results = ResultsFile.Read(new SweepPaths(folder.Path));
        IReadOnlyList<ChosenPictures> chosen = BestPictures.Of(results);
        Assert.Equal(results.Layers.Select(layer => layer.Id), chosen.Select(choice => choice.LayerId));
        TrialResult[] trials = [.. chosen[^1].TrialIds.Select(id => results.Trials.Single(trial => trial.Id == id))];
        Assert.Equal(["pca", "tsne", "umap"], trials.Select(trial => trial.Reducer));
        Assert.All(trials, trial => Assert.Equal(0, trial.Seed));
        Assert.Equal([50.0, 30.0], trials.Skip(1).Select(trial => Convert.ToDouble(trial.Varied.Values.Single())));
    }

    /// <summary>Where lines are broken does not matter.</summary>
    private static void AssertSays(string expected, params Page[] pages)
    {
        static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        Assert.Contains(Words(expected), Words(string.Concat(pages.Select(page => page.Text))), StringComparison.Ordinal);
    }

    private PdfDocument Print(SyntheticSweep sweep, (int Channels, int Height, int Width)? maps = null)
    {
        sweep.Write(folder.Path);
        return Render(maps: maps);
    }

    private PdfDocument Render(Func<Explanation, Explanation>? change = null, (int Channels, int Height, int Width)? maps = null)
    {
        Explanation explanation = MadeUp(ResultsFile.Read(new SweepPaths(folder.Path)), maps ?? (16, 28, 28));
        RenderedReport report = ExplanationRenderer.Render(
            folder.Path, change?.Invoke(explanation) ?? explanation, Path.Combine(folder.Path, "out.pdf"));
        return PdfDocument.Open(report.Path);
    }

    private static Explanation MadeUp(SweepResults results, (int Channels, int Height, int Width) size)
    {
        int classes = Math.Max(1, results.Datasets[0].ClassNames.Count);
        double[] shares = [.. Enumerable.Range(0, classes).Select(c => c == 2 % classes ? 0.9 : 0.1 / Math.Max(1, classes - 1))];
        float[] values = [.. Enumerable.Range(0, size.Channels * size.Height * size.Width)
            .Select(i => i < size.Height * size.Width ? 0 : i % 37 / 10f)];
        float[] vector = [.. Enumerable.Range(0, 64).Select(i => Math.Max(0, MathF.Sin(i) * 9))];
        NearSamples near = new([10, 20, 30, 40, 50, 60, 70, 80], [1, 2, 3, 4, 5, 6, 7, 8]);
        NearSamples other = new([10, 20, 31, 41, 51, 61, 71, 81], [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f]);
        IReadOnlyList<ChosenPictures> chosen = BestPictures.Of(results);
        return new Explanation(results.Name, 3, null,
        [
            new ExplainedDataset
            {
                Dataset = results.Datasets[0],
                Sample = 3,
                TrueClass = 3 % classes,
                Image = new ExplainedImage(new ImageShape(8, 8, 1), new byte[64]),
                Models =
                [
                    new ExplainedModel
                    {
                        Model = results.Models[0],
                        Prediction = new Prediction(shares),
                        Maps = new FeatureMaps("relu1", "conv1", size.Channels, size.Height, size.Width, values),
                        Vector = new UnitVector("penultimate", true, vector) { Mean = vector, MeanClass = 2 % classes, MeanCount = 20 },
                    },
                ],
                Layers = [.. results.Layers.Select((layer, i) => new ExplainedLayer
                {
                    Layer = layer,
                    Nearest = near,
                    Places = [.. chosen[i].TrialIds.Select(id => new PlacedInput(results.Trials.Single(trial => trial.Id == id), [1, 2], other))],
                })],
            },
        ]);
    }
}
