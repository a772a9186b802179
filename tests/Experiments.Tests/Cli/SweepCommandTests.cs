using System.Text.Json.Nodes;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Experiments.Tests.Cli;

public sealed class SweepCommandTests : IDisposable
{
    private const string Config = """
        name: tiny
        seeds: 2
        datasets:
          - {kind: glyphs, samples: 120, train_size: 300, test_size: 150}
        models:
          - name: cnn
            kind: cnn
            layers:
              - {conv: {filters: 4, bias: false}}
              - relu
              - {maxpool: 4}
              - flatten
              - {dense: 16, name: penultimate, activation: relu}
              - {dense: classes}
            training: {epochs: 2, batch_size: 50}
        layers: [input, penultimate]
        reducers:
          - {kind: pca}
          - {kind: tsne, perplexity: [5, 10], n_iter: 60, early_exaggeration_iter: 30}
          - {kind: umap, n_neighbors: 8, n_epochs: 50}
        metrics: {neighbors: [5, 15]}
        """;

    private readonly TemporaryFolder folder = new();

    public SweepCommandTests() => File.WriteAllText(folder["tiny.yaml"], Config);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_sweep_writes_its_files_and_prints_where_the_report_is_and_what_it_found()
    {
        CommandResult run = Sweep("out", "--jobs", "2", "--figures", folder["pictures"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains($"figures: {folder["pictures"]} ({Directory.GetFiles(folder["pictures"]).Length - 1} files)", run.Output,
            StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(folder["pictures"], "null-baseline-*.png"));
        Assert.True(File.Exists(Path.Combine(folder["pictures"], "leaderboard.tex")));
        Assert.Contains(Path.Combine("out", "report.pdf"), run.Output, StringComparison.Ordinal);
        Assert.Contains("trustworthiness", run.Output, StringComparison.Ordinal);
        foreach (string file in new[] { "report.pdf", "results.csv", "results.json", "config.yaml" })
        {
            Assert.True(new FileInfo(Path.Combine(folder["out"], file)).Length > 0, file);
        }

        JsonNode results = JsonNode.Parse(File.ReadAllText(Path.Combine(folder["out"], "results.json")))!;
        Assert.Equal(14, results["trials"]!.AsArray().Count);
        Assert.All(results["trials"]!.AsArray(), trial => Assert.Equal("done", (string?)trial!["status"]));
        AssertTellsVersions(results["environment"]!);
    }

    /// <summary>Results and report tell the versions of the libraries that the program was resolved with.</summary>
    private void AssertTellsVersions(JsonNode environment)
    {
        string resolved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "experiments.deps.json"));
        using PdfDocument report = PdfDocument.Open(Path.Combine(folder["out"], "report.pdf"));
        Page page = report.GetPages().Last(one => one.Text.Contains("Machine and versions.", StringComparison.Ordinal));
        string[] words = [.. page.GetWords().Select(word => word.Text)];
        Assert.All(new Dictionary<string, string>
        {
            ["torchsharp"] = "TorchSharp",
            ["libtorch"] = $"libtorch-cpu-{(OperatingSystem.IsLinux() ? "linux-x64" : OperatingSystem.IsMacOS() ? "osx-arm64" : "win-x64")}",
            ["onnxruntime"] = "Microsoft.ML.OnnxRuntime",
            ["skiasharp"] = "SkiaSharp",
        }, library =>
        {
            string version = (string)environment[library.Key]!;
            Assert.Contains($"\"{library.Value}/{version}\"", resolved, StringComparison.Ordinal);
            Assert.Contains(library.Key, words);
            Assert.Contains(version, words);
        });
    }

    /// <summary>In a process of its own: the first failed move there may be reported with another's error number.</summary>
    [Fact]
    public void Fresh_with_an_empty_cache_fails_no_trial()
    {
        File.WriteAllText(folder["plain.yaml"],
            "{name: plain, datasets: [{kind: glyphs, samples: 30}], models: [{kind: pixels}], reducers: [{kind: pca}], metrics: {neighbors: [5]}}");
        CommandResult run = CommandLine.Run(folder.Path, "sweep", "plain.yaml", "--fresh");
        Assert.True(run.ExitCode == 0, run.Error);
    }

    [Fact]
    public void A_folder_for_figures_that_cannot_be_written_stops_a_sweep_before_it_runs()
    {
        File.WriteAllText(folder["pictures"], "a file");
        CommandResult run = Sweep("out", "--figures", folder["pictures"]);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"experiments: Cannot write figures to {folder["pictures"]}: ", Assert.Single(run.Error.TrimEnd().Split('\n')),
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
        Assert.Equal(2, CommandLine.Run(folder.Path, "report", "out", "--figures-format", "svg").ExitCode);
    }

    [Fact]
    public void Jobs_and_processes_do_not_change_results_and_a_second_run_computes_nothing()
    {
        Sweep("one", "--jobs", "1");
        CommandResult two = CommandLine.Run(folder.Path, "sweep", "tiny.yaml", "--out", "two", "--jobs", "2", "--fresh");
        Assert.True(two.ExitCode == 0, two.Error);
        Dictionary<string, byte[]> first = Embeddings("one");
        Dictionary<string, byte[]> second = Embeddings("two");
        Assert.Equal(14, first.Count);
        Assert.Equal(first.Keys.Order(), second.Keys.Order());
        Assert.All(first, pair => Assert.Equal(pair.Value, second[pair.Key]));

        string table = File.ReadAllText(Path.Combine(folder["two"], "results.csv"));
        CommandResult again = Sweep("two", "--jobs", "2");
        Assert.DoesNotContain("done in", again.Error, StringComparison.Ordinal);
        Assert.Equal(table, File.ReadAllText(Path.Combine(folder["two"], "results.csv")));
    }

    [Fact]
    public void Dry_run_runs_nothing_and_counts_trials_and_stages()
    {
        CommandResult run = Sweep("dry", "--dry-run");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("14", run.Output, StringComparison.Ordinal);
        Assert.Contains("train", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["dry"]));
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_with_its_place()
    {
        File.WriteAllText(folder["tiny.yaml"],
            Config.Replace("perplexity: [5, 10]", "perplexty: 5").Replace("relu}", "rleu}").Replace("samples: 120", "samples: many"));
        CommandResult run = Sweep("bad");
        Assert.Equal(1, run.ExitCode);
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^experiments: tiny\.yaml:\d+:\d+: ", line));
        Assert.Contains("did you mean 'perplexity'?", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["bad"]));
    }

    [Fact]
    public void Report_prints_again_without_the_cache_and_refuses_unknown_pages()
    {
        Sweep("out");
        Directory.Delete(folder[".cache"], recursive: true);
        CommandResult run = CommandLine.Run(folder.Path, "report", "out", "--pages", "scree,atlas", "--output", "short.pdf");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(new FileInfo(folder["short.pdf"]).Length < new FileInfo(Path.Combine(folder["out"], "report.pdf")).Length);
        CommandResult wrong = CommandLine.Run(folder.Path, "report", "out", "--pages", "scre");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("Scree", wrong.Error, StringComparison.Ordinal);
    }

    private CommandResult Sweep(string output, params string[] more) =>
        CommandLine.Run(folder.Path, ["sweep", "tiny.yaml", "--out", output, .. more]);

    private Dictionary<string, byte[]> Embeddings(string output) => Directory
        .EnumerateFiles(Path.Combine(folder[output], "trials"), "embedding.npy", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetFileName(Path.GetDirectoryName(file)!), File.ReadAllBytes);
}
