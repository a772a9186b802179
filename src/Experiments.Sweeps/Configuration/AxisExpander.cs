using Experiments.Results.Yaml;

namespace Experiments.Sweeps.Configuration;

/// <summary>
/// Turns a mapping in which single values are lists into one mapping for every combination. A list is an axis when it holds values only and
/// its key is none of those whose value is a list by nature.
/// </summary>
internal static class AxisExpander
{
    /// <summary>Every combination, the first axis slowest; the node itself when nothing in it is an axis.</summary>
    public static IReadOnlyList<ConfigNode> Expand(ConfigNode node, IReadOnlyList<string> lists) => node.Kind switch
    {
        ConfigNodeKind.Mapping =>
            [.. Product(node.Entries.Select(entry => ExpandEntry(entry, lists))).Select(entries => ConfigNode.Mapping(entries, node.Place))],
        ConfigNodeKind.Sequence =>
            [.. Product(node.Items.Select(item => Expand(item, lists))).Select(items => ConfigNode.Sequence(items, node.Place))],
        _ => [node],
    };

    /// <summary>Counts the combinations that <see cref="Expand"/> would list.</summary>
    public static double Count(ConfigNode node, IReadOnlyList<string> lists) => node.Kind switch
    {
        ConfigNodeKind.Mapping =>
            node.Entries.Aggregate(1.0, (product, entry) => product * (IsAxis(entry, lists) ? entry.Value.Items.Count : Count(entry.Value, lists))),
        ConfigNodeKind.Sequence => node.Items.Aggregate(1.0, (product, item) => product * Count(item, lists)),
        _ => 1,
    };

    private static bool IsAxis(ConfigEntry entry, IReadOnlyList<string> lists) =>
        !lists.Contains(entry.Key) && entry.Value.Items.Count > 0 && entry.Value.Items.All(item => item.Kind == ConfigNodeKind.Scalar);

    private static IReadOnlyList<ConfigEntry> ExpandEntry(ConfigEntry entry, IReadOnlyList<string> lists)
    {
        IReadOnlyList<ConfigNode> values = IsAxis(entry, lists) ? entry.Value.Items : Expand(entry.Value, lists);
        return [.. values.Select(value => entry with { Value = value })];
    }

    private static IEnumerable<IReadOnlyList<T>> Product<T>(IEnumerable<IReadOnlyList<T>> factors)
    {
        IEnumerable<IReadOnlyList<T>> product = [[]];
        foreach (IReadOnlyList<T> factor in factors)
        {
            product = [.. product.SelectMany(_ => factor, IReadOnlyList<T> (chosen, next) => [.. chosen, next])];
        }

        return product;
    }
}
