using System.Text.Json.Nodes;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Schema;

/// <summary>Every setting that a sweep file leaves out, section by section.</summary>
internal static class SweepDefaults
{
    /// <summary>The defaults of a file without mistakes; entries of a list that leave out the same share a section.</summary>
    public static IReadOnlyList<DefaultSection> Of(SweepCatalog catalog, ConfigNode root)
    {
        JsonObject schema = SweepSchema.Of(catalog);
        List<DefaultSection> plain =
            [.. SchemaDefaults.Of(schema, root).Select(section => section.Title.Length == 0 ? section with { Title = "sweep" } : section)];
        return
        [
            .. plain.Where(section => section.Title is "sweep" or "seeds"),
            .. Entries(root, "datasets", (kind, item) => SchemaDefaults.Of(OptionFragments.Mapping(catalog.Datasets.Find(kind)!.OptionsType), item)),
            .. Entries(root, "models", (kind, item) => catalog.FindModel(kind)!.Defaults(item)),
            .. Entries(root, "layers", (_, item) => SchemaDefaults.Of(OptionFragments.Mapping(typeof(LayerOptions)), item)),
            .. Entries(root, "reducers", (kind, item) => SchemaDefaults.Of(OptionFragments.Mapping(catalog.Reducers.Find(kind)!.OptionsType), item)),
            .. plain.Where(section => section.Title is not ("sweep" or "seeds")
                && (section.Title != ClusterReader.Section || root[ClusterReader.Section] is not null))
            .Select(section => section.Title == "search" ? OfSearch(section, root) : section)
                .Where(section => section.Settings.Count > 0),
        ];
    }

    /// <summary>A grid has no settings but its name; only halving has rungs, only TPE batches.</summary>
    private static DefaultSection OfSearch(DefaultSection section, ConfigNode root)
    {
        string strategy = root["search"]?["strategy"]?.Text?.ToLowerInvariant() ?? "grid";
        bool Matters(string setting) => setting switch
        {
            "strategy" => true,
            "batch" or "startup" => strategy == "tpe",
            "resource" or "eta" or "rungs" => strategy is "halving" or "hyperband",
            _ => strategy != "grid",
        };
        return section with { Settings = [.. section.Settings.Where(setting => Matters(setting.Name))] };
    }

    private static IEnumerable<DefaultSection> Entries(ConfigNode root, string list,
        Func<string, ConfigNode, IEnumerable<DefaultSection>> defaults) =>
        (root[list]?.Items ?? [])
            .SelectMany((item, i) => defaults(item["kind"]?.Text ?? item.Text ?? string.Empty, item)
                .Select(section => (Number: i, Kind: item["kind"]?.Text ?? (list == "layers" ? string.Empty : item.Text), Section: section)))
            .GroupBy(part => $"{part.Kind}|{part.Section.Title}|{string.Join('|', part.Section.Settings)}")
            .Select(group => group.First().Section with
            {
                Title = $"{list}[{string.Join(", ", group.Select(part => part.Number))}]"
                    + $"{Spaced(group.First().Kind)}{Spaced(group.First().Section.Title)}",
            });

    private static string Spaced(string? word) => string.IsNullOrEmpty(word) ? string.Empty : $" {word}";
}
