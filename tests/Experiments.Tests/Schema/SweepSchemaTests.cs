using System.Text.Json.Nodes;
using Experiments.Cli;
using Experiments.Reduction;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Schema;
using Experiments.Tests.Sweeps;

namespace Experiments.Tests.Schema;

/// <summary>The schema that editors read says what the program says.</summary>
public class SweepSchemaTests
{
    private const string Valid = """
        x-shared: {anything: [1, two]}
        name: 2024
        seeds: {data: 2, reduce: [0, 7]}
        datasets:
          - glyphs
          - {kind: mnist, split: [train, test], samples: [500, all], train_samples: 6000}
          - {kind: images, path: pictures, size: as_they_are, channels: grey}
          - {kind: precomputed, features: x.npy, labels: none}
        models:
          - pixels
          - name: cnn
            kind: cnn
            layers:
              - {conv: {filters: [16, 32], padding: 2}, name: first}
              - {conv: 8, stride: 2, padding: valid}
              - {batchnorm: {momentum: 0.01}}
              - relu
              - {relu: , name: second}
              - {maxpool: 2, stride: size}
              - flatten
              - {dense: [64, 128], name: penultimate, activation: relu}
              - {dense: classes}
            training: {learning_rate: [1e-3, 3e-4], validation: [0.1, test], early_stopping: {monitor: val_accuracy}, schedule: cosine}
          - {kind: cnn, layers: [flatten, {dense: classes}], training: {early_stopping: none, class_weights: balanced}}
          - kind: cnn
            defaults: [pytorch, keras]
            layers:
              - {residual: [{conv: 8, stride: 2}, batchnorm, gelu, {conv: 8}, {residual: [{conv: 8}]}], name: block1, activation: silu}
              - {residual: {layers: [{conv: 8}], shortcut_batchnorm: false}}
              - global_avgpool
              - {dense: classes}
            training: {schedule: [step, one_cycle], warmup: auto, augmentation: {flip: true, crop: 4, rotation: [0, 10]}, class_weights: [1, 2.5]}
          - {kind: onnx, file: net.onnx, batch_size: auto, preprocessing: {size: [224, 224], scale: 1/255, mean: [0.4, 0.4, 0.4], std: 1, channels: dataset}}
        layers: [input, 495, {name: [first, second], pool: average}]
        reducers:
          - pca
          - {kind: tsne, perplexity: [30, 50.5], learning_rate: [auto, 200], init: [pca, random]}
          - {kind: umap, n_neighbors: 15, n_epochs: auto, metric: cosine}
        search: {strategy: grid}
        metrics: {neighbors: 15, names: [trustworthiness]}
        report: {paper: letter, pages: [Scree, Atlas], atlas_grid: 30}
        """;

    public static TheoryData<string> Files => ConfigsTests.Files;

    [Fact]
    public void The_committed_schema_is_what_the_program_prints() =>
        Approval.Here.Check($"configs/{SweepSchema.FileName}", SweepSchema.Write(Catalog.Sweeps));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_config_names_the_schema_and_satisfies_it(string file)
    {
        string text = File.ReadAllText(Repository.At($"configs/{file}"));

        Assert.StartsWith($"# yaml-language-server: $schema={SweepSchema.FileName}\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.True(SchemaReferee.Accepts(text), file);
    }

    [Fact]
    public void Resolved_configurations_satisfy_it()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(SweepBench.Small);

        Assert.True(SchemaReferee.Accepts(SchemaReferee.Of(bench.Catalog), ConfigWriter.Write(plan.Config)));
    }

    [Fact]
    public void What_the_program_reads_is_accepted() => Assert.True(SchemaReferee.Accepts(Valid));

