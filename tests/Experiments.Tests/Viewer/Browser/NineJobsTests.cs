using Experiments.Tests.Cli;
using Experiments.Tests.Reports;
using Experiments.Tests.Sweeps;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>
/// The nine things that readers come to do, done by mouse and keys from first to last on the reports of real sweeps: the configurations that stand in
/// configs/, a table without images, and a comparison. They take minutes, so they have a browser of their own, beside the others'.
/// </summary>
public sealed class NineJobsTests(Chromium browser) : IClassFixture<Chromium>, IDisposable
{
    private const string Table = """
        name: table
        seeds: {reduce: 2}
        datasets: [{kind: table, file: rows.csv, id: id, label: kind, ignore: place, scale: standard}]
        reducers: [pca, {kind: tsne, perplexity: [5, 15], n_iter: 250}, {kind: umap, n_neighbors: 8}]
        metrics: {neighbors: [5, 15]}
        """;

    private readonly Reports.TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task On_the_quickstart() => Do(() => Sweep("quickstart", "datasets[0].train_samples=1000"), "report.html", "quickstart");

    /// <summary>One seed and little training, here as in the others: the pictures are worse, the page is the same.</summary>
    [Fact]
    public Task On_the_walk_through_of_MNIST() =>
        Do(
            () => Sweep("mnist-walkthrough", "datasets[0].train_samples=3000", "models[0].training.epochs=1", "seeds=1"), "report.html",
            "mnist-walkthrough");

    [Fact]
    public Task On_ten_thousand_images_of_CIFAR_10() =>
        Do(() => Sweep("cifar10-latent", "datasets[0].train_samples=3000", "models[0].training.epochs=1"), "report.html", "cifar10-latent");

    [Fact]
    public Task On_a_table_without_images() => Do(
        () =>
        {
            Random random = new(3);
            File.WriteAllLines(Path.Combine(folder.Path, "rows.csv"),
            [
                "id,length,width,mass,place,kind",
                .. Enumerable.Range(0, 150).Select(i => string.Join(',', $"row {i}", (i % 3) + random.NextDouble(), (i % 3 * 2) + random.NextDouble(),
                    random.NextDouble(), i % 2 == 0 ? "north" : "south", $"kind {i % 3}")),
            ]);
            File.WriteAllText(Path.Combine(folder.Path, "table.yaml"), Table);
            Run("sweep", "table.yaml", "--out", "table");
        },
        "report.html",
        "table");

    [Fact]
    public Task On_a_comparison() => Do(
        () =>
        {
            _ = ComparisonSweeps.Write(folder, ComparisonSweeps.Baseline, ComparisonSweeps.Longer);
            Run("compare", "a", "b", "--out", "cmp");
        },
        Path.Combine("..", "cmp", "comparison.html"),
        "a",
        "b");

    private async Task Do(Action prepare, string file, params string[] sweeps)
    {
        browser.Require();
        prepare();
        await browser.Look(() => Path.Combine(folder.Path, sweeps[0], file), page => new NineJobs(page, folder.Path, sweeps).Do());
    }

    /// <summary>Runs a sweep of configs/, on real data where it needs some; skips the test where there is none.</summary>
    private void Sweep(string name, params string[] settings)
    {
        string config = Repository.At($"configs/{name}.yaml");
        string? data = Environment.GetEnvironmentVariable("EXPERIMENTS_DATA") is { Length: > 0 } set ? set : null;
        Assert.SkipWhen(data is null && !File.ReadAllText(config).Contains("kind: glyphs", StringComparison.Ordinal),
            "needs real data: set EXPERIMENTS_DATA to a folder with it");
        string[] found = data is null ? [] : ["--data", data];
        Run(["sweep", config, "--out", name, .. found, .. settings.SelectMany(one => new[] { "--set", one })]);
    }

    private void Run(params string[] arguments)
    {
        CommandResult run = CommandLine.Run(folder.Path, arguments);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}
