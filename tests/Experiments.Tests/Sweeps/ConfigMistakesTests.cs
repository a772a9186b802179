using Experiments.Cli;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;

namespace Experiments.Tests.Sweeps;

/// <summary>Typical mistakes with the exact lines that a user reads, all problems of a file at once.</summary>
public class ConfigMistakesTests
{
    [Fact]
    public void All_mistakes_are_reported_at_once_in_file_order()
    {
        using SweepBench bench = new();

        string problems = bench.Problems("""
            nmae: wrong
            seeds: -1
            datasets:
              - {kind: glyph, samples: 30}
              - {kind: glyphs, split: tset}
            models:
              - {kind: fake, widht: 8}
              - {kind: fake, training: {epochs: many}}
            layers: [input, {name: conv1, pool: avg}]
            reducers:
              - {kind: pac}
              - kind: fake
                perplexity: [30, fifty]
                n_neighbors: 1
            search: {strategy: tpa}
            metrics: {neighbors: [5, 0], names: [trustworthines]}
            report: {paper: a5, pages: [Scre]}
            """);

        Assert.Equal(
            $$"""
            sweep.yaml:1:1: unknown key 'nmae' (did you mean 'name'?); known keys: name, seeds, datasets, models, layers, reducers, search, metrics, time_limit, report, slurm
            sweep.yaml:2:8: seeds: got '-1', expected how many (3 gives seeds 0, 1, 2; at most 10000) or a list of seeds: [0, 7]
            sweep.yaml:4:12: kind: got 'glyph', expected one of {{string.Join(", ", bench.Catalog.Datasets.All.Select(kind => kind.Kind))}} (did you mean 'glyphs'?)
            sweep.yaml:5:27: split: got 'tset', expected one of train, test, all (did you mean 'test'?)
            sweep.yaml:7:18: unknown key 'widht' (did you mean 'width'?); known keys: kind, name, layers, training, width, fail
            sweep.yaml:8:37: epochs: got 'many', expected an integer of at least 1
            sweep.yaml:9:37: pool: got 'avg', expected one of none, average
            sweep.yaml:11:12: kind: got 'pac', expected one of pca, fake (did you mean 'pca'?)
            sweep.yaml:13:22: perplexity: got 'fifty', expected a number of at least 1
            sweep.yaml:14:18: n_neighbors: got '1', expected an integer of at least 2
            sweep.yaml:15:20: strategy: got 'tpa', expected one of grid, random, sobol, latin_hypercube, tpe, halving, hyperband (did you mean 'tpe'?)
            sweep.yaml:16:26: neighbors: got '0', expected an integer of at least 1
            sweep.yaml:16:38: names: got 'trustworthines', expected one of {{string.Join(", ", StandardMetrics.All.Select(metric => metric.Name))}} (did you mean 'trustworthiness'?)
            sweep.yaml:17:17: paper: got 'a5', expected one of a4, letter (did you mean 'a4'?)
            sweep.yaml:17:29: pages: got 'Scre', expected one of Findings, Scree, Atlas (did you mean 'Scree'?)
            """.ReplaceLineEndings("\n"),
            problems);
    }

    [Fact]
    public void What_the_data_forbids_is_reported_before_anything_runs()
    {
        using SweepBench bench = new();

        string problems = bench.Problems("""
            datasets:
              - {kind: glyphs, train_size: 60, test_size: 40, samples: 30}
              - {kind: glyphs, name: big, test_size: 40, samples: 41, train_samples: 6001}
            models: [{kind: fake}]
            layers: [penultmate, {name: penultimate, pool: average}]
            reducers: [{kind: fake, perplexity: [5, 10, 20], n_neighbors: [15, 100]}]
            """);

        Assert.Equal(
            """
            sweep.yaml:3:55: samples: got 41, the split 'test' of Glyphs has 40; ask for at most 40, or leave it out for all
            sweep.yaml:3:74: train_samples: got 6001, the split 'train' of Glyphs has 6000; ask for at most 6000, or leave it out for all
            sweep.yaml:5:10: layer: got 'penultmate', expected one of input, conv1, penultimate (did you mean 'penultimate'?)
            sweep.yaml:5:48: pool: average needs a layer of channels x height x width, 'penultimate' is 8; use pool: none
            """.ReplaceLineEndings("\n"),
            problems);
    }

