using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Tests.Reports;
using Experiments.Viewer;
using SkiaSharp;

namespace Experiments.Tests.Viewer;

public sealed partial class ViewerTests
{
    private static readonly SyntheticSweep Small = new() { Samples = 60, Seeds = 1, Layers = ["input", "penultimate"] };

    [Fact]
    public void What_the_file_holds_is_what_the_folder_holds()
    {
        using TemporaryFolder folder = new();
        ViewerFile file = ViewerFile.Of(Small.Write(folder.Path));
        StoredSweep stored = StoredSweep.Open(folder.Path);

        Assert.Equal(10, file["pictures"].Length);
        Assert.All(file["pictures"], picture => HoldsPicture(file, picture, stored));
        Assert.Equal(stored.Labels("data0")!.Select(label => (double)label), file.Numbers(file.Dataset["labels"]));
        Assert.Equal(Enumerable.Range(0, 10).Select(c => $"class {c}"), file.Dataset["classes"]!.AsArray().Select(one => (string)one!["name"]!));
        Assert.Null(file.Dataset["rows"]);
        HoldsImages(file, stored);
        JsonObject layer = Assert.Single(file["layers"], layer => layer["neighbors"] is not null);
        HoldsNeighbors(file, layer, stored);
        HoldsVectors(file, layer, stored);
        Assert.Equal(stored.Predicted("model0")!.Select(label => (double)label), file.Numbers(file["models"][0]["predicted"]));
        AreShares(stored.Confidence("model0")!.Select(share => (double)share), file.Numbers(file["models"][0]["confidence"]));
    }

    private static void HoldsPicture(ViewerFile file, JsonObject picture, StoredSweep stored)
    {
        Points points = stored.Embedding((string)picture["id"]!)!;
        double[] box = [.. picture["box"]!.AsArray().Select(number => (double)number!)];
        double[] places = file.Numbers(picture["points"]);
        Assert.Equal(2 * points.Count, places.Length);
        for (int i = 0; i < points.Count; i++)
        {
            Assert.Equal(points.X[i], box[0] + (places[2 * i] / 65535 * box[2]), box[2] / 65535);
            Assert.Equal(points.Y[i], box[1] + (places[(2 * i) + 1] / 65535 * box[2]), box[2] / 65535);
        }

        PointQuality? quality = stored.Quality((string)picture["id"]!)?.Points;
        Assert.Equal(quality is null, picture["trust"] is null);
        if (quality is not null)
        {
            AreShares(quality.Trustworthiness, file.Numbers(picture["trust"]));
            AreShares(quality.Continuity, file.Numbers(picture["continuity"]));
        }
    }

    private static void AreShares(IEnumerable<double> expected, double[] bytes) =>
        Assert.Equal(expected, bytes.Select(share => share / 255), (a, b) => Math.Abs(a - b) <= (0.5 / 255) + 1e-6);

    private static void HoldsImages(ViewerFile file, StoredSweep stored)
    {
        JsonObject images = file.Dataset["images"]!.AsObject();
        Assert.Equal((8, 8), ((int)images["width"]!, (int)images["height"]!));
        using SKBitmap sheet = SKBitmap.Decode(file.Image(Assert.Single(images["sheets"]!.AsArray())));
        ImageSet set = stored.Images("data0")!;
        int columns = (int)images["columns"]!;
        double error = Enumerable.Range(0, 60).SelectMany(i => Enumerable.Range(0, 64), (i, at) =>
            Math.Abs(sheet.GetPixel((i % columns * 8) + (at % 8), (i / columns * 8) + (at / 8)).Green - set.Pixels[(i * 64) + at])).Average();
        Assert.InRange(error, 0, 6);
    }

    private static void HoldsNeighbors(ViewerFile file, JsonObject layer, StoredSweep stored)
    {
        NeighborGraph graph = stored.Neighbors((string)layer["id"]!)!;
        JsonNode neighbors = layer["neighbors"]!;
        double scale = (double)neighbors["scale"]!;
        Assert.Equal(graph.K, (int)neighbors["k"]!);
        Assert.Equal(graph.Indices.ToArray().Select(id => (double)id), file.Numbers(neighbors["ids"]));
        Assert.Equal(graph.Distances.ToArray().Select(distance => (double)distance),
            file.Numbers(neighbors["distances"]).Select(distance => distance * scale), (a, b) => Math.Abs(a - b) <= scale);
    }

