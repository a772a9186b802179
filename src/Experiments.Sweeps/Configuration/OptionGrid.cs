using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Settings of which any may be a list: a grid of options records. Only settings that were written are axes; the rest keep their defaults.</summary>
internal sealed class OptionGrid
{
    private readonly Type optionsType;
    private readonly ConfigNode mapping;
    private readonly IReadOnlyList<Axis> axes;

    private OptionGrid(Type optionsType, ConfigNode mapping, IReadOnlyList<Axis> axes)
    {
        this.optionsType = optionsType;
        this.mapping = mapping;
        this.axes = axes;
    }

    /// <summary>Whether something about it is wrong, so that its combinations are not what the user meant.</summary>
    public bool IsFlawed { get; private init; }

    /// <summary>Whether the file gives that setting.</summary>
    public bool Has(string option) => axes.Any(axis => axis.Option.Name == option);

    /// <summary>Reads a mapping; keys in <paramref name="otherKeys"/> belong to somebody else.</summary>
    public static OptionGrid Read(Type optionsType, ConfigNode mapping, ConfigErrors errors, params IReadOnlyList<string> otherKeys)
    {
        Dictionary<string, OptionInfo> known = OptionSchema.Of(optionsType).ToDictionary(option => option.Name);
        int before = errors.Problems.Count;
        List<Axis> axes = [];
        foreach (ConfigEntry entry in Section.Entries(mapping, [.. otherKeys, .. known.Keys], errors))
        {
            if (known.TryGetValue(entry.Key, out OptionInfo? option) && !otherKeys.Contains(entry.Key))
            {
                axes.Add(new Axis(option, ReadValues(option, entry.Value, errors)));
            }
        }

        bool fits = errors.Fits(mapping.Place, axes.Aggregate(1.0, (product, axis) => product * Math.Max(1, axis.Values.Count)), "combinations of settings");
        return new OptionGrid(optionsType, mapping, fits ? axes : []) { IsFlawed = errors.Problems.Count > before };
    }

    /// <summary>Every combination, the first axis slowest; equal ones once.</summary>
    public IReadOnlyList<object> Expand()
    {
        IEnumerable<Dictionary<string, object?>> combinations = [[]];
        foreach (Axis axis in axes)
        {
            combinations = [.. combinations.SelectMany(
                _ => axis.Values, (chosen, value) => new Dictionary<string, object?>(chosen) { [axis.Option.Name] = value.Value })];
        }

        return [.. combinations.Select(values => OptionSchema.Create(optionsType, values)).Distinct()];
    }

    /// <summary>Where that setting's value stands for one combination: its list item, its scalar, or the mapping when it is a default.</summary>
    public ConfigPlace PlaceOf(string option, object options)
    {
        Axis? axis = axes.FirstOrDefault(axis => axis.Option.Name == option);
        object? value = axis?.Option.Property.GetValue(options);
        return axis?.Values.FirstOrDefault(candidate => Equals(candidate.Value, value))?.Place ?? mapping.Place;
    }

    /// <summary>Every setting with its value, or its list of values, defaults written out.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<object?>>> Resolved()
    {
        foreach (OptionInfo option in OptionSchema.Of(optionsType))
        {
            IEnumerable<object?> values = axes.FirstOrDefault(axis => axis.Option.Name == option.Name)?.Values.Select(value => value.Value) ?? [option.Default];
            yield return KeyValuePair.Create(option.Name, (IReadOnlyList<object?>)[.. values.Distinct().Select(value => Plain(option, value))]);
        }
    }

    private static object? Plain(OptionInfo option, object? value) => value switch
    {
        null => option.Attribute.NullMeans,
        Enum member => OptionSchema.SnakeCase(member.ToString()),
        _ => value,
    };

    private static List<AxisValue> ReadValues(OptionInfo option, ConfigNode node, ConfigErrors errors)
    {
        if (node.Kind == ConfigNodeKind.Sequence && node.Items.Count == 0)
        {
            errors.Add(node, $"{option.Name}: the list is empty, expected at least one value ({OptionSchema.Expectation(option)})");
        }

        if (node.Kind == ConfigNodeKind.Mapping && (node["low"] ?? node["high"]) is not null)
        {
            errors.Add(node, $"{option.Name}: a range is sampled by a search strategy that this version does not have; list the values: [0.1, 0.5]");
            return [];
        }

        List<AxisValue> values = [];
        foreach (ConfigNode item in node.Kind == ConfigNodeKind.Sequence ? node.Items : [node])
        {
            if (OptionBinder.TryValue(option, item, errors, out object? value))
            {
                values.Add(new AxisValue(value, item.Place));
            }
        }

        return values;
    }

    private sealed record Axis(OptionInfo Option, IReadOnlyList<AxisValue> Values);

    private sealed record AxisValue(object? Value, ConfigPlace Place);
}
