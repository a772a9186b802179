using System.Globalization;
using Experiments.Reduction;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Configuration;

/// <summary>
/// Settings of which any may be a list: a grid of options records. Only settings that were written are axes; the rest keep their defaults.
/// </summary>
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

    /// <summary>True when something about it is wrong, so that its combinations are not what the user meant.</summary>
    public bool IsFlawed { get; private init; }

    /// <summary>The settings that a search varies: lists of several values, and ranges.</summary>
    public IEnumerable<Dimension> Dimensions => axes.Where(axis => axis.Range is not null || Distinct(axis).Length > 1)
        .Select(axis => axis.Range is { } range ? Dimension.Of(axis.Option, range) : Dimension.Of(axis.Option, Distinct(axis)));

    /// <summary>The settings that the file gives one value.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Fixed => axes.Where(axis => axis.Range is null && Distinct(axis).Length == 1)
        .Select(axis => KeyValuePair.Create(axis.Option.Name, axis.Values[0].Value));

    /// <summary>Tells whether the file gives that setting.</summary>
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
                axes.Add(IsRange(entry.Value)
                    ? new Axis(option, []) { Range = ReadRange(option, entry.Value, errors) }
                    : new Axis(option, ReadValues(option, entry.Value, errors)));
            }
        }

        bool fits = errors.Fits(mapping.Place, axes.Aggregate(1.0, (product, axis) => product * Math.Max(1, axis.Values.Count)),
            "combinations of settings");
        return new OptionGrid(optionsType, mapping, fits ? axes : []) { IsFlawed = errors.Problems.Count > before };
    }

    /// <summary>Every combination, the first axis slowest; equal ones once.</summary>
    public IReadOnlyList<object> Expand()
    {
        IEnumerable<Dictionary<string, object?>> combinations = [[]];
        foreach (Axis axis in axes.Where(axis => axis.Range is null))
        {
            combinations = [.. combinations.SelectMany(
                _ => axis.Values, (chosen, value) => new Dictionary<string, object?>(chosen) { [axis.Option.Name] = value.Value })];
        }

        return [.. combinations.Select(values => OptionSchema.Create(optionsType, values)).Distinct()];
    }

    /// <summary>
    /// Returns the place where a setting's value stands for one combination: its list item, its scalar, or the mapping when the value is a default.
    /// </summary>
    public ConfigPlace PlaceOf(string option, object options)
    {
        Axis? axis = axes.FirstOrDefault(axis => axis.Option.Name == option);
        if (axis?.Range is { } range)
        {
            return range.Place;
        }

        object? value = axis?.Option.Property.GetValue(options);
        return axis?.Values.FirstOrDefault(candidate => Equals(candidate.Value, value))?.Place ?? mapping.Place;
    }

    /// <summary>The range that the file gives a setting; null for values.</summary>
    public SearchRange? RangeOf(string option) => axes.FirstOrDefault(axis => axis.Option.Name == option)?.Range;

    /// <summary>Every setting with its value, or its list of values, defaults written out.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<object?>>> Resolved()
    {
        foreach (OptionInfo option in OptionSchema.Of(optionsType))
        {
            IEnumerable<object?> values = axes.FirstOrDefault(axis => axis.Option.Name == option.Name)?.Values.Select(value => value.Value)
                ?? [option.Default];
            yield return KeyValuePair.Create(option.Name, (IReadOnlyList<object?>)[.. values.Distinct().Select(value => Plain(option, value))]);
        }
    }

    /// <summary>A value as a sweep file writes it.</summary>
    public static object? Plain(OptionInfo option, object? value) => value switch
    {
        null => option.Attribute.NullMeans,
        Enum member => OptionSchema.SnakeCase(member.ToString()),
        _ => value,
    };

    private static object?[] Distinct(Axis axis) => [.. axis.Values.Select(value => value.Value).Distinct()];

    private static bool IsRange(ConfigNode node) => node.Kind == ConfigNodeKind.Mapping && (node["low"] ?? node["high"]) is not null;

    private static SearchRange? ReadRange(OptionInfo option, ConfigNode node, ConfigErrors errors)
    {
        Section.Entries(node, ["low", "high", "scale"], errors);
        bool isLog = node["scale"] is { } scale && Section.Choice(scale, "scale", ["linear", "log"], errors) == "log";
        if (option.Type != typeof(int) && option.Type != typeof(long) && option.Type != typeof(double))
        {
            errors.Add(node, $"{option.Name}: got a range, expected {OptionSchema.Expectation(option)}; list the values to try");
        }
        else if (node["low"] is not { } first || node["high"] is not { } last)
        {
            errors.Add(node, $"{option.Name}: a range needs both ends, as in {{low: 2, high: 100}}");
        }
        else if (OptionBinder.TryValue(option, first, errors, out object? low) & OptionBinder.TryValue(option, last, errors, out object? high)
            && low is not null && high is not null)
        {
            (double from, double to) = (Convert.ToDouble(low, CultureInfo.InvariantCulture), Convert.ToDouble(high, CultureInfo.InvariantCulture));
            if (from < to && (from > 0 || !isLog))
            {
                return new SearchRange(from, to, isLog, node.Place);
            }

            errors.Add(node, from < to
                ? $"{option.Name}: a logarithmic range begins above 0, got {first.Describe()}"
                : $"{option.Name}: got low {first.Text} and high {last.Text}, expected low below high");
        }

        return null;
    }

    private static List<AxisValue> ReadValues(OptionInfo option, ConfigNode node, ConfigErrors errors)
    {
        if (node.Kind == ConfigNodeKind.Sequence && node.Items.Count == 0)
        {
            errors.Add(node, $"{option.Name}: the list is empty, expected at least one value ({OptionSchema.Expectation(option)})");
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

    private sealed record Axis(OptionInfo Option, IReadOnlyList<AxisValue> Values)
    {
        public SearchRange? Range { get; init; }
    }

    private sealed record AxisValue(object? Value, ConfigPlace Place);
}
