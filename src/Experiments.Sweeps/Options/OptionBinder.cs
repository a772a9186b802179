using Experiments.Reduction;
using Experiments.Results.Yaml;

namespace Experiments.Sweeps.Options;

/// <summary>Fills an options record from a YAML mapping by its <see cref="OptionAttribute"/>s, collecting every problem.</summary>
public static class OptionBinder
{
    /// <summary>Binds every scalar setting; keys in <paramref name="otherKeys"/> belong to somebody else and are passed over.</summary>
    public static T Bind<T>(ConfigNode mapping, ConfigErrors errors, params IReadOnlyList<string> otherKeys)
        where T : class => (T)Bind(typeof(T), mapping, errors, otherKeys);

    /// <summary>Binds to a record type known at run time.</summary>
    public static object Bind(Type optionsType, ConfigNode mapping, ConfigErrors errors, params IReadOnlyList<string> otherKeys)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentNullException.ThrowIfNull(otherKeys);
        Dictionary<string, OptionInfo> known = OptionSchema.Of(optionsType).ToDictionary(option => option.Name);
        Dictionary<string, object?> values = [];
        if (mapping.Kind != ConfigNodeKind.Mapping)
        {
            errors.Add(mapping, $"got {mapping.Describe()}, expected a mapping (key: value) with {string.Join(", ", known.Keys)}");
            return OptionSchema.Create(optionsType, values);
        }

        foreach (ConfigEntry entry in mapping.Entries.Where(entry => !otherKeys.Contains(entry.Key)))
        {
            if (!known.TryGetValue(entry.Key, out OptionInfo? option))
            {
                errors.AddUnknownKey(entry, [.. otherKeys, .. known.Keys]);
            }
            else if (TryValue(option, entry.Value, errors, out object? value))
            {
                values[entry.Key] = value;
            }
        }

        return OptionSchema.Create(optionsType, values);
    }

    /// <summary>Parses one scalar for a setting; adds a problem and returns false when it does not fit.</summary>
    public static bool TryValue(OptionInfo option, ConfigNode node, ConfigErrors errors, out object? value)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(errors);
        value = null;
        if (node.Kind != ConfigNodeKind.Scalar)
        {
            errors.Add(node, $"{option.Name}: got {node.Describe()}, expected {OptionSchema.Expectation(option)}");
            return false;
        }

        if (OptionSchema.TryParse(option, node.Text!, out value, out string problem))
        {
            return true;
        }

        string suggestion = option.Choices is { } choices ? Spelling.Suggest(node.Text!, choices) : NumberHint.Of(node.Text!);
        errors.Add(node, $"{option.Name}: got {node.Describe()}, {problem}{suggestion}");
        return false;
    }
}
