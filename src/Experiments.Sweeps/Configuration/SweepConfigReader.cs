using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Configuration;

/// <summary>Reads a sweep file's sections into a <see cref="SweepConfig"/>, collecting every problem on the way.</summary>
internal sealed class SweepConfigReader(SweepCatalog catalog, DataContext data, ConfigErrors errors)
{
    /// <summary>Neighbourhood sizes when a file names none.</summary>
    public static readonly IReadOnlyList<int> DefaultNeighbors = [5, 15, 50];

    /// <summary>Most characters of a name: with a key it is a folder's, whose names end at 255 bytes.</summary>
    public const int LongestName = 80;

    /// <summary>Says that the report chooses the samples it follows.</summary>
    public const string AnySamples = "auto";

    /// <summary>The words for the usual metrics and for every metric.</summary>
    public const string DefaultMetrics = "default", AllMetrics = "all";

    private static readonly string[] Sections =
        ["name", "seeds", "datasets", "models", "layers", "reducers", "search", "metrics", "time_limit", "report", ClusterReader.Section];

    /// <summary>Reads the whole file; <paramref name="fallbackName"/> is used when it gives no name.</summary>
    public SweepConfig Read(ConfigNode root, string fallbackName)
    {
        CheckSections(root);
        (IReadOnlyList<int> neighbors, IReadOnlyList<IEmbeddingMetric> metrics) = ReadMetrics(root["metrics"]);
        int before = errors.Problems.Count;
        IReadOnlyList<ModelEntry> models = ReadModels(root["models"], root.Place);
        bool modelsAreComplete = errors.Problems.Count == before;
        IReadOnlyList<ReducerEntry> reducers = ReadReducers(Required(root, "reducers"));
        IReadOnlyList<SamplePick> picks = ReadSamples(root["report"]?["samples"]);
        return new SweepConfig
        {
            Name = ReadName(root["name"] ?? ConfigNode.Scalar(fallbackName, new ConfigPlace(root.Place.File, 1, 1)), root["name"] is null),
            Seeds = new SeedReader(errors).Read(root["seeds"]),
            Datasets = ReadDatasets(Required(root, "datasets")),
            Models = models,
            ModelsAreComplete = modelsAreComplete,
            Layers = root["layers"] is { } layers ? ReadLayers(layers) : [],
            Reducers = reducers,
            Search = new SearchReader(catalog, errors).Read(root["search"], neighbors, metrics, reducers),
            Neighbors = neighbors,
            Metrics = metrics,
            Report = root["report"] is { } report
                ? ReadReport(report) with { Samples = [.. picks.Select(pick => pick.Sample)] }
                : new ReportOptions(),
            Picks = picks,
            TimeLimit = TimeLimit.Read(root["time_limit"], errors),
            Cluster = ClusterReader.Read(root[ClusterReader.Section], errors),
            FileDirectory = data.FileDirectory,
            Place = root.Place,
        };
    }

    /// <summary>Complains of keys that are no sections; one that is a setting of a section has lost its indentation.</summary>
    private void CheckSections(ConfigNode root)
    {
        foreach (ConfigEntry entry in Section.Unknown(root, Sections, errors)
            .Where(entry => !entry.Key.StartsWith(Section.FreePrefix, StringComparison.Ordinal)))
        {
            if (SweepSections.HomeOf(entry.Key, catalog) is { } home && Spelling.Nearest(entry.Key, Sections) is null)
            {
                errors.Add(entry.KeyPlace, $"'{entry.Key}' is no section of a sweep file but a setting inside {home}; indent it to where it belongs");
            }
            else if (Spelling.Nearest(entry.Key, Sections) is null && Spelling.Nearest(entry.Key, SweepSections.Settings(catalog)) is { } setting)
            {
                errors.Add(entry.KeyPlace, $"unknown key '{entry.Key}' (did you mean '{setting}'? it is no section but a setting inside one)");
            }
            else
            {
                errors.AddUnknownKey(entry, Sections);
            }
        }
    }

    private ConfigNode? Required(ConfigNode root, string key)
    {
        bool misspelt = root.Entries.Any(entry => !Sections.Contains(entry.Key) && Spelling.Nearest(entry.Key, Sections) == key);
        if (root[key] is null && root.Kind == ConfigNodeKind.Mapping && !misspelt)
        {
            errors.Add(root.Place, $"'{key}' is missing");
        }

        return root[key];
    }

