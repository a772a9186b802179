using System.Text.Json.Nodes;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Configuration;

/// <summary>
/// The sections of a sweep file as JSON Schema: those that no registry describes are spelt out, the rest is read off the catalogue.
/// </summary>
internal static class SweepSections
{
    /// <summary>Every section by name, in the order in which they are usually written.</summary>
    public static JsonObject Of(SweepCatalog catalog) => new()
    {
        ["name"] = OptionFragments.Property(
            "the sweep's name and its output folder's; the file's name when left out", null,
            new JsonObject { ["type"] = new JsonArray("string", "number"), ["pattern"] = "^[^./\\\\][^/\\\\]*$" }),
        ["seeds"] = Seeds(),
        ["datasets"] = List(
            "what is embedded: a list of datasets", null,
            catalog.Datasets.All.Select(kind => Kind(kind.Kind, kind.Title, OptionFragments.Mapping(kind.OptionsType)))),
        ["models"] = List(
            "what the data is seen through: a list of models", [ModelResult.NoModel],
            catalog.Models.Select(kind => Kind(kind.Kind, kind.Kind, Named(kind.Schema)))),
        ["layers"] = Layers(),
        ["reducers"] = List(
            "what draws the pictures: a list of reducers", null,
            catalog.Reducers.All.Select(kind => Kind(kind.Kind, kind.Title, Ranged(kind.OptionsType)))),
        ["search"] = Search(catalog),
        ["metrics"] = Metrics(catalog.Metrics.All),
        ["time_limit"] = OptionFragments.Property(
            "what a trial's own fit and scores may take together, as in 90s, 10m or 2h; a trial that takes longer fails, the sweep goes on",
            TimeLimit.None, TimeLimit.Schema),
        ["report"] = Report(catalog.Pages),
        [ClusterReader.Section] = Section("how sweep --on slurm hands stages to a cluster; changes no result", ClusterReader.Properties()),
    };

    /// <summary>The section, or the two, that have a setting of that name somewhere inside; null when none or more have.</summary>
    public static string? HomeOf(string setting, SweepCatalog catalog)
    {
        string[] homes = [.. Of(catalog).Where(section => section.Value is { } inside && Has(inside, setting)).Select(section => section.Key)];
        return homes.Length is 1 or 2 ? string.Join(" or ", homes) : null;
    }

    /// <summary>The names of all settings that sections have somewhere inside.</summary>
    public static IEnumerable<string> Settings(SweepCatalog catalog) => Inside(Of(catalog)).Distinct();

    private static IEnumerable<string> Inside(JsonNode? node) => node switch
    {
        JsonObject mapping =>
            [.. (mapping["properties"] as JsonObject ?? []).Select(entry => entry.Key), .. mapping.SelectMany(entry => Inside(entry.Value))],
        JsonArray list => list.SelectMany(Inside),
        _ => [],
    };

    private static bool Has(JsonNode node, string setting) => node switch
    {
        JsonObject mapping =>
            (mapping["properties"] as JsonObject)?.ContainsKey(setting) == true
            || mapping.Any(entry => entry.Value is { } value && Has(value, setting)),
        JsonArray list => list.Any(item => item is not null && Has(item, setting)),
        _ => false,
    };

    private static JsonObject Section(string meaning, JsonObject properties) =>
        OptionFragments.Property(meaning, null, OptionFragments.Mapping(properties));

