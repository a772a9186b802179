using Experiments.Results.Records;
using Experiments.Results.Yaml;

namespace Experiments.Reports.Comparison.Model;

/// <summary>
/// Settings that differ between resolved configurations. Items of a list are matched by what they call themselves (their name, else their
/// kind), so that one more reducer does not make all behind it look changed: <c>reducers[umap].min_dist</c>.
/// </summary>
internal static class ConfigurationDifferences
{
    /// <summary>The key of a sweep's name, which is no difference: sweeps are told apart by it.</summary>
    private const string Name = "name";
    private const string Present = "given";

    /// <summary>In order of the file; a configuration that is not there takes no part.</summary>
    public static IReadOnlyList<Difference> Between(IReadOnlyList<ConfigNode?> configurations)
    {
        int[] known = [.. Enumerable.Range(0, configurations.Count).Where(i => configurations[i] is not null)];
        List<Difference> found = [];
        Walk(string.Empty, [.. known.Select(i => configurations[i])], found);
        return [.. found.Where(difference => difference.Path != Name).Select(difference => Spread(difference, known, configurations.Count))];
    }

    private static void Walk(string path, ConfigNode?[] nodes, List<Difference> found)
    {
        string?[] texts = [.. nodes.Select(node => node is null ? null : Inline(node))];
        if (texts.Distinct().Count() <= 1)
        {
            return;
        }

        ConfigNode[] mappings = [.. nodes.OfType<ConfigNode>().Where(node => node.Kind == ConfigNodeKind.Mapping)];
        if (nodes.Contains(null) && mappings.Select(Inline).Distinct().Count() > 1)
        {
            WalkPresent(path, nodes, found);
        }
        else if (mappings.Length == nodes.Length)
        {
            foreach (string key in mappings.SelectMany(node => node.Entries).Select(entry => entry.Key).Distinct())
            {
                Walk(path.Length == 0 ? key : $"{path}.{key}", [.. nodes.Select(node => node![key])], found);
            }
        }
        else if (nodes.All(node => node?.Kind == ConfigNodeKind.Sequence) && nodes.Any(HoldsMappings))
        {
            WalkItems(path, nodes, found);
        }
        else
        {
            found.Add(new Difference(path, texts));
        }
    }

    /// <summary>Some have it and some do not, and those that do differ in it: both are told.</summary>
    private static void WalkPresent(string path, ConfigNode?[] nodes, List<Difference> found)
    {
        int[] present = [.. Enumerable.Range(0, nodes.Length).Where(i => nodes[i] is not null)];
        found.Add(new Difference(path, [.. nodes.Select(node => node is null ? null : Present)]));
        List<Difference> inner = [];
        Walk(path, [.. present.Select(i => nodes[i])], inner);
        found.AddRange(inner.Select(difference => Spread(difference, present, nodes.Length)));
    }

    private static Difference Spread(Difference difference, int[] places, int count)
    {
        string?[] values = new string?[count];
        foreach ((int place, string? value) in places.Zip(difference.Values))
        {
            values[place] = value;
        }

        return difference with { Values = values };
    }

    private static bool HoldsMappings(ConfigNode? list) => list!.Items.Any(item => item.Kind == ConfigNodeKind.Mapping);

    private static void WalkItems(string path, ConfigNode?[] lists, List<Difference> found)
    {
        int before = found.Count;
        List<(string Name, ConfigNode Item)>[] named = [.. lists.Select(list => Named(list!.Items))];
        foreach (string name in named.SelectMany(items => items).Select(item => item.Name).Distinct())
        {
            Walk($"{path}[{name}]", [.. named.Select(items => items.Find(item => item.Name == name).Item)], found);
        }

        if (found.Count == before)
        {
            found.Add(new Difference($"{path} (order)", [.. named.Select(items => string.Join(", ", items.Select(item => item.Name)))]));
        }
    }

    private static List<(string Name, ConfigNode Item)> Named(IReadOnlyList<ConfigNode> items)
    {
        List<(string Name, ConfigNode Item)> named = [];
        foreach (ConfigNode item in items)
        {
            string name = item["name"]?.Text ?? item["kind"]?.Text ?? (item.Entries.Count == 1 ? item.Entries[0].Key : Inline(item));
            string unique = name;
            for (int i = 2; named.Exists(other => other.Name == unique); i++)
            {
                unique = $"{name} {Numbers.Count(i)}";
            }

            named.Add((unique, item));
        }

        return named;
    }

    private static string Inline(ConfigNode node) => node.Kind switch
    {
        ConfigNodeKind.Scalar => node.Text!,
        ConfigNodeKind.Sequence => $"[{string.Join(", ", node.Items.Select(Inline))}]",
        _ => $"{{{string.Join(", ", node.Entries.Select(entry => $"{entry.Key}: {Inline(entry.Value)}"))}}}",
    };
}
