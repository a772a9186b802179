using System.Text.Json.Nodes;
using Experiments.Data.Formats;
using Experiments.Tests.Data;
using Experiments.Tests.Viewer;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Outline;

namespace Experiments.Tests.Cli;

/// <summary>A real network and real reducers, explained from the folder that the sweep left.</summary>
public sealed class ExplainCommandTests : IClassFixture<ExplainCommandTests.FinishedSweep>
{
    private readonly FinishedSweep sweep;

    public ExplainCommandTests(FinishedSweep sweep) => this.sweep = sweep;

    [Fact]
    public void Sample_prints_its_pages_and_one_json_object_from_the_same_activations_as_the_sweeps()
    {
        CommandResult run = sweep.Explain("--sample", "7", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        JsonNode dataset = JsonNode.Parse(run.Output)!["datasets"]![0]!;
        JsonNode model = dataset["models"]![0]!;
        Assert.Equal(1, model["probabilities"]!.AsObject().Sum(share => (double)share.Value!), 6);
        Assert.Equal((string?)dataset["true_class"] == (string?)model["prediction"]!["class"], (bool)model["prediction"]!["correct"]!);
        Assert.Equal(("relu1", 4), ((string?)model["feature_maps"]!["layer"], (int)model["feature_maps"]!["channels"]!));
        Assert.Equal(0, (double)model["feature_maps"]!["minimum"]!);
        Assert.Equal(["pca", "tsne", "umap"], dataset["embeddings"]!.AsArray().Select(place => (string)place!["reducer"]!));

        // To the byte what the sweep reduced, although its cache is gone.
        Assert.Equal(sweep.Penultimate[(7 * 16)..(8 * 16)], model["vector"]!["values"]!.AsArray().Select(value => (float)value!));

        using PdfDocument pdf = PdfDocument.Open(Path.Combine(sweep.Folder["out"], "explain-sample-7.pdf"));
        Assert.Equal(4, pdf.NumberOfPages);
        Assert.Contains("sample 7 of Glyphs (test)", pdf.GetPage(1).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_the_page_marks_the_input_among_its_true_neighbours()
    {
        CommandResult run = sweep.Explain("--sample", "9");
        Assert.True(run.ExitCode == 0, run.Error);
        string path = Path.Combine(sweep.Folder["out"], "explain-sample-9.html");
        Assert.Contains($"html: {path}", run.Output, StringComparison.Ordinal);
        ViewerFile page = new(path);
        JsonNode mark = page.Head["mark"]!;

        Assert.Equal(("explanation", "explain-sample-9.pdf"), ((string)page.Head["kind"]!, (string)page.Head["pdf"]!));
        Assert.Equal("sample 9", (string)mark["name"]!);
        foreach (JsonNode? place in mark["places"]!.AsArray())
        {
            double[] points = page.Numbers(page["pictures"][(int)place!["picture"]!]["points"]);
            Assert.Equal((points[18], points[19]), ((double)place["u"]!, (double)place["v"]!));
        }

        Assert.Equal(3, mark["places"]!.AsArray().Count);
        Assert.NotEmpty(mark["neighbors"]!.AsArray());
        Assert.NotNull(mark["image"]);
        Assert.InRange((double)mark["prediction"]!["confidence"]!, 0, 1);
        Assert.NotNull(page["models"][0]["predicted"]);
    }

    [Fact]
    public void The_image_of_a_sample_is_placed_near_it_by_the_fitted_reducers()
    {
        JsonNode known = Json("--sample", "7");
        NpyArray<byte> images = NpyFile.ReadBytes(Directory.GetFiles(sweep.Folder["out"], "images.npy", SearchOption.AllDirectories).Single());
        PngFile.Write(sweep.Folder["seven.png"], new(28, 28, 1), images.Values.AsSpan(7 * 784, 784));

        JsonNode placed = Json("--image", "seven.png", "--output", "seven.pdf");

        Assert.True(File.Exists(sweep.Folder["seven.pdf"]));
        Assert.Equal(known["models"]![0]!["probabilities"]!.ToJsonString(), placed["models"]![0]!["probabilities"]!.ToJsonString());
        foreach ((JsonNode? before, JsonNode? now) in known["embeddings"]!.AsArray().Zip(placed["embeddings"]!.AsArray()))
        {
            Assert.Equal((7, 0f), ((int)now!["nearest_in_layer"]!["samples"]![0]!, (float)now["nearest_in_layer"]!["distances"]![0]!));
            if ((string?)now["reducer"] != "tsne")
            {
                // UMAP starts a duplicate at its twin, PCA is a projection: both stay closer to it than half of what the picture spans.
                Assert.Contains(7, now["nearest_in_embedding"]!["samples"]!.AsArray().Select(index => (int)index!));
            }
        }
    }

    [Fact]
    public void Layer_shows_that_layer_alone()
    {
        JsonNode dataset = Json("--sample", "0", "--layer", "pool1", "--output", "pool.pdf");
        Assert.Equal("pool1", (string?)dataset["models"]![0]!["feature_maps"]!["layer"]);
        Assert.Empty(dataset["embeddings"]!.AsArray());
    }

    [Fact]
    public void Mistakes_are_one_line_each_and_write_nothing()
    {
        File.WriteAllText(sweep.Folder["text.png"], "no image");
        File.WriteAllText(sweep.Folder["table.csv"], "a,b\n1,2\n");
        AssertRefused(1, "expected 0 to 59", "--sample", "60");
        AssertRefused(1, "no such file", "--image", "absent.png");
        AssertRefused(1, "a folder", "--image", "out");
        AssertRefused(1, "not an image", "--image", "text.png");
        AssertRefused(1, "did you mean 'penultimate'?", "--sample", "1", "--layer", "penultimat");
        AssertRefused(1, "got 'one', expected 0 to 59: 'glyphs' has 60 samples in this sweep, and they have no names", "--sample", "one");
        AssertRefused(1, "'glyphs' is no table", "--row", "table.csv");
        AssertRefused(1, "no such file", "--row", "absent.csv:3");
        AssertRefused(2, "one of --sample N, --image FILE, --row FILE and --text WORDS");
        AssertRefused(2, "one of --sample N, --image FILE, --row FILE and --text WORDS", "--sample", "1", "--image", "text.png");
    }

    [Fact]
    public void The_sweeps_report_follows_its_most_telling_samples()
    {
        using PdfDocument pdf = PdfDocument.Open(Path.Combine(sweep.Folder["out"], "report.pdf"));
        Assert.True(pdf.TryGetBookmarks(out Bookmarks? bookmarks));
        string[] Children(string title) => [.. bookmarks!.Roots.Single(node => node.Title == title).Children.Select(node => node.Title)];
        string[] samples = Children("Sample");
        Assert.Equal(2, samples.Length);
        Assert.Contains("the most misplaced", samples[0], StringComparison.Ordinal);
        Assert.Contains("typical of", samples[1], StringComparison.Ordinal);
        string[] placed = [.. Children("Placement").Select(title => title.Split(" in ")[1])];
        Assert.Equal(("PCA", 2), (placed[0], placed.Length));
        Assert.Equal([$"penultimate: {placed[1]}"], Children("Ridge surrogate"));

        CommandResult run = CommandLine.Run(sweep.Folder.Path, "report", "out", "--pages", "sample", "--output", "samples.pdf");
        Assert.True(run.ExitCode == 0, run.Error);
        using PdfDocument all = PdfDocument.Open(sweep.Folder["samples.pdf"]);
        Assert.InRange(all.NumberOfPages, 11, 12);
        Assert.All(pdf.GetPages().Concat(all.GetPages()), page => Assert.All(page.Letters, letter =>
        {
            Assert.InRange(letter.BoundingBox.Left, 53, page.Width - 53);
            Assert.InRange(letter.BoundingBox.Right, 53, page.Width - 52);
        }));
    }

    [Fact]
    public void A_sweep_that_was_stopped_says_so()
    {
        string folder = Path.Combine(sweep.Folder.Path, "stopped");
        Directory.CreateDirectory(folder);
        JsonObject results = JsonNode.Parse(File.ReadAllText(Path.Combine(sweep.Folder["out"], "results.json")))!.AsObject();
        results["finished"] = string.Empty;
        results["format_version"] = 1;
        File.WriteAllText(Path.Combine(folder, "results.json"), results.ToJsonString());
        CommandResult run = CommandLine.Run(sweep.Folder.Path, "explain", "stopped", "--sample", "1");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("was stopped before its end; run it again", run.Error, StringComparison.Ordinal);
    }

    private JsonNode Json(params string[] arguments)
    {
        CommandResult run = sweep.Explain([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonNode.Parse(run.Output)!["datasets"]![0]!;
    }

    private void AssertRefused(int code, string expected, params string[] arguments)
    {
        CommandResult run = sweep.Explain([.. arguments, "--output", "refused.pdf"]);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.Contains("--help", StringComparison.Ordinal));
        Assert.Empty(run.Output);
        Assert.False(File.Exists(sweep.Folder["refused.pdf"]));
    }

    /// <summary>One small sweep for all tests, its cache removed.</summary>
    public sealed class FinishedSweep : IDisposable
    {
        private const string Config = """
            name: tiny
            datasets: [{kind: glyphs, samples: 60, train_size: 200, test_size: 100}]
            models:
              - kind: cnn
                layers: [{conv: {filters: 4, bias: false}}, batchnorm, relu, {maxpool: 4}, flatten, {dense: 16, name: penultimate, activation: relu}, {dense: classes}]
                training: {epochs: 2, batch_size: 50}
            layers: [penultimate]
            reducers: [pca, {kind: tsne, perplexity: 8, n_iter: 60, early_exaggeration_iter: 30}, {kind: umap, n_neighbors: 8, n_epochs: 50}]
            metrics: {neighbors: [5]}
            """;

        public FinishedSweep()
        {
            File.WriteAllText(Folder["tiny.yaml"], Config);
            CommandResult run = CommandLine.Run(Folder.Path, "sweep", "tiny.yaml", "--out", "out");
            Assert.True(run.ExitCode == 0, run.Error);
            string activations = Directory.GetFiles(Path.Combine(Folder[".cache"], "activations"), "activations.npy", SearchOption.AllDirectories)
                .Single();
            Penultimate = NpyFile.ReadSingle(activations).Values;
            Directory.Delete(Folder[".cache"], recursive: true);
        }

        internal TemporaryFolder Folder { get; } = new();

        /// <summary>The activations that the sweep computed, 60 × 16.</summary>
        internal float[] Penultimate { get; }

        public void Dispose() => Folder.Dispose();

        internal CommandResult Explain(params string[] arguments) => CommandLine.Run(Folder.Path, ["explain", "out", .. arguments]);
    }
}
