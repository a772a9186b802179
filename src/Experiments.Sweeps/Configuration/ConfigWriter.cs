using System.Text.Json.Nodes;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Results.Yaml;

namespace Experiments.Sweeps.Configuration;

/// <summary>Writes a configuration with every default spelled out; reading it gives the same plan.</summary>
internal static class ConfigWriter
{
    private const string BestSuffix = "-best";

    /// <summary>The configuration as YAML.</summary>
    public static string Write(SweepConfig config) => YamlWriter.Write(Tree(config));

    /// <summary>
    /// The configuration with one setting in the place of a search, under a name of its own, below a comment of one line.
    /// </summary>
    public static string Write(SweepConfig config, ReducerChoice best, string comment)
    {
        JsonObject tree = Tree(config);
        int room = SweepConfigReader.LongestName - BestSuffix.Length;
        tree["name"] = $"{(config.Name.Length > room ? config.Name[..room] : config.Name)}{BestSuffix}";
        tree["reducers"] = new JsonArray(Point(best.Descriptor, best.Options));
        tree["search"] = Search(new SearchConfig());
        return $"# {comment}\n{YamlWriter.Write(tree)}";
    }

    /// <summary>One model as YAML: kind, name and settings.</summary>
    public static string Write(ModelEntry model) => YamlWriter.Write(Model(model));

    private static JsonObject Tree(SweepConfig config)
    {
        JsonObject tree = Sections(config);
        if (config.Cluster is { } cluster)
        {
            tree[ClusterReader.Section] = ClusterReader.Write(cluster);
        }

        return tree;
    }

    private static JsonObject Sections(SweepConfig config) => new()
    {
        ["name"] = config.Name,
        ["seeds"] = new JsonObject
        {
            ["data"] = List(config.Seeds.Data),
            ["train"] = List(config.Seeds.Train),
            ["reduce"] = List(config.Seeds.Reduce),
        },
        ["datasets"] = new JsonArray([.. config.Datasets.Select(Dataset)]),
        ["models"] = new JsonArray([.. config.Models.Select(Model)]),
        ["layers"] = Layers(config),
        ["reducers"] = new JsonArray([.. config.Reducers.Select(entry => Grid(entry.Descriptor.Kind, entry.Options))]),
        ["search"] = Search(config.Search),
        ["metrics"] = new JsonObject
        {
            ["neighbors"] = List(config.Neighbors),
            ["names"] = List(config.Metrics.Select(metric => metric.Descriptor.Name)),
        },
        ["time_limit"] = TimeLimit.Write(config.TimeLimit),
        ["report"] = Report(config.Report),
    };

    private static JsonObject Dataset(DatasetEntry entry)
    {
        JsonObject mapping = Grid(entry.Descriptor.Kind, entry.Options);
        mapping["name"] = entry.Options.Has("name") ? mapping["name"]!.DeepClone() : entry.Descriptor.Kind;
        return mapping;
    }

    private static JsonArray Layers(SweepConfig config) => config.Layers.Count == 0
        ? [Grid(null, null)]
        : new JsonArray([.. config.Layers.Select(entry => Grid(null, entry.Options))]);

    private static JsonObject Grid(string? kind, OptionGrid? grid)
    {
        JsonObject mapping = kind is null ? [] : new JsonObject { ["kind"] = kind };
        foreach ((string name, IReadOnlyList<object?> values) in grid?.Resolved()
            ?? [KeyValuePair.Create("name", (IReadOnlyList<object?>)[LayerResult.InputName])])
        {
            mapping[name] = grid?.RangeOf(name) is { } range ? Range(range) : values.Count == 1 ? PlainJson.Of(values[0]) : List(values);
        }

        return mapping;
    }

    private static JsonObject Range(SearchRange range) =>
        new() { ["low"] = range.Low, ["high"] = range.High, ["scale"] = range.IsLog ? "log" : "linear" };

    private static JsonObject Search(SearchConfig search)
    {
        if (!search.IsSearch)
        {
            return new JsonObject { ["strategy"] = "grid" };
        }

        JsonObject mapping = new(OptionSchema.Values(search).Select(option => KeyValuePair.Create(option.Key, PlainJson.Of(option.Value))));
        mapping["objective"] = List(search.Objectives.Select(objective => objective.Name));
        if (search.Points.Count > 0)
        {
            mapping["points"] = new JsonArray([.. search.Points.Select(point => Point(point.Descriptor, point.Options))]);
        }

        return mapping;
    }

    private static JsonObject Point(ReducerDescriptor descriptor, ReducerOptions options)
    {
        JsonObject mapping = new() { ["kind"] = descriptor.Kind };
        foreach (OptionInfo option in OptionSchema.Of(descriptor.OptionsType))
        {
            mapping[option.Name] = PlainJson.Of(OptionGrid.Plain(option, option.Property.GetValue(options)));
        }

        return mapping;
    }

    private static JsonObject Model(ModelEntry entry)
    {
        JsonObject mapping = new() { ["name"] = entry.Name, ["kind"] = entry.Kind };
        foreach ((string key, JsonNode? value) in entry.Model.Parameters)
        {
            mapping[key] = value?.DeepClone();
        }

        return mapping;
    }

    private static JsonObject Report(ReportOptions options)
    {
        JsonObject mapping = new(OptionSchema.Of(typeof(ReportOptions)).Select(option =>
            KeyValuePair.Create(option.Name, PlainJson.Of(OptionGrid.Plain(option, option.Property.GetValue(options))))));
        mapping["samples"] = options.Samples.Count == 0 ? SweepConfigReader.AnySamples : List(options.Samples);
        mapping["pages"] = options.Pages.Count == 0 ? "all" : List(options.Pages);
        return mapping;
    }

    private static JsonArray List<T>(IEnumerable<T> values) => new([.. values.Select(value => PlainJson.Of(value))]);
}
