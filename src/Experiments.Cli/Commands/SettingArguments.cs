using Experiments.Results;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Cli.Commands;

/// <summary>Reads <c>--set NAME=VALUE</c> flags into an options record, reporting every mistake at once.</summary>
internal static class SettingArguments
{
    /// <summary>A record of <paramref name="optionsType"/> with those settings; the rest keep their defaults.</summary>
    /// <exception cref="SweepException">A setting is unknown or its value does not fit; one line each.</exception>
    public static object Bind(Type optionsType, IReadOnlyList<string> settings)
    {
        ConfigErrors errors = new();
        List<ConfigEntry> entries = [];
        foreach (string setting in settings)
        {
            ConfigPlace place = new($"--set {setting}", 0, 0);
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                errors.Add(place, "expected NAME=VALUE, for example n_neighbors=30");
                continue;
            }

            entries.Add(new ConfigEntry(setting[..equals], place, ConfigNode.Scalar(setting[(equals + 1)..], place)));
        }

        object options = OptionBinder.Bind(optionsType, ConfigNode.Mapping(entries, new ConfigPlace("--set", 0, 0)), errors);
        errors.ThrowIfAny();
        return options;
    }
}
