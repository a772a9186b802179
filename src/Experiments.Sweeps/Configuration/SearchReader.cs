using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Configuration;

/// <summary>Reads the section <c>search:</c>, and holds ranges against it.</summary>
internal sealed class SearchReader(SweepCatalog catalog, ConfigErrors errors)
{
    private static readonly string[] Lists = ["objective", "points"];

    /// <summary>The section; every combination where it is left out.</summary>
    public SearchConfig Read(ConfigNode? node, IReadOnlyList<int> neighbors, IReadOnlyList<IEmbeddingMetric> metrics,
        IReadOnlyList<ReducerEntry> reducers)
    {
        SearchConfig config = node is null ? new SearchConfig() : OptionBinder.Bind<SearchConfig>(node, errors, Lists);
        config = config with
        {
            Objectives = ReadObjectives(node?["objective"], config, SweepColumns.Of(metrics, neighbors)),
            Points = node?["points"] is { } points ? ReadPoints(points) : [],
        };
        foreach (SearchRange range in config.IsSearch
            ? []
            : reducers.SelectMany(entry => entry.Options.Dimensions).Select(dimension => dimension.Range).OfType<SearchRange>())
        {
            errors.Add(range.Place,
                "a range is for a search: add search: {strategy: tpe, trials: 40} (or random, sobol, latin_hypercube, halving, hyperband), or list "
                + "the values: [0.1, 0.5]");
        }

        if (config.IsSearch && node is not null && errors.Problems.Count == 0 && reducers.All(entry => !entry.Options.Dimensions.Any()))
        {
            errors.Add(
                node,
                "there is nothing to search: no reducer has a list of values or a range, as in n_neighbors: {low: 2, high: 100, scale: log}");
        }

        return config;
    }

    /// <summary>Reads the objectives: as written, or the primary metric.</summary>
    private List<Objective> ReadObjectives(ConfigNode? node, SearchConfig config, MetricColumn[] columns)
    {
        if (!config.IsSearch || columns.Length == 0)
        {
            return [];
        }

        if (node is null)
        {
            MetricColumn chosen = PrimaryMetric.Among(columns, [])!;
            return [new Objective(chosen.Name, chosen.HigherIsBetter)];
        }

        IReadOnlyList<ConfigNode> items = node.Kind == ConfigNodeKind.Scalar
            ? [node]
            : Section.Items(node, "objective", "trustworthiness@15", errors);
        string[] names = [.. columns.Select(column => column.Name)];
        IEnumerable<string> sought = items.Select(item => Section.Choice(item, "objective", names, errors)).OfType<string>().Distinct();
        return [.. sought.Select(name => new Objective(name, columns.First(column => column.Name == name).HigherIsBetter))];
    }

    private List<SearchPoint> ReadPoints(ConfigNode list)
    {
        string[] kinds = [.. catalog.Reducers.All.Select(reducer => reducer.Kind)];
        List<SearchPoint> points = [];
        foreach (ConfigNode item in Section.Items(list, "points", "[{kind: umap, n_neighbors: 15}]", errors))
        {
            if (item["kind"] is not { } kind)
            {
                errors.Add(item, $"points: got {item.Describe()} without a kind, expected kind: one of {string.Join(", ", kinds)}");
            }
            else if (Section.Choice(kind, "kind", kinds, errors) is { } name)
            {
                ReducerDescriptor descriptor = catalog.Reducers.Find(name)!;
                points.Add(new SearchPoint(descriptor, (ReducerOptions)OptionBinder.Bind(descriptor.OptionsType, item, errors, "kind"), item.Place));
            }
        }

        return points;
    }
}