    /// <summary>Tensors of ONNX files have names of any length; a report takes a thousand characters.</summary>
    [Fact]
    public void A_layer_whose_name_no_report_takes_is_refused_before_anything_runs()
    {
        using SweepBench bench = new();

        string problems = bench.Problems($"datasets: [{{kind: glyphs, samples: 30}}]\nlayers: [{new string('t', 1001)}]\nreducers: [pca]");

        Assert.Equal("sweep.yaml:2:10: layer: got a name of 1001 characters, expected at most 1000: the results could not be read again", problems);
    }

    [Fact]
    public void Settings_that_samples_do_not_allow_are_reported_at_the_list_item()
    {
        using SweepBench bench = new();

        string problems = bench.Problems("""
            datasets: [{kind: glyphs, train_size: 60, test_size: 40, samples: 30}]
            reducers: [{kind: fake, perplexity: [5, 10, 20], n_neighbors: [15, 100]}]
            """);

        Assert.Equal(
            """
            sweep.yaml:2:41: fake: perplexity 10 needs more than 30 samples, there are 30
            sweep.yaml:2:45: fake: perplexity 20 needs more than 60 samples, there are 30
            sweep.yaml:2:68: fake: n_neighbors 100 needs more than 100 samples, there are 30
            """.ReplaceLineEndings("\n"),
            problems);
    }

    [Theory]
    [InlineData("name: [a\nseeds: 2\n", "sweep.yaml:1:7: not valid YAML: a bracket or a quote that opens here is not closed")]
    [InlineData("name: b: c\n",
        "sweep.yaml:1:8: not valid YAML: a second ': ' within one value; begin the keys of one mapping in the same column, put a space after each "
        + "':', or quote the value")]
    [InlineData("datasets:\n\t- kind: glyphs\n", "sweep.yaml:2:1: the line is indented with a tab; use spaces")]
    [InlineData("name: a\nname: b\n", "sweep.yaml:2:1: 'name' is given twice; the first is at line 1")]
    [InlineData("", "sweep.yaml:1:1: the file is empty, expected a mapping (key: value) with name, datasets, reducers, …")]
    [InlineData("a: &x [*x]\n", "sweep.yaml:1:8: not valid YAML: the alias *x stands before, or inside, the anchor it names")]
    [InlineData("name: a\n---\nname: b\n", "sweep.yaml:2:1: a second document begins here; a sweep file holds one")]
    [InlineData("- 1\n",
        "sweep.yaml:1:1: got a list, expected a mapping (key: value) with name, seeds, datasets, models, layers, reducers, search, metrics, "
        + "time_limit, report, slurm")]
    [InlineData("name: a/b\n", "sweep.yaml:1:7: name: got 'a/b', expected letters, digits, '-', '_', '.' and spaces: it becomes a folder's name")]
    [InlineData("reducers: []\n", "sweep.yaml:1:11: reducers: got an empty list, expected a list, as in [{kind: pca}]")]
    [InlineData("reducers: [{perplexity: 3}]\n", "sweep.yaml:1:12: reducers: got a mapping without a kind, expected kind: one of pca, fake")]
    [InlineData("reducers: [{kind: fake, perplexity: {low: 1, high: 5}}]\n",
        "sweep.yaml:1:37: a range is for a search: add search: {strategy: tpe, trials: 40} (or random, sobol, latin_hypercube, halving, hyperband), "
        + "or list the values: [0.1, 0.5]")]
    [InlineData("datasets: [glyphs]\nreducers: [{kind: pca}]\nmodels: [fake]\n",
        "sweep.yaml:1:1: 'layers' is missing, expected a list of layers to reduce out of input, conv1, penultimate")]
    [InlineData("name: a\n", "sweep.yaml:1:1: 'datasets' is missing")]
    public void A_broken_file_says_where_and_what(string yaml, string expected)
    {
        using SweepBench bench = new();

        Assert.Contains(expected, bench.Problems(yaml), StringComparison.Ordinal);
    }