    /// <summary>A name that becomes a folder's; one taken from the sweep file's may hold whatever files' names do.</summary>
    private string ReadName(ConfigNode node, bool isFileName = false)
    {
        string name = node.Text ?? string.Empty;
        if (name.Length > LongestName)
        {
            errors.Add(node, $"name: got {node.Describe()} of {name.Length} characters, expected at most {LongestName}: it becomes a folder's name");
        }
        else if (name.All(c => c is '.' or ' ')
            || (!isFileName && (name.StartsWith('.') || name.Any(c => !char.IsLetterOrDigit(c) && c is not ('-' or '_' or '.' or ' ')))))
        {
            string origin = isFileName ? "name is missing, and the file's own is" : "name: got";
            errors.Add(node, $"{origin} {node.Describe()}, expected letters, digits, '-', '_', '.' and spaces: it becomes a folder's name");
        }

        return name;
    }

    private List<DatasetEntry> ReadDatasets(ConfigNode? list)
    {
        string[] kinds = [.. catalog.Datasets.All.Select(kind => kind.Kind)];
        List<DatasetEntry> entries = [];
        foreach (KindEntry entry in Kinds(list, "datasets", kinds, kind => Settings(catalog.Datasets.Find(kind)!.OptionsType)))
        {
            DatasetDescriptor descriptor = catalog.Datasets.Find(entry.Kind)!;
            OptionGrid grid = OptionGrid.Read(descriptor.OptionsType, entry.Item, errors, "kind");
            entries.AddRange(entry.IsGuess ? [] : [new DatasetEntry(descriptor, grid)]);
        }

        return entries;
    }

    private List<ReducerEntry> ReadReducers(ConfigNode? list)
    {
        string[] kinds = [.. catalog.Reducers.All.Select(reducer => reducer.Kind)];
        List<ReducerEntry> entries = [];
        foreach (KindEntry entry in Kinds(list, "reducers", kinds, kind => Settings(catalog.Reducers.Find(kind)!.OptionsType)))
        {
            ReducerDescriptor descriptor = catalog.Reducers.Find(entry.Kind)!;
            OptionGrid grid = OptionGrid.Read(descriptor.OptionsType, entry.Item, errors, "kind");
            entries.AddRange(entry.IsGuess ? [] : [new ReducerEntry(descriptor, grid)]);
        }

        return entries;
    }

    private List<ModelEntry> ReadModels(ConfigNode? list, ConfigPlace top)
    {
        list ??= ConfigNode.Sequence([ConfigNode.Mapping([new("kind", top, ConfigNode.Scalar(ModelResult.NoModel, top))], top)], top);
        string[] kinds = [.. catalog.Models.Select(kind => kind.Kind)];
        List<ModelEntry> entries = [];
        foreach (KindEntry entry in Kinds(list, "models", kinds, Keys))
        {
            List<ModelEntry> combinations = [.. ReadModel(entry.Kind, entry.Item)];
            entries.AddRange(entry.IsGuess ? [] : combinations);
        }

        return entries;

        IEnumerable<string> Keys(string kind) => ["name", .. catalog.FindModel(kind)!.Schema["properties"]!.AsObject().Select(key => key.Key)];

        IEnumerable<ModelEntry> ReadModel(string kind, ConfigNode item)
        {
            IModelKind modelKind = catalog.FindModel(kind)!;
            string name = item["name"] is { } given ? ReadName(given) : kind;
            bool fits = errors.Fits(item.Place, AxisExpander.Count(item, modelKind.Lists), "combinations of settings");
            return (fits ? AxisExpander.Expand(item, modelKind.Lists) : []).Select(combination => modelKind.Bind(combination, data, errors))
                .OfType<IModel>().Select(model => new ModelEntry(name, kind, model, item.Place));
        }
    }

    private List<LayerEntry> ReadLayers(ConfigNode list)
    {
        List<LayerEntry> entries = [];
        foreach (ConfigNode item in Section.Items(list, "layers", "[input, penultimate]", errors))
        {
            ConfigNode mapping = item.Kind == ConfigNodeKind.Scalar ? ConfigNode.Mapping([new("name", item.Place, item)], item.Place) : item;
            OptionGrid grid = OptionGrid.Read(typeof(LayerOptions), mapping, errors);
            if (mapping.Kind == ConfigNodeKind.Mapping && !grid.Has("name"))
            {
                errors.Add(mapping, "the layer's name is missing, expected {name: conv1, pool: average}");
            }

            entries.Add(new LayerEntry(grid));
        }

        return entries;
    }

