using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Tests.Data;
using UglyToad.PdfPig;

namespace Experiments.Tests.Cli;

/// <summary>A user's own photographs through the whole program: none vanishes, each keeps its name.</summary>
public sealed class OwnImagesTests : IDisposable
{
    private const string Rest = """
        models: [{kind: pixels}]
        reducers: [{kind: pca}]
        metrics: {neighbors: [3]}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void All_are_shown_under_their_names_and_what_is_left_out_is_told()
    {
        Paint("photos", "ants/a_{0}.png", 8);
        Paint("photos", "bees/b_{0}.png", 8);
        File.WriteAllText(folder["photos/bees/broken.png"], "no image");
        File.WriteAllText(folder["photos/notes.txt"], "x");
        CommandResult run = Sweep("photos", "datasets: [{kind: images, path: photos, on_error: skip}]\nreport: {samples: [3]}\n" + Rest);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("note: images: 1 of 17 images left out, damaged: bees/broken.png", run.Error, StringComparison.Ordinal);
        Assert.Contains("note: images: 1 file left out, no image: notes.txt", run.Error, StringComparison.Ordinal);

        JsonNode dataset = JsonNode.Parse(File.ReadAllText(folder["out/results.json"]))!["datasets"]![0]!;
        Assert.Equal(("all", 16), ((string?)dataset["split"], (int)dataset["samples"]!));
        Assert.Equal("bees/broken.png", (string?)dataset["left_out"]![0]!["file"]);

        string sql = "SELECT sample, name, class, split FROM samples ORDER BY name";
        JsonArray rows = JsonNode.Parse(CommandLine.Run(folder.Path, "query", "out", sql, "--format", "json").Output)!.AsArray();
        Assert.Equal(
            [.. Enumerable.Range(0, 8).Select(i => $"ants/a_{i}.png ants"), .. Enumerable.Range(0, 8).Select(i => $"bees/b_{i}.png bees")],
            rows.Select(row => $"{row!["name"]} {row["class"]}"));
        Assert.All(rows, row => Assert.Contains((string)row!["split"]!, new[] { "train", "test" }));
        int place = (int)rows[5]!["sample"]!;

        CommandResult explained = CommandLine.Run(folder.Path, "explain", "out", "--sample", "ants/a_5.png", "--json");
        Assert.True(explained.ExitCode == 0, explained.Error);
        JsonNode found = JsonNode.Parse(explained.Output)!["datasets"]![0]!;
        Assert.Equal((place, "ants/a_5.png", "ants"), ((int)found["sample"]!, (string?)found["name"], (string?)found["true_class"]));
        JsonNode near = found["embeddings"]![0]!["nearest_in_layer"]!;
        Assert.Equal(
            near["samples"]!.AsArray().Select(index => (string?)rows.First(row => (int)row!["sample"]! == (int)index!)!["name"]),
            near["names"]!.AsArray().Select(name => (string?)name));
        Assert.Contains("ants/a_5.png", Text($"out/explain-sample-{place}.pdf"), StringComparison.Ordinal);
        string report = Text("out/report.pdf");
        Assert.Contains("bees/broken.png", report, StringComparison.Ordinal);
        Assert.Contains((string)rows.First(row => (int)row!["sample"]! == 3)!["name"]!, report, StringComparison.Ordinal);

        CommandResult unknown = CommandLine.Run(folder.Path, "explain", "out", "--sample", "ants/a_55.png");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("got 'ants/a_55.png', expected a name like", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'ants/a_5.png'", unknown.Error, StringComparison.Ordinal);

        CommandLine.Run(folder.Path, "export", "out", "--to", "projector");
        string[] metadata = File.ReadAllLines(Directory.GetFiles(folder["out/projector"], "*-metadata.tsv").Single());
        Assert.Equal("sample\tname\tclass", metadata[0]);
        Assert.Equal($"{place}\tants/a_5.png\tants", metadata[place + 1]);
    }

    [Fact]
    public void A_folder_without_classes_is_embedded_and_nothing_that_needs_labels_is_said()
    {
        Paint("photos", "p_{0}.png", 12);
        CommandResult run = Sweep("photos", "datasets: [{kind: images, path: photos}]\n" + Rest);
        Assert.True(run.ExitCode == 0, run.Error);
        JsonNode results = JsonNode.Parse(File.ReadAllText(folder["out/results.json"]))!;
        Assert.Equal((12, 0), ((int)results["datasets"]![0]!["samples"]!, results["datasets"]![0]!["class_names"]!.AsArray().Count));
        JsonNode trial = results["trials"]![0]!;
        Assert.NotNull(trial["metrics"]!["trustworthiness@3"]);
        Assert.Null(trial["metrics"]!["silhouette"]);
        Assert.Contains("label", (string?)trial["missing_reasons"]!["silhouette"], StringComparison.Ordinal);
        Assert.Contains("p_", Text("out/report.pdf"), StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run(folder.Path, "explain", "out", "--sample", "p_7.png").ExitCode);
    }

    [Fact]
    public void Where_a_network_learns_from_some_of_them_all_can_be_shown_and_it_is_told_which()
    {
        Paint("photos", "ants/a_{0}.png", 10);
        Paint("photos", "bees/b_{0}.png", 10);
        const string network = """
            models: [{name: net, kind: cnn, layers: [flatten, {dense: 4, name: penultimate}, {dense: classes}], training: {epochs: 1}}]
            layers: [penultimate]
            reducers: [{kind: pca}]
            """;
        File.WriteAllText(folder["photos.yaml"], "datasets: [{kind: images, path: photos, split: all}]\n" + network);
        CommandResult run = CommandLine.Run(folder.Path, "sweep", "photos.yaml", "--dry-run");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("images: 20 samples of 'all'", run.Output, StringComparison.Ordinal);
        Assert.Contains("images: 16 of the 20 samples are of the split 'train', which net learned from; the table samples", run.Output,
            StringComparison.Ordinal);

        File.WriteAllText(folder["photos.yaml"], "datasets: [{kind: images, path: photos}]\n" + network);
        Assert.Contains("images: 4 samples of 'test'", CommandLine.Run(folder.Path, "sweep", "photos.yaml", "--dry-run").Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_of_a_sweep_file_begin_at_the_file_then_at_the_data_folder_then_here()
    {
        Paint("project/pictures", "p_{0}.png", 5);
        Paint("data/pictures", "p_{0}.png", 6);
        Paint("pictures", "p_{0}.png", 7);
        File.WriteAllText(folder["project/own.yaml"], "datasets: [{kind: images, path: pictures}]\n" + Rest);
        string[] arguments = ["sweep", Path.Combine("project", "own.yaml"), "--data", "data", "--dry-run"];
        foreach ((int count, string gone) in new[] { (5, "project/pictures"), (6, "data/pictures"), (7, "pictures") })
        {
            CommandResult run = CommandLine.Run(folder.Path, arguments);
            Assert.Contains($"images: {count} samples of 'all'", run.Output + run.Error, StringComparison.Ordinal);
            Directory.Delete(folder[gone], recursive: true);
        }

        string message = CommandLine.Run(folder.Path, arguments).Error;
        Assert.Contains(
            $"pictures: no such file or folder; looked for {folder["project/pictures"]}, {folder["data/pictures"]} and {folder["pictures"]}.",
            message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_would_steer_a_terminal_are_spelled_out()
    {
        Paint("photos", "red\e[31m/a_{0}.png", 4);
        Paint("photos", "=cmd|x/b_{0}.png", 4);
        CommandResult described = CommandLine.Run(folder.Path, "data", "describe", "images", "--set", "path=photos");
        Assert.Contains("red\\u001b[31m", described.Output, StringComparison.Ordinal);
        CommandResult run = Sweep("photos", "datasets: [{kind: images, path: photos}]\n" + Rest);
        Assert.True(run.ExitCode == 0, run.Error);
        string[] outputs =
        [
            described.Output, run.Output, run.Error,
            .. new[] { "table", "csv", "json" }.Select(format =>
                CommandLine.Run(folder.Path, "query", "out", "SELECT name, class FROM samples", "--format", format).Output),
            CommandLine.Run(folder.Path, "explain", "out", "--sample", "0").Output,
            CommandLine.Run(folder.Path, "explain", "out", "--sample", "\e[2J").Error,
        ];
        Assert.All(outputs, output => Assert.DoesNotContain('\e', output));
        Assert.Contains("\"=cmd|x/b_0.png\"", outputs[5], StringComparison.Ordinal);
        Assert.Contains("'=cmd|x/b_0.png,'=cmd|x", outputs[4], StringComparison.Ordinal);
    }

    private CommandResult Sweep(string name, string text)
    {
        File.WriteAllText(folder[$"{name}.yaml"], text);
        return CommandLine.Run(folder.Path, "sweep", $"{name}.yaml", "--out", "out");
    }

    /// <summary>All pages' text.</summary>
    private string Text(string file)
    {
        using PdfDocument pdf = PdfDocument.Open(folder[file]);
        return string.Concat(pdf.GetPages().Select(page => page.Text));
    }

    private void Paint(string root, string pattern, int count)
    {
        ImageShape shape = new(6, 6, 1);
        for (int i = 0; i < count; i++)
        {
            string path = Path.Combine(folder.Path, root, string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, i));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            byte[] pixels = [.. Enumerable.Range(0, shape.Size).Select(p => (byte)((pattern[0] * 40) + (i * p)))];
            PngFile.Write(path, shape, pixels);
        }
    }
}
