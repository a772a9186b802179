using Experiments.Reports.Comparison.Model;
using Experiments.Results.Folder;
using Experiments.Results.Yaml;

namespace Experiments.Tests.Reports;

/// <summary>Which settings of resolved configurations differ, by paths that stay put when a list grows.</summary>
public sealed class ConfigurationDifferencesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Unchanged_settings_and_the_name_are_not_listed()
    {
        Assert.Empty(Between("name: a\nseeds: {reduce: [0]}", "name: b\nseeds: {reduce: [0]}"));
        Assert.Equal(["seeds.reduce: [0] | [0, 1]"], Between("seeds: {reduce: [0]}", "seeds: {reduce: [0, 1]}"));
    }

    [Fact]
    public void One_more_item_does_not_make_those_behind_it_look_changed() => Assert.Equal(
        ["reducers[tsne]: null | {kind: tsne, perplexity: 30}", "reducers[umap].min_dist: 0.1 | 0.5"],
        Between("reducers: [{kind: pca}, {kind: umap, min_dist: 0.1}]",
            "reducers: [{kind: pca}, {kind: tsne, perplexity: 30}, {kind: umap, min_dist: 0.5}]")
            .Order());

    [Fact]
    public void Items_are_known_by_name_before_kind_and_counted_where_they_are_alike() => Assert.Equal(
        ["models[big].width: 4 | 8", "reducers[umap 2].min_dist: 0.5 | 0.6"],
        Between("models: [{name: big, kind: cnn, width: 4}]\nreducers: [{kind: umap, min_dist: 0.1}, {kind: umap, min_dist: 0.5}]",
            "models: [{name: big, kind: cnn, width: 8}]\nreducers: [{kind: umap, min_dist: 0.1}, {kind: umap, min_dist: 0.6}]"));

    [Fact]
    public void Another_order_of_the_same_items_is_a_difference() => Assert.Equal(
        ["layers (order): relu, pool | pool, relu"], Between("layers: [{relu: {}}, {pool: {}}]", "layers: [{pool: {}}, {relu: {}}]"));

    [Fact]
    public void What_some_lack_and_others_set_differently_is_told_as_both() => Assert.Equal(
        ["datasets[glyphs]: given | given | null", "datasets[glyphs].samples: 100 | 200 | null", "datasets[mnist]: null | null | {kind: mnist}"],
        Between("datasets: [{kind: glyphs, samples: 100}]", "datasets: [{kind: glyphs, samples: 200}]", "datasets: [{kind: mnist}]"));

    [Fact]
    public void A_configuration_that_is_missing_takes_no_part()
    {
        IReadOnlyList<Difference> found = ConfigurationDifferences.Between([Node("a: 1", 0), null, Node("a: 2", 1)]);
        Assert.Equal(["1", null, "2"], Assert.Single(found).Values);
    }

    private string[] Between(params string[] texts) => [.. ConfigurationDifferences.Between([.. texts.Select(Node)])
        .Select(difference => $"{difference.Path}: {string.Join(" | ", difference.Values.Select(value => value ?? "null"))}")];

    private ConfigNode? Node(string yaml, int place)
    {
        SweepPaths paths = new(Path.Combine(folder.Path, $"{place}"));
        Directory.CreateDirectory(paths.Root);
        File.WriteAllText(paths.ConfigYaml, yaml);
        return ResolvedConfig.Read(paths);
    }
}
