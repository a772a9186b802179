using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Experiments.Cli;
using Experiments.Data;
using Experiments.Networks.Layers;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Schema;

namespace Experiments.Tests.Schema;

/// <summary>The keys that the program's readers know are those of the schema: neither can learn one without the other.</summary>
public partial class KnownKeysTests
{
    private static readonly JsonObject Sections = SweepSections.Of(Catalog.Sweeps);

    public static TheoryData<string> Datasets => [.. Catalog.Datasets.All.Select(kind => kind.Kind)];

    public static TheoryData<string> Reducers => [.. Catalog.Reducers.All.Select(kind => kind.Kind)];

    public static TheoryData<string> Models => [.. Catalog.Models.Where(kind => kind.Kind != "pixels").Select(kind => kind.Kind)];

    public static TheoryData<string> LayerWords => [.. LayerKinds.Words];

    [Theory]
    [MemberData(nameof(Datasets))]
    public void A_dataset_has_the_keys_of_its_schema(string kind) =>
        AssertSame(Kind("datasets", kind), $"datasets: [{{kind: {kind}, zzz: 1}}]\nreducers: [pca]\n");

    [Theory]
    [MemberData(nameof(Reducers))]
    public void A_reducer_has_the_keys_of_its_schema(string kind) =>
        AssertSame(Kind("reducers", kind), $"datasets: [glyphs]\nreducers: [{{kind: {kind}, zzz: 1}}]\n");

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_has_the_keys_of_its_schema(string kind) =>
        AssertSame(Kind("models", kind), $"models: [{{kind: {kind}, zzz: 1}}]\n");

    [Theory]
    [InlineData("cnn", "training")]
    [InlineData("cnn", "training.early_stopping")]
    [InlineData("cnn", "training.augmentation")]
    [InlineData("onnx", "preprocessing")]
    public void A_model_s_inner_mapping_has_the_keys_of_its_schema(string kind, string path)
    {
        JsonObject mapping = path.Split('.').Aggregate(Kind("models", kind), (outer, name) => Mapping(outer["properties"]![name]!.AsObject()));

        AssertSame(mapping, $"models: [{{kind: {kind}, {path.Replace(".", ": {")}: {{zzz: 1}}}}]\n".Replace("1}}]", path.Contains('.')
            ? "1}}}]"
            : "1}}]"));
    }

    [Theory]
    [MemberData(nameof(LayerWords))]
    public void A_layer_has_the_keys_of_its_schema(string word)
    {
        JsonObject layer = Kind("models", "cnn")["properties"]!["layers"]!["items"]!["oneOf"]!.AsArray().OfType<JsonObject>()
            .Single(kind => (string?)kind["title"] == word);

        AssertSame(Mapping(layer["properties"]![word]!.AsObject()),
            $"models: [{{kind: cnn, layers: [{{{word}: {{zzz: 1}}}}, {{dense: classes}}]}}]\n");
    }

    [Theory]
    [InlineData("seeds")]
    [InlineData("search")]
    [InlineData("metrics")]
    [InlineData("report")]
    public void A_section_has_the_keys_of_its_schema(string section) =>
        AssertSame(Mapping(Sections[section]!.AsObject()), $"{section}: {{zzz: 1}}\n");

    [Fact]
    public void The_file_has_the_sections_of_its_schema() => AssertSame(SweepSchema.Of(Catalog.Sweeps), "zzz: 1\n");

    private static JsonObject Kind(string section, string kind) => Sections[section]!["items"]!["oneOf"]!.AsArray().OfType<JsonObject>()
        .Single(alternative => (string?)alternative["properties"]?["kind"]?["const"] == kind);

    private static JsonObject Mapping(JsonObject fragment) =>
        fragment["properties"] is not null
        ? fragment
        : fragment["anyOf"]!.AsArray().OfType<JsonObject>().Single(alternative => alternative["properties"] is not null);

    private static void AssertSame(JsonObject mapping, string yaml)
    {
        ConfigErrors errors = new();
        DataContext data = new() { CacheDirectory = Path.GetTempPath(), AllowDownload = false };
        new SweepConfigReader(Catalog.Sweeps, data, errors).Read(YamlReader.Read(yaml, "sweep.yaml", errors)!, "sweep");
        string complaint = Assert.Single(errors.Problems, problem => problem.Message.StartsWith("unknown key 'zzz'")).Message;
        string[] known = KnownKeys().Match(complaint).Groups[1].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(mapping["properties"]!.AsObject().Select(property => property.Key).Order(), known.Distinct().Order());
    }

    [GeneratedRegex("known keys: (.*)$")]
    private static partial Regex KnownKeys();
}