    /// <summary>Names stand in folders' names and on every page.</summary>
    [Theory]
    [InlineData("name", "sweep.yaml:1:7: name: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' of 300 characters, expected at "
        + "most 80")]
    [InlineData("datasets", "sweep.yaml:2:33: name: got one of 300 characters, expected at most 80")]
    [InlineData("models",
        "sweep.yaml:3:31: name: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' of 300 characters, expected at most 80")]
    public void A_name_is_short(string place, string expected)
    {
        using SweepBench bench = new();
        string Name(string where) => where == place ? new string('a', 300) : "short";

        string problems = bench.Problems($$"""
            name: {{Name("name")}}
            datasets: [{kind: glyphs, name: {{Name("datasets")}}}]
            models: [{kind: pixels, name: {{Name("models")}}}]
            reducers: [pca]
            """);

        Assert.Contains(expected, problems, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problems);
    }

    [Fact]
    public void A_file_whose_own_name_is_none_is_asked_for_one()
    {
        using SweepBench bench = new();
        string file = Path.Combine(bench.Root, "...yaml");
        File.WriteAllText(file, "datasets: [glyphs]\nreducers: [pca]\n");
        string message = Assert.Throws<SweepException>(() => SweepLoader.Load(
            file, [], bench.Catalog, new Experiments.Data.DataContext { CacheDirectory = bench.Root })).Message;
        Assert.Equal($"{file}:1:1: name is missing, and the file's own is '..', expected letters, digits, '-', '_', '.' and spaces: it becomes a "
            + $"folder's name", message);
    }

    /// <summary>Every whole number that a sweep may hold has an end, by which no product of sizes leaves the integers.</summary>
    [Theory]
    [InlineData("2000000000")]
    [InlineData("2e9")]
    [InlineData("99999999999999999999")]
    public void A_size_without_bounds_ends_at_ten_million(string size)
    {
        foreach (Type options in Catalog.Sweeps.Reducers.All.Select(reducer => reducer.OptionsType)
            .Concat(Catalog.Sweeps.Datasets.All.Select(dataset => dataset.OptionsType)).Append(typeof(SearchConfig)))
        {
            foreach (OptionInfo option in OptionSchema.Of(options).Where(option => option.Type == typeof(int)))
            {
                Assert.False(OptionSchema.TryParse(option, size, out _, out string problem), $"{options.Name}.{option.Name}");
                Assert.Contains(double.IsPositiveInfinity(option.Attribute.Maximum)
                    ? "; the largest is 10000000"
                    : "of at most", problem, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void What_no_array_holds_is_refused_where_it_is_asked_for()
    {
        using SweepBench bench = new();
        string problems = bench.Problems(
            "datasets: [{kind: glyphs, train_size: 60, test_size: 1000}]\nreducers: [{kind: fake, n_components: 9000000}]\n");
        Assert.Equal("sweep.yaml:2:39: fake: 1000 x 9000000 values are more than one array holds; ask for at most 2147483.", problems);
    }

    [Theory]
    [InlineData("datasets[1].samples=5", "--set datasets[1].samples=5: datasets[1] does not exist: datasets is a list of 1 (the first is [0])")]
    [InlineData("datasets.samples=5", "--set datasets.samples=5: datasets.samples does not exist: datasets is no mapping")]
    [InlineData("name", "--set name: expected path=value, as in datasets[0].samples=500")]
    [InlineData("datasets[x].samples=5", "--set datasets[x].samples=5: expected path=value, as in datasets[0].samples=500")]
    [InlineData("datasets[0].samples=", "--set datasets[0].samples=: the value is missing or not valid YAML")]
    [InlineData("datasets[0].samples=few", "--set datasets[0].samples=few: samples: got 'few', expected an integer of at least 4 or all")]
    [InlineData("reducers[1].perplexty=5",
        "--set reducers[1].perplexty=5: unknown key 'perplexty' (did you mean 'perplexity'?); known keys: kind, n_components, perplexity, "
        + "n_neighbors, failing_seed")]
    public void A_mistake_on_the_command_line_names_the_flag(string setting, string expected)
    {
        using SweepBench bench = new();

        Assert.Equal(expected, bench.Problems(SweepBench.Small, setting));
    }

    [Fact]
    public void A_missing_file_is_one_line()
    {
        using SweepBench bench = new();

        string message = Assert.Throws<SweepException>(() => SweepLoader.Load(
            Path.Combine(bench.Root, "nowhere.yaml"), [], bench.Catalog, new Experiments.Data.DataContext { CacheDirectory = bench.Root })).Message;

        Assert.StartsWith("Cannot read the sweep file '", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