    [Theory]
    [InlineData("name: 2024", "nmae: 2024")]
    [InlineData("name: 2024", "name: a/b")]
    [InlineData("{data: 2, reduce: [0, 7]}", "0")]
    [InlineData("{data: 2, reduce: [0, 7]}", "{date: 2}")]
    [InlineData("- glyphs", "- glyph")]
    [InlineData("- glyphs", "- {samples: 100}")]
    [InlineData("samples: [500, all]", "samples: [500, every]")]
    [InlineData("samples: [500, all]", "samples: []")]
    [InlineData("samples: [500, all]", "sample: 500")]
    [InlineData("train_samples: 6000", "train_samples: 9")]
    [InlineData("path: pictures, ", "")]
    [InlineData("channels: grey", "channels: gray")]
    [InlineData("- pixels", "- {kind: pixels, layers: [relu]}")]
    [InlineData("filters: [16, 32], ", "")]
    [InlineData("padding: 2}", "padding: sane}")]
    [InlineData("conv: 8", "cnv: 8")]
    [InlineData("conv: 8", "conv: 0")]
    [InlineData("stride: 2", "strides: 2")]
    [InlineData("- relu", "- rleu")]
    [InlineData("- relu", "- conv")]
    [InlineData("{relu: , name: second}", "{relu: , conv: 3}")]
    [InlineData("{batchnorm: {momentum: 0.01}}", "{batchnorm: {momentum: 2}}")]
    [InlineData("validation: [0.1, test]", "validation: 10%")]
    [InlineData("validation: [0.1, test]", "validation: 1")]
    [InlineData("monitor: val_accuracy", "monitor: accuracy")]
    [InlineData("schedule: cosine", "schedule: true")]
    [InlineData("batchnorm, gelu", "batchnorm, gleu")]
    [InlineData("shortcut_batchnorm: false", "shortcut: false")]
    [InlineData("defaults: [pytorch, keras]", "defaults: theano")]
    [InlineData("crop: 4", "crop: -4")]
    [InlineData("class_weights: balanced", "class_weights: balance")]
    [InlineData("class_weights: [1, 2.5]", "class_weights: [1, -2.5]")]
    [InlineData("file: net.onnx, ", "")]
    [InlineData("size: [224, 224]", "size: [224, 224, 3]")]
    [InlineData("scale: 1/255", "scale: byte")]
    [InlineData("pool: average", "pool: avg")]
    [InlineData("name: [first, second], ", "")]
    [InlineData("- {kind: umap", "- {kind: umpa")]
    [InlineData("n_neighbors: 15", "n_neighbors: \"15\"")]
    [InlineData("n_neighbors: 15", "n_neighbors: 15.5")]
    [InlineData("perplexity: [30, 50.5]", "perplexty: 30")]
    [InlineData("init: [pca, random]", "init: [pca, median]")]
    [InlineData("strategy: grid", "strategy: gird")]
    [InlineData("names: [trustworthiness]", "names: [trust]")]
    [InlineData("paper: letter", "paper: [a4, letter]")]
    [InlineData("pages: [Scree, Atlas]", "pages: [Scre]")]
    [InlineData("atlas_grid: 30", "atlas_grid: 1")]
    public void A_wrong_file_is_refused(string right, string wrong)
    {
        Assert.Contains(right, Valid, StringComparison.Ordinal);
        Assert.False(SchemaReferee.Accepts(Valid.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("datasets: [glyphs]\n")]
    [InlineData("reducers: [pca]\n")]
    [InlineData("- glyphs\n")]
    public void What_is_missing_is_refused(string yaml) => Assert.False(SchemaReferee.Accepts(yaml));

    [Fact]
    public void A_new_reducer_needs_no_word_in_the_schema()
    {
        SweepCatalog catalog = Catalog.Sweeps with
        {
            Reducers = new ReducerRegistry().Add<FakeReducerOptions>("fake", "Fake", 1, options => new FakeReducer(options, null), ""),
        };
        Json.Schema.JsonSchema schema = SchemaReferee.Of(catalog);

        Assert.True(SchemaReferee.Accepts(schema, "datasets: [glyphs]\nreducers: [{kind: fake, failing_seed: none, perplexity: [3, 4]}]\n"));
        Assert.False(SchemaReferee.Accepts(schema, "datasets: [glyphs]\nreducers: [{kind: fake, failing_sed: 3}]\n"));
        Assert.False(SchemaReferee.Accepts(schema, "datasets: [glyphs]\nreducers: [pca]\n"));
    }

    [Fact]
    public void Every_setting_of_every_kind_is_described()
    {
        JsonObject sections = SweepSections.Of(Catalog.Sweeps);
        foreach (string list in new[] { "datasets", "models", "reducers" })
        {
            foreach (JsonObject kind in sections[list]!["items"]!["oneOf"]!.AsArray().OfType<JsonObject>().Where(kind => kind["title"] is not null))
            {
                Assert.All(
                    kind["properties"]!.AsObject().Where(property => property.Key != "kind"),
                    property => Assert.False(string.IsNullOrEmpty((string?)property.Value!["description"]),
                        $"{list}, {kind["title"]}: {property.Key}"));
            }
        }
    }
}