    private static void HoldsVectors(ViewerFile file, JsonObject layer, StoredSweep stored)
    {
        Matrix activations = stored.Activations((string)layer["id"]!)!;
        JsonNode vectors = layer["vectors"]!;
        double step = (double)vectors["step"]!;
        double[] offset = [.. vectors["offset"]!.AsArray().Select(number => (double)number!)];
        double[] values = file.Numbers(vectors["data"]);
        Assert.Equal(activations.Values.ToArray().Select(value => (double)value),
            values.Select((value, i) => offset[i % offset.Length] + (value * step)), (a, b) => Math.Abs(a - b) <= (0.5 * step) + 1e-6);
    }

    [Fact]
    public void Labels_that_are_markup_stay_text()
    {
        const string Markup = "</script><img src=x onerror=alert(1)>\u2028&'\"";
        using TemporaryFolder folder = new();
        SyntheticSweep sweep = Small with { Classes = 3, ClassName = c => $"{Markup}{c}", Name = "<b>name" };
        ViewerFile file = ViewerFile.Of(sweep.Write(folder.Path), words: new ViewerWords { Findings = [new HeadedText(Markup, Markup)] });

        Assert.Equal([Markup + 0, Markup + 1, Markup + 2], file.Dataset["classes"]!.AsArray().Select(one => (string)one!["name"]!));
        Assert.Equal(Markup, (string)file["findings"][0]["heading"]!);
        Assert.DoesNotContain("<img", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", file.Text, StringComparison.Ordinal);
        Assert.Contains("<title>&lt;b&gt;name</title>", file.Text, StringComparison.Ordinal);
        int scripts = Regex.Count(file.Text, "<script");
        Assert.Equal(scripts, Regex.Count(file.Text, "</script"));
    }

    [Fact]
    public void The_policy_names_the_one_script_and_the_one_style()
    {
        using TemporaryFolder folder = new();
        ViewerFile file = ViewerFile.Of(Small.Write(folder.Path));
        string policy = Policy().Match(file.Text).Groups[1].Value;

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src {ViewerFile.Hash(Script().Match(file.Text).Groups[1].Value)};", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src {ViewerFile.Hash(Style().Match(file.Text).Groups[1].Value)};", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<[a-z]+ [^>]*\b(src|href|style|on[a-z]+)=", Script().Replace(file.Text, string.Empty));
    }

    [Fact]
    public void The_same_folder_gives_the_same_bytes()
    {
        using TemporaryFolder folder = new();
        string first = ViewerFile.Of(Small.Write(folder.Path)).Text;
        Assert.Equal(first, ViewerFile.Of(folder.Path).Text);
    }

    [Fact]
    public void A_folder_of_an_earlier_version_shows_what_it_has()
    {
        using TemporaryFolder folder = new();
        SyntheticSweep sweep = Small with { HasNeighbors = false, HasActivations = false, HasSpectra = false, IsOfFirstFormat = true };
        ViewerFile file = ViewerFile.Of(sweep.Write(folder.Path));

        Assert.All(file["layers"], layer => Assert.True(layer["neighbors"] is null && layer["vectors"] is null && layer["spectrum"] is null));
        Assert.Null(file["models"][0]["predicted"]);
        Assert.All(file["pictures"], picture => Assert.NotNull(picture["points"]));
    }

    [Fact]
    public void Trials_that_failed_are_there_with_their_reasons()
    {
        using TemporaryFolder folder = new();
        SyntheticSweep sweep = Small with
        {
            Outcome = trial => trial switch
            {
                1 => (TrialStatus.Failed, "too <few>"),
                2 => (TrialStatus.Pending, null),
                _ => (TrialStatus.Done, null),
            },
        };
        JsonObject[] pictures = ViewerFile.Of(sweep.Write(folder.Path))["pictures"];

        Assert.Equal(["failed", "pending"],
            pictures.Where(picture => picture["points"] is null).Select(picture => (string)picture["status"]!).Order());
        JsonObject failed = pictures.Single(picture => (string)picture["status"]! == "failed");
        Assert.Equal("too <few>", (string)failed["reason"]!);
        Assert.Empty(failed["scores"]!.AsObject());
        Assert.Null(failed["box"]);
    }

    [Theory]
    [InlineData(false, false, 10, 60)]
    [InlineData(true, true, 1, 60)]
    [InlineData(true, true, 2, 3)]
    public void Sweeps_without_labels_or_images_and_tiny_ones_are_shown(bool hasLabels, bool hasImages, int classes, int samples)
    {
        using TemporaryFolder folder = new();
        SyntheticSweep sweep = Small with
        {
            HasLabels = hasLabels,
            HasImages = hasImages,
            Classes = classes,
            Samples = samples,
            HasActivations = samples > 3,
            HasTraining = hasLabels,
        };
        ViewerFile file = ViewerFile.Of(sweep.Write(folder.Path));

        Assert.Equal(samples, (int)file.Dataset["samples"]!);
        Assert.Equal(hasLabels, file.Dataset["labels"] is not null);
        Assert.Equal(hasLabels ? classes : 0, file.Dataset["classes"]!.AsArray().Count);
        Assert.Equal(!hasLabels, file.Dataset["grouping"] is not null);
        Assert.Equal(hasImages, file.Dataset["images"] is not null);
        Assert.All(file["pictures"], picture => Assert.Equal(2 * samples, (int)picture["points"]!["n"]!));
    }

    [Fact]
    public void Groups_of_samples_without_labels_are_named_coloured_and_told()
    {
        using TemporaryFolder folder = new();
        ViewerWords words = new() { ClassColor = (c, n) => $"#0000{n:00}{c}" };
        ViewerFile file = ViewerFile.Of((Small with { HasLabels = false, HasTraining = false }).Write(folder.Path), words: words);
        Grouping grouping = StoredSweep.Open(folder.Path).Grouping("data0")!;

        JsonNode head = file.Dataset["grouping"]!;
        Assert.Equal(grouping.Groups.Select(group => (double)group), file.Numbers(head["data"]));
        Assert.Equal(Enumerable.Range(1, grouping.Count).Select(i => ($"group {i}", $"#0000{grouping.Count:00}{i - 1}")),
            head["groups"]!.AsArray().Select(one => ((string)one!["name"]!, (string)one["color"]!)));
        Assert.Equal(("k-means", "penultimate of pixels"), ((string)head["method"]!, (string)head["place"]!));
        Assert.EndsWith("they are a grouping, not classes.", (string)head["told"]!, StringComparison.Ordinal);
        Assert.Null(file.Dataset["labels"]);
    }

    [Fact]
    public void The_best_pictures_are_those_of_the_printed_report_in_its_colours()
    {
        using TemporaryFolder folder = new();
        string path = (Small with { Seeds = 2 }).Write(folder.Path);
        ViewerWords words = new() { ReducerColor = kind => kind == "umap" ? "#123456" : "#abcdef", ClassColor = (c, n) => $"#0000{n:00}{c}" };
        ViewerFile file = ViewerFile.Of(path, words: words);

        Assert.Equal(
            Experiments.Results.Choosing.BestPictures.Of(StoredSweep.Open(path).Results).SelectMany(choice => choice.TrialIds).Order(),
            file["pictures"].Where(picture => (bool)picture["best"]!).Select(picture => (string)picture["id"]!).Order());
        Assert.All(file["pictures"], picture =>
            Assert.Equal((string)picture["kind"]! == "umap" ? "#123456" : "#abcdef", (string)picture["color"]!));
        Assert.Equal("#0000103", (string)file.Dataset["classes"]![3]!["color"]!);
        Assert.Equal(3, file.Head["start"]!.AsArray().Count);
    }

    [GeneratedRegex("""http-equiv="Content-Security-Policy" content="([^"]*)">""")]
    private static partial Regex Policy();

    [GeneratedRegex("""<script type="module"(?: async)?>(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
