using System.Text.Json.Nodes;
using Experiments.Cli.Commands;
using Experiments.Cli.Startup;

namespace Experiments.Tests.Cli;

public sealed class CacheCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_cache_of_a_sweep_is_measured_listed_and_pruned()
    {
        File.WriteAllText(folder["tiny.yaml"], """
            name: tiny
            datasets: [{kind: glyphs, train_size: 60, test_size: 60, samples: 40}]
            models: [{kind: pixels}]
            layers: [input]
            reducers: [{kind: pca}, {kind: umap, n_neighbors: 5, n_epochs: 20}]
            metrics: {neighbors: [5]}
            report: {pages: [Findings]}
            """);
        CommandResult sweep = CommandLine.Run(folder.Path, "sweep", "tiny.yaml", "--out", "out");
        Assert.True(sweep.ExitCode == 0, sweep.Error);

        CommandResult size = CommandLine.Run(folder.Path, "cache", "size");
        Assert.Matches(@"(?m)^embedding +2 +[0-9.]+ kB$", size.Output);
        JsonArray all = JsonNode.Parse(CommandLine.Run(folder.Path, "cache", "list", "--json").Output)!.AsArray();
        Assert.Matches($@"(?m)^all +{all.Count} ", size.Output);
        Assert.Equal((long)JsonNode.Parse(CommandLine.Run(folder.Path, "cache", "size", "--json").Output)!["bytes"]!,
            all.Sum(entry => (long)entry!["bytes"]!));

        string[] listed = CommandLine.Run(folder.Path, "cache", "list", "--stage", "embedding", "--sort", "size", "--limit", "1").Output.Split('\n');
        Assert.Matches("^stage +size +last used +took +key +what$", listed[0]);
        Assert.Matches(@"^embedding +[0-9.]+ kB +now +[0-9.]+ s +[0-9a-f]{12}  (PCA|UMAP)", listed[1]);
        Assert.Equal("… and 1 more; --limit 2 lists them", listed[2]);

        CommandResult kept = CommandLine.Run(folder.Path, "cache", "prune", "--unreferenced", "--keep", "out");
        Assert.Equal(0, kept.ExitCode);
        Assert.StartsWith("removed 0 artifacts, 0 B; ", kept.Output, StringComparison.Ordinal);
        CommandResult dry = CommandLine.Run(folder.Path, "cache", "prune", "--max-size", "0B", "--dry-run");
        Assert.Contains($"would remove {all.Count} artifacts, ", dry.Output, StringComparison.Ordinal);
        CommandResult pruned = CommandLine.Run(folder.Path, "cache", "prune", "--max-size", "0B");
        Assert.Contains($"removed {all.Count} artifacts, ", pruned.Output, StringComparison.Ordinal);
        Assert.Contains("; 0 artifacts, 0 B stay", pruned.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^all +0 +0 B$", CommandLine.Run(folder.Path, "cache", "size").Output);
    }

    [Fact]
    public void A_folder_that_is_no_sweep_s_is_said_in_one_line()
    {
        CommandResult result = CommandLine.Run(folder.Path, "cache", "prune", "--unreferenced", "--keep", "nowhere");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"experiments: '{folder["nowhere"]}' holds no results of a sweep: there is no results.json; name the folder that a sweep wrote.",
            Assert.Single(result.Error.TrimEnd().Split('\n')));
    }

    [Theory]
    [InlineData("prune", "nothing says what shall go: give --older-than, --max-size or --unreferenced")]
    [InlineData("prune --unreferenced", "--unreferenced needs the sweeps whose artifacts stay: --keep DIR…")]
    [InlineData("prune --older-than 30", "--older-than: got '30', expected a number with its unit, as in 90min, 12h, 30d or 8w")]
    [InlineData("prune --older-than 30m", "--older-than: got '30m', expected a number with its unit, as in 90min, 12h, 30d or 8w")]
    [InlineData("prune --max-size -2GB", "--max-size: got '-2GB', expected a number with its unit, as in 500MB, 2GB or 2GiB")]
    [InlineData("prune --max-size 999999999999999TB",
        "--max-size: got '999999999999999TB', expected a number with its unit, as in 500MB, 2GB or 2GiB")]
    [InlineData("list --limit 0", "--limit: got '0', expected an integer of at least 1")]
    public void A_mistake_is_said_in_one_line(string line, string expected) =>
        Assert.Equal(expected, Assert.Single(CommandTree.Root.Parse(["cache", .. line.Split(' ')]).Errors).Message);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1 kB")]
    [InlineData(1_234_567, "1.2 MB")]
    [InlineData(123_456_789_012, "123 GB")]
    public void Sizes_are_said_in_three_digits(long bytes, string expected) => Assert.Equal(expected, QuantityOptions.Text(bytes));

    [Theory]
    [InlineData("90min", 1.5)]
    [InlineData("1.5h", 1.5)]
    [InlineData("2d", 48)]
    [InlineData("1w", 168)]
    public void Ages_have_units(string text, double hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), CommandTree.Root.Parse(["cache", "prune", "--older-than", text]).GetValue<TimeSpan?>("--older-than"));

    [Theory]
    [InlineData("1.5kB", 1500)]
    [InlineData("2 gib", 2147483648)]
    public void Sizes_have_units(string text, long bytes) =>
        Assert.Equal(bytes, CommandTree.Root.Parse(["cache", "prune", "--max-size", text]).GetValue<long?>("--max-size"));
}
