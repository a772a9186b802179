using Experiments.Networks.Layers;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Networks.Description;

/// <summary>
/// Reads layers: a word (<c>relu</c>), a word with its main setting (<c>{conv: 32}</c>) or with a mapping of settings; further settings and
/// <c>name</c> may stand beside it (<c>{dense: 128, name: penultimate, activation: relu}</c>). A residual block's main setting is a list of
/// layers, which are numbered and named together with all others.
/// </summary>
internal sealed class LayerReader(ConfigErrors errors, FrameworkDefaults defaults)
{
    private const string NameKey = "name";
    private const int LongestName = 80;
    private readonly Dictionary<string, int> counts = [];
    private readonly HashSet<string> names = [LayerResult.InputName];

    /// <summary>The next layer, or null when something about it is wrong.</summary>
    public CnnLayer? Read(ConfigNode node)
    {
        int before = errors.Problems.Count;
        if (FindKind(node) is not { } kind)
        {
            return null;
        }

        int number = counts[kind.Prefix] = counts.GetValueOrDefault(kind.Prefix) + 1;
        string name = node[NameKey] is { } given ? ReadName(given) : FormattableString.Invariant($"{kind.Prefix}{number}");
        if (name.Length > 0 && !names.Add(name))
        {
            errors.Add(node[NameKey] ?? node, $"the name '{name}' is taken; give each layer its own, as in {{dense: 128, name: penultimate}}");
        }

        CnnLayer layer = ReadSettings(kind, node) with { Name = name };
        return errors.Problems.Count == before ? layer : null;
    }

    private LayerKind? FindKind(ConfigNode node)
    {
        if (node.Kind == ConfigNodeKind.Scalar)
        {
            LayerKind? kind = LayerKinds.All.FirstOrDefault(kind => kind.Word == node.Text);
            if (kind is null)
            {
                errors.Add(node, $"unknown layer '{node.Text}'{Spelling.Suggest(node.Text!, LayerKinds.Words)}; known layers: "
                    + $"{string.Join(", ", LayerKinds.Words)}");
            }

            return kind;
        }

        LayerKind[] kinds = [.. LayerKinds.All.Where(kind => node[kind.Word] is not null)];
        if (kinds.Length == 1)
        {
            return kinds[0];
        }

        ConfigPlace place = node.Entries.Count > 0 ? node.Entries[0].KeyPlace : node.Place;
        string written = node.Entries.Count > 0 ? node.Entries[0].Key : string.Empty;
        errors.Add(place, kinds.Length > 1
            ? $"a layer is one of {string.Join(", ", kinds.Select(kind => kind.Word))}, got them all; make them separate entries of the list"
            : $"unknown layer '{written}'{Spelling.Suggest(written, LayerKinds.Words)}; known layers: {string.Join(", ", LayerKinds.Words)}");
        return null;
    }

    private string ReadName(ConfigNode node)
    {
        if (node.Text is { Length: > 0 and <= LongestName } text && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            return text;
        }

        errors.Add(node, node.Text is { Length: > LongestName } tooLong
            ? $"name: got {node.Describe()} of {tooLong.Length} characters, expected at most {LongestName}: it stands on every page"
            : $"name: got {(node.Text is null ? "no value" : $"'{node.Text}'")}, expected letters, digits, _ and -");
        return string.Empty;
    }

    private CnnLayer ReadSettings(LayerKind kind, ConfigNode node)
    {
        ConfigNode? value = node[kind.Word];
        List<ConfigEntry> settings = [.. node.Entries.Where(entry => entry.Key is not NameKey && entry.Key != kind.Word)];
        if (value is { Kind: ConfigNodeKind.Mapping })
        {
            settings.AddRange(value.Entries);
        }
        else if (value is not null && IsMain(kind, value))
        {
            settings.Add(new ConfigEntry(kind.Main!, value.Place, value));
        }
        else if (value is { Kind: ConfigNodeKind.Sequence } or { Text.Length: > 0 })
        {
            errors.Add(value, $"{kind.Word}: got {(value.Text is { } text ? $"'{text}'" : "a list")}, expected {Expected(kind)}");
            return (CnnLayer)OptionSchema.Create(kind.Type, new Dictionary<string, object?>());
        }

        CheckEntries(kind, settings, value ?? node);
        ConfigPlace place = (value ?? node).Place;
        string[] otherKeys = kind.HoldsLayers ? [LayerKinds.LayersSetting] : [];
        CnnLayer layer = (CnnLayer)OptionBinder.Bind(kind.Type, ConfigNode.Mapping(defaults.Complete(kind.Word, settings, place), place), errors,
            otherKeys);
        if (layer is ResidualLayer block && settings.Find(entry => entry.Key == LayerKinds.LayersSetting) is { } layers)
        {
            layer = block with { Layers = ReadLayers(layers.Value) };
        }

        return layer;
    }

    private List<CnnLayer> ReadLayers(ConfigNode list)
    {
        if (list is not { Kind: ConfigNodeKind.Sequence, Items.Count: > 0 })
        {
            errors.Add(list, "layers: expected a list of layers, as in [{conv: 32}, batchnorm, relu, {conv: 32}, batchnorm]");
        }

        List<CnnLayer> layers = [];
        foreach (ConfigNode item in list.Items)
        {
            CnnLayer? layer = Read(item);
            if (layer is DenseLayer { Units: null })
            {
                errors.Add(item, $"'{layer.Name}' gives one score a class, which only the last layer of the network does; give it a number of units");
            }

            layers.AddRange(layer is null ? [] : [layer]);
        }

        return layers;
    }

    private void CheckEntries(LayerKind kind, List<ConfigEntry> settings, ConfigNode node)
    {
        foreach (ConfigEntry twice in settings.GroupBy(entry => entry.Key).Where(group => group.Count() > 1).Select(group => group.Last()))
        {
            errors.Add(twice.KeyPlace, $"{kind.Word}: '{twice.Key}' is given twice");
        }

        if (kind.Main is { } main && settings.TrueForAll(entry => entry.Key != main))
        {
            errors.Add(node, $"{kind.Word} needs {main}, as in {Expected(kind)}");
        }
    }

    private static bool IsMain(LayerKind kind, ConfigNode value) =>
        kind.HoldsLayers ? value.Kind == ConfigNodeKind.Sequence : kind.Main is not null && value.Text is { Length: > 0 };

    private static string Expected(LayerKind kind)
    {
        if (kind.HoldsLayers)
        {
            return $"{{{kind.Word}: [{{conv: 32}}, batchnorm]}}";
        }

        string first = OptionSchema.Of(kind.Type).Select(option => option.Name).FirstOrDefault() ?? string.Empty;
        return kind.Main is { } main ? $"{{{kind.Word}: 2}} or {{{kind.Word}: {{{main}: 2}}}}"
            : first.Length > 0 ? $"{kind.Word} alone or a mapping with {first}" : $"{kind.Word} alone";
    }
}
