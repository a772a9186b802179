using Experiments.Results.Yaml;

namespace Experiments.Networks.Description;

/// <summary>
/// Whose defaults hold where a network leaves a setting out. PyTorch's, which TorchSharp shares, are those of the options; Keras' are read as
/// if they were written, so that a network has the same parameters whether its settings are chosen by one word or spelt out.
/// </summary>
internal sealed class FrameworkDefaults
{
    /// <summary>The setting that chooses.</summary>
    public const string Key = "defaults";

    /// <summary>The name by which <c>training</c> asks.</summary>
    public const string Training = "training";

    private readonly Dictionary<string, (string Name, string Value)[]> parts;

    private FrameworkDefaults(string name, Dictionary<string, (string Name, string Value)[]> parts)
    {
        Name = name;
        this.parts = parts;
    }

    /// <summary>PyTorch's defaults, which are those of the options themselves.</summary>
    public static FrameworkDefaults Pytorch { get; } = new("pytorch", []);

    /// <summary>Keras'. Its momentum of 0.99 is the share of the old statistics.</summary>
    public static FrameworkDefaults Keras { get; } = new("keras", new()
    {
        ["batchnorm"] = [("momentum", "0.01"), ("epsilon", "1e-3")],
        [Training] = [("initialization", "glorot_uniform"), ("epsilon", "1e-7")],
    });

    /// <summary>The names that users can choose.</summary>
    public static IReadOnlyList<string> Names { get; } = [Pytorch.Name, Keras.Name];

    /// <summary>The name by which users call the framework.</summary>
    public string Name { get; }

    /// <summary>A model's choice; an unknown one is told.</summary>
    public static FrameworkDefaults Of(ConfigNode model, ConfigErrors errors)
    {
        ConfigNode? choice = model[Key];
        if (choice is not null && !Names.Contains(choice.Text, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add(choice, $"{Key}: got {choice.Describe()}, expected one of "
                + $"{string.Join(", ", Names)}{Spelling.Suggest(choice.Text ?? string.Empty, Names)}");
        }

        return Keras.Name.Equals(choice?.Text, StringComparison.OrdinalIgnoreCase) ? Keras : Pytorch;
    }

    /// <summary>Returns the framework's own value of a setting of <c>training</c> or of a layer kind; null where the option's holds.</summary>
    public string? Value(string part, string setting) => Array.Find(parts.GetValueOrDefault(part) ?? [], known => known.Name == setting).Value;

    /// <summary>The entries together with its own for the settings that they leave out.</summary>
    public IReadOnlyList<ConfigEntry> Complete(string part, IReadOnlyList<ConfigEntry> entries, ConfigPlace place) =>
    [
        .. entries,
        .. (parts.GetValueOrDefault(part) ?? []).Where(setting => entries.All(entry => entry.Key != setting.Name))
            .Select(setting => new ConfigEntry(setting.Name, place, ConfigNode.Scalar(setting.Value, place))),
    ];
}
