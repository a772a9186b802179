using Experiments.Cli;
using Experiments.Results;
using Experiments.Sweeps.Planning;
using Experiments.Tests.Data;

namespace Experiments.Tests.Sweeps;

/// <summary>Files that multiply to more than a machine holds are refused while they are counted, not while they are spelled out.</summary>
public sealed class SweepSizeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("seeds: 10000\nreducers: [{kind: umap, n_neighbors: [5, 6, 7, 8, 9, 10]}]", "6e4 trials; a sweep spells out 50000 at most")]
    [InlineData("seeds: {data: 1000, reduce: 1000}\nreducers: [umap]", "1e6 trials")]
    [InlineData("reducers: [{kind: tsne, perplexity: [NUMBERS], n_iter: [NUMBERS], early_exaggeration: [NUMBERS]}]", "1e6 combinations of settings")]
    public void Products_are_counted_before_they_are_spelled_out(string yaml, string expected)
    {
        string numbers = string.Join(", ", Enumerable.Range(10, 100));
        Assert.Contains(expected, Refused(yaml.Replace("NUMBERS", numbers, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_aliases_are_not_written_out()
    {
        IEnumerable<string> levels = Enumerable.Range(1, 12).Select(i => $"  - &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");
        string message = Refused($"laughs:\n  - &a0 [lol, lol]\n{string.Join('\n', levels)}\nreducers: [pca]");
        Assert.Contains("more than 100000 values, with aliases written out", message, StringComparison.Ordinal);
    }

    private string Refused(string yaml)
    {
        string path = folder.Write("big.yaml", $"name: big\ndatasets: [{{kind: glyphs, samples: 100}}]\n{yaml}\n");
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<SweepException>(() => SweepLoader.Load(path, [], Catalog.Sweeps, DataFixtures.Offline(null))).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        return message;
    }
}