    private static JsonObject Seeds()
    {
        JsonObject seeds = OptionFragments.AnyOf(
            new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = SeedReader.MostSeeds },
            OptionFragments.Some(new JsonObject { ["type"] = "integer" }));
        JsonObject Property(string meaning) => OptionFragments.Property($"{meaning}: how many (N gives 0 to N-1) or a list", 1, seeds);
        return OptionFragments.Property(
            "repeats: how many seeds (3 gives 0, 1, 2), a list of seeds, or {data, train, reduce}, which multiply", 1,
            OptionFragments.AnyOf(seeds, OptionFragments.Mapping(new JsonObject
            {
                ["data"] = Property("seeds of the choice of samples"),
                ["train"] = Property("seeds of the trainings"),
                ["reduce"] = Property("seeds of the reducers, of which a deterministic one takes the first"),
            })));
    }

    /// <summary>
    /// A list of mappings that say their kind, or of bare kinds. The alternatives are told apart by their kind, which editors understand.
    /// </summary>
    private static JsonObject List(string meaning, JsonArray? preset, IEnumerable<JsonObject> kinds)
    {
        JsonObject[] alternatives = [.. kinds];
        string[] words = [.. alternatives.Select(kind => (string)kind["properties"]!["kind"]!["const"]!)];
        JsonObject item = new() { ["oneOf"] = new JsonArray([.. alternatives, OptionFragments.Choice(words)]) };
        return OptionFragments.Property(meaning, preset, OptionFragments.Some(item));
    }

    private static JsonObject Kind(string kind, string title, JsonObject mapping)
    {
        JsonObject properties = new() { ["kind"] = new JsonObject { ["const"] = kind } };
        foreach ((string name, JsonNode? property) in mapping["properties"]!.AsObject())
        {
            properties[name] = property!.DeepClone();
        }

        string[] required = ["kind", .. (mapping["required"] as JsonArray ?? []).Select(name => (string)name!)];
        JsonObject alternative = OptionFragments.Mapping(properties, required);
        alternative.Insert(0, "title", title);
        return alternative;
    }

    private static JsonObject Named(JsonObject mapping)
    {
        JsonObject named = mapping.DeepClone().AsObject();
        named["properties"]!.AsObject().Insert(0, "name", OptionFragments.Property(
            "name in results and reports; the kind when left out", null, new JsonObject { ["type"] = new JsonArray("string", "number") }));
        return named;
    }

    private static JsonObject Layers()
    {
        JsonObject name = new() { ["type"] = new JsonArray("string", "number") };
        JsonObject item = OptionFragments.AnyOf(name, OptionFragments.Mapping(typeof(LayerOptions)));
        return OptionFragments.Property("layers whose activations are reduced, by name; input is the samples themselves",
            new JsonArray(LayerResult.InputName), OptionFragments.Some(item));
    }

    private static JsonObject Search(SweepCatalog catalog)
    {
        JsonObject properties = OptionFragments.Properties(typeof(SearchConfig), axes: false);
        properties["objective"] = OptionFragments.Property(
            "the score, or scores, to make best: a column of the results, as in trustworthiness@15", null,
            OptionFragments.OneOrMore(new JsonObject { ["type"] = "string" }));
        properties["points"] = List(
            "settings that are tried first in any case", null,
            catalog.Reducers.All.Select(kind => Kind(kind.Kind, kind.Title, OptionFragments.Mapping(kind.OptionsType, axes: false))));
        return Section("how settings are chosen", properties);
    }

    /// <summary>A reducer's settings, of which a number may be a range.</summary>
    private static JsonObject Ranged(Type optionsType)
    {
        JsonObject mapping = OptionFragments.Mapping(optionsType);
        foreach (OptionInfo option in OptionSchema.Of(optionsType)
            .Where(option => option.Choices is null && option.Type != typeof(bool) && option.Type != typeof(string)))
        {
            JsonObject property = mapping["properties"]![option.Name]!.AsObject();
            JsonObject number = new() { ["type"] = option.Type == typeof(double) ? "number" : "integer" };
            property["anyOf"]!.AsArray().Add(OptionFragments.Mapping(
                new JsonObject { ["low"] = number, ["high"] = number.DeepClone(), ["scale"] = OptionFragments.Choice(["linear", "log"]) }, "low",
                "high"));
        }

        return mapping;
    }

    private static JsonObject Metrics(IReadOnlyList<IEmbeddingMetric> metrics) => Section("how pictures are scored", new JsonObject
    {
        ["neighbors"] = OptionFragments.Property(
            "neighbourhood sizes of the metrics that have one", new JsonArray([.. SweepConfigReader.DefaultNeighbors.Select(k => (JsonNode)k)]),
            OptionFragments.OneOrMore(new JsonObject { ["type"] = "integer", ["minimum"] = 1 })),
        ["names"] = OptionFragments.Property(
            "which metrics; evaluate --help defines them",
            SweepConfigReader.DefaultMetrics, OptionFragments.AnyOf(
                OptionFragments.Choice([SweepConfigReader.DefaultMetrics, SweepConfigReader.AllMetrics]),
                OptionFragments.Some(OptionFragments.Choice([.. metrics.Select(metric => metric.Descriptor.Name)])))),
    });

    private static JsonObject Report(IReadOnlyList<string> titles)
    {
        JsonObject title = titles.Count == 0 ? new JsonObject { ["type"] = "string" } : OptionFragments.Choice(titles);
        JsonObject properties = OptionFragments.Properties(typeof(ReportOptions), axes: false);
        properties["samples"] = OptionFragments.Property(
            "samples to follow through models and pictures, counted from 0; auto: the most misplaced, and the most typical of each class",
            SweepConfigReader.AnySamples, OptionFragments.AnyOf(
                OptionFragments.Choice([SweepConfigReader.AnySamples]),
                OptionFragments.OneOrMore(new JsonObject { ["type"] = "integer", ["minimum"] = 0 })));
        properties["pages"] = OptionFragments.Property(
            "pages to print", "all", OptionFragments.AnyOf(OptionFragments.Choice(["all"]), OptionFragments.OneOrMore(title)));
        return Section("what the report shows", properties);
    }
}
