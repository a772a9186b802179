using System.Globalization;
using Experiments.Results.Yaml;

namespace Experiments.Sweeps.Configuration;

/// <summary>Applies <c>--set path=value</c> to a configuration: <c>datasets[0].samples=500</c>, <c>reducers[1].perplexity=[20, 40]</c>.</summary>
internal static class Overrides
{
    /// <summary>Returns the tree with one value replaced or added; the value is YAML. Adds a problem when the path leads nowhere.</summary>
    public static ConfigNode Apply(ConfigNode root, string setting, ConfigErrors errors)
    {
        ConfigPlace place = new($"--set {setting}", 0, 0);
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || !TrySplit(setting[..equals], out List<object> steps))
        {
            errors.Add(place, "expected path=value, as in datasets[0].samples=500");
            return root;
        }

        ConfigErrors faults = new();
        ConfigNode? value = YamlReader.Read(setting[(equals + 1)..], place.File, faults);
        if (value is null)
        {
            errors.Add(place, "the value is missing or not valid YAML");
            return root;
        }

        return Replace(root, steps, 0, Moved(value, place), errors);
    }

    private static ConfigNode Replace(ConfigNode node, List<object> steps, int at, ConfigNode value, ConfigErrors errors) =>
        at == steps.Count ? value
        : steps[at] is int index ? ReplaceItem(node, steps, at, index, value, errors)
        : ReplaceEntry(node, steps, at, (string)steps[at], value, errors);

    private static ConfigNode ReplaceItem(ConfigNode node, List<object> steps, int at, int index, ConfigNode value, ConfigErrors errors)
    {
        if (node.Kind != ConfigNodeKind.Sequence || index >= node.Items.Count)
        {
            string found = node.Kind == ConfigNodeKind.Sequence ? $"a list of {node.Items.Count} (the first is [0])" : "no list";
            errors.Add(value.Place, $"{Written(steps, at + 1)} does not exist: {Written(steps, at)} is {found}");
            return node;
        }

        ConfigNode[] items = [.. node.Items];
        items[index] = Replace(items[index], steps, at + 1, value, errors);
        return ConfigNode.Sequence(items, node.Place);
    }

    private static ConfigNode ReplaceEntry(ConfigNode node, List<object> steps, int at, string key, ConfigNode value, ConfigErrors errors)
    {
        if (node.Kind != ConfigNodeKind.Mapping)
        {
            errors.Add(value.Place, $"{Written(steps, at + 1)} does not exist: {(at == 0 ? "the file" : Written(steps, at))} is no mapping");
            return node;
        }

        ConfigNode? old = node[key];
        ConfigNode changed = Replace(old ?? ConfigNode.Mapping([], value.Place), steps, at + 1, value, errors);
        ConfigEntry[] entries = old is null
            ? [.. node.Entries, new ConfigEntry(key, value.Place, changed)]
            : [.. node.Entries.Select(entry => entry.Key == key ? entry with { Value = changed } : entry)];
        return ConfigNode.Mapping(entries, node.Place);
    }

    /// <summary>"models[0].training.epochs" as ["models", 0, "training", "epochs"].</summary>
    private static bool TrySplit(string path, out List<object> steps)
    {
        steps = [];
        foreach (string part in path.Trim().Split('.'))
        {
            string[] pieces = part.Split('[');
            steps.Add(pieces[0]);
            foreach (string piece in pieces.Skip(1))
            {
                if (!piece.EndsWith(']') || !int.TryParse(piece[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int index))
                {
                    return false;
                }

                steps.Add(index);
            }
        }

        return steps.TrueForAll(step => step is not "");
    }

    private static string Written(List<object> steps, int count) =>
        string.Concat(steps.Take(count).Select((step, i) => step is int index ? $"[{index}]" : i == 0 ? (string)step : $".{step}"));

    private static ConfigNode Moved(ConfigNode node, ConfigPlace place) => node.Kind switch
    {
        ConfigNodeKind.Scalar => ConfigNode.Scalar(node.Text!, place),
        ConfigNodeKind.Sequence => ConfigNode.Sequence([.. node.Items.Select(item => Moved(item, place))], place),
        _ => ConfigNode.Mapping([.. node.Entries.Select(entry => new ConfigEntry(entry.Key, place, Moved(entry.Value, place)))], place),
    };
}
