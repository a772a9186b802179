using Experiments.Networks.Layers;
using Experiments.Reduction;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Networks.Description;

/// <summary>The settings that a cnn without mistakes leaves out: a section for each kind of layer, and the training.</summary>
internal static class CnnDefaults
{
    /// <summary>The defaults; a layer's setting is among them when at least one layer of its kind leaves it out.</summary>
    public static IEnumerable<DefaultSection> Of(ConfigNode model)
    {
        FrameworkDefaults defaults = FrameworkDefaults.Of(model, new ConfigErrors());
        return
        [
            .. LayerKinds.All.Select(kind => Layers(kind, [.. WithInner(model["layers"]?.Items ?? [])], defaults))
            .Where(section => section.Settings.Count > 0),
            .. SchemaDefaults.Of(CnnSchema.Create(), model).Select(section => Told(section, section.Title, defaults)),
        ];
    }

    private static IEnumerable<ConfigNode> WithInner(IReadOnlyList<ConfigNode> items) => items.SelectMany(item =>
        LayerKinds.All.FirstOrDefault(kind => kind.HoldsLayers && item[kind.Word] is not null) is { } block
            ? [item, .. WithInner((item[block.Word]![block.Main!] ?? item[block.Word]!).Items)]
            : (IEnumerable<ConfigNode>)[item]);

    private static DefaultSection Layers(LayerKind kind, IReadOnlyList<ConfigNode> items, FrameworkDefaults defaults)
    {
        ConfigNode[] layers = [.. items.Where(item => item.Text == kind.Word || item[kind.Word] is not null)];
        IEnumerable<OptionInfo> left = OptionSchema.Of(kind.Type)
            .Where(option => option.Name != kind.Main && layers.Any(layer => (layer[option.Name] ?? layer[kind.Word]?[option.Name]) is null));
        DefaultSection section =
            new($"{kind.Word} layers", [.. left.Select(option => SchemaDefaults.Setting(option.Name, OptionFragments.Property(option)))]);
        return Told(section, kind.Word, defaults);
    }

    /// <summary>The section with the values that the model's choice of defaults gives.</summary>
    private static DefaultSection Told(DefaultSection section, string part, FrameworkDefaults defaults) => section with
    {
        Settings = [.. section.Settings.Select(setting => setting with { Value = defaults.Value(part, setting.Name) ?? setting.Value })],
    };
}