    /// <summary>
    /// A list of mappings with a kind each (or of bare kinds). Where the kind is wrong, the rest of the mapping is checked all the same: as that
    /// of the kind which is spelled most like it, or else for keys that no kind has.
    /// </summary>
    private List<KindEntry> Kinds(ConfigNode? list, string section, string[] kinds, Func<string, IEnumerable<string>> settings)
    {
        List<KindEntry> known = [];
        foreach (ConfigNode item in list is null ? [] : Section.Items(list, section, $"[{{kind: {kinds[0]}}}]", errors))
        {
            ConfigNode mapping = item.Kind == ConfigNodeKind.Scalar ? ConfigNode.Mapping([new("kind", item.Place, item)], item.Place) : item;
            if (mapping["kind"] is not { } kind)
            {
                errors.Add(item, $"{section}: got {item.Describe()} without a kind, expected kind: one of {string.Join(", ", kinds)}");
                RefuseUnknown(mapping, section, kinds.SelectMany(settings));
            }
            else if (Section.Choice(kind, "kind", kinds, errors) is { } name)
            {
                known.Add(new KindEntry(name, mapping, IsGuess: false));
            }
            else if (kind.Text is { } text && Spelling.Nearest(text, kinds) is { } nearest)
            {
                known.Add(new KindEntry(nearest, mapping, IsGuess: true));
            }
            else
            {
                RefuseUnknown(mapping, section, kinds.SelectMany(settings));
            }
        }

        return known;
    }

    private void RefuseUnknown(ConfigNode mapping, string section, IEnumerable<string> settings)
    {
        string[] known = ["kind", .. settings.Distinct()];
        foreach (ConfigEntry entry in mapping.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            errors.Add(entry.KeyPlace, $"unknown key '{entry.Key}'{Spelling.Suggest(entry.Key, known)}; no kind of {section} has it");
        }
    }

    private static IEnumerable<string> Settings(Type optionsType) => OptionSchema.Of(optionsType).Select(option => option.Name);

    private (IReadOnlyList<int> Neighbors, IReadOnlyList<IEmbeddingMetric> Metrics) ReadMetrics(ConfigNode? node)
    {
        IReadOnlyList<int> neighbors = DefaultNeighbors;
        IReadOnlyList<IEmbeddingMetric> metrics = [.. catalog.Metrics.All.Where(metric => metric.Descriptor.ByDefault)];
        foreach (ConfigEntry entry in node is null ? [] : Section.Entries(node, ["neighbors", "names"], errors))
        {
            if (entry.Key == "neighbors")
            {
                IReadOnlyList<ConfigNode> items = entry.Value.Kind == ConfigNodeKind.Scalar
                    ? [entry.Value] : Section.Items(entry.Value, "neighbors", "[5, 15, 50]", errors);
                neighbors = [.. items.Select(item => (int)Math.Min(int.MaxValue, Section.Integer(item, "neighbors", 1, errors) ?? 1)).Distinct()
                    .Order()];
            }
            else if (entry.Value.Text == AllMetrics)
            {
                metrics = catalog.Metrics.All;
            }
            else if (entry.Value.Text != DefaultMetrics)
            {
                string[] names = [.. catalog.Metrics.All.Select(metric => metric.Descriptor.Name)];
                string?[] chosen = [.. Section.Items(entry.Value, "names", $"[{names[0]}], {DefaultMetrics} or {AllMetrics}", errors)
                    .Select(item => Section.Choice(item, "names", names, errors))];
                metrics = [.. catalog.Metrics.All.Where(metric => chosen.Contains(metric.Descriptor.Name))];
            }
        }

        return (neighbors, metrics);
    }

    private ReportOptions ReadReport(ConfigNode node)
    {
        ReportOptions options = OptionBinder.Bind<ReportOptions>(node, errors, "samples", "pages");
        if (node["pages"] is not { } pages || pages.Text == "all")
        {
            return options;
        }

        IReadOnlyList<ConfigNode> items = pages.Kind == ConfigNodeKind.Scalar
            ? [pages]
            : Section.Items(pages, "pages", "[Scree, Atlas] or all", errors);
        return options with { Pages = [.. items.Select(ReadPage).OfType<string>()] };
    }

    private List<SamplePick> ReadSamples(ConfigNode? samples)
    {
        if (samples is null || samples.Text == AnySamples)
        {
            return [];
        }

        IReadOnlyList<ConfigNode> items = samples.Kind == ConfigNodeKind.Scalar
            ? [samples]
            : Section.Items(samples, "samples", "[3, 17] or auto", errors);
        return [.. items.Select(item => Section.Integer(item, "samples", 0, errors) is { } sample
            ? new SamplePick((int)Math.Min(sample, int.MaxValue), item.Place) : null).OfType<SamplePick>()];
    }

    private string? ReadPage(ConfigNode item)
    {
        string? title = catalog.Pages.FirstOrDefault(page => page.Equals(item.Text, StringComparison.OrdinalIgnoreCase));
        return title ?? (catalog.Pages.Count == 0 && item.Text is { } text ? text : Section.Choice(item, "pages", catalog.Pages, errors));
    }

    /// <summary>A mapping of a list, and its kind.</summary>
    /// <param name="Kind">The kind that it names, or most likely means.</param>
    /// <param name="Item">The mapping.</param>
    /// <param name="IsGuess">Whether the kind is only a guess, from which nothing may be made.</param>
    private sealed record KindEntry(string Kind, ConfigNode Item, bool IsGuess);
}
