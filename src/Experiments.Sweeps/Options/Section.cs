using System.Globalization;
using Experiments.Results.Yaml;

namespace Experiments.Sweeps.Options;

/// <summary>Reads the parts of a configuration that are no options record: keys, lists, integers.</summary>
internal static class Section
{
    /// <summary>Begins the keys of a sweep file that nobody reads: a place for anchors that its sections refer to.</summary>
    public const string FreePrefix = "x-";

    /// <summary>A mapping's entries with a known key; complains of the others and of anything that is no mapping.</summary>
    public static IReadOnlyList<ConfigEntry> Entries(ConfigNode node, IReadOnlyList<string> known, ConfigErrors errors)
    {
        foreach (ConfigEntry entry in Unknown(node, known, errors))
        {
            errors.AddUnknownKey(entry, known);
        }

        return [.. node.Entries.Where(entry => known.Contains(entry.Key))];
    }

    /// <summary>A mapping's other entries; complains of anything that is no mapping.</summary>
    public static IReadOnlyList<ConfigEntry> Unknown(ConfigNode node, IReadOnlyList<string> known, ConfigErrors errors)
    {
        if (node.Kind != ConfigNodeKind.Mapping)
        {
            errors.Add(node, $"got {node.Describe()}, expected a mapping (key: value) with {string.Join(", ", known)}");
        }

        return [.. node.Entries.Where(entry => !known.Contains(entry.Key))];
    }

    /// <summary>A list's items; complains when it is no list or an empty one.</summary>
    public static IReadOnlyList<ConfigNode> Items(ConfigNode node, string name, string example, ConfigErrors errors)
    {
        if (node.Kind == ConfigNodeKind.Sequence && node.Items.Count > 0)
        {
            return node.Items;
        }

        string got = node.Kind == ConfigNodeKind.Sequence ? "an empty list" : node.Describe();
        string dash = node.Kind == ConfigNodeKind.Mapping ? "; begin each entry with '- '" : string.Empty;
        errors.Add(node, $"{name}: got {got}, expected a list, as in {example}{dash}");
        return [];
    }

    /// <summary>An integer of at least <paramref name="minimum"/>; complains and returns null otherwise.</summary>
    public static long? Integer(ConfigNode node, string name, long minimum, ConfigErrors errors)
    {
        if (node.Kind == ConfigNodeKind.Scalar
            && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= minimum)
        {
            return value;
        }

        errors.Add(node, $"{name}: got {node.Describe()}, expected an "
            + $"integer{(minimum == long.MinValue ? string.Empty : $" of at least {minimum}")}");
        return null;
    }

    /// <summary>A choice of words, written in any case; complains with the nearest one and returns null otherwise.</summary>
    public static string? Choice(ConfigNode node, string name, IReadOnlyList<string> choices, ConfigErrors errors)
    {
        if (choices.FirstOrDefault(choice => choice.Equals(node.Text, StringComparison.OrdinalIgnoreCase)) is { } chosen)
        {
            return chosen;
        }

        string suggestion = node.Kind != ConfigNodeKind.Scalar ? string.Empty
            : node.Text!.Contains(':', StringComparison.Ordinal) ? "; a ':' needs a space after it"
            : Spelling.Suggest(node.Text, choices);
        errors.Add(node, $"{name}: got {node.Describe()}, expected one of {string.Join(", ", choices)}{suggestion}");
        return null;
    }
}
