using Experiments.Networks.Layers;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;

namespace Experiments.Networks.Description;

/// <summary>Reads a network from YAML and collects every problem.</summary>
internal sealed class CnnReader(ConfigErrors errors)
{
    private const string LayersKey = "layers";
    private const string TrainingKey = FrameworkDefaults.Training;
    private static readonly string[] Keys = ["kind", "name", FrameworkDefaults.Key, LayersKey, TrainingKey, PublishedFiguresSection.Key];

    /// <summary>The network, or null when something about it is wrong.</summary>
    public CnnDescription? Read(ConfigNode model)
    {
        int before = errors.Problems.Count;
        foreach (ConfigEntry entry in model.Entries.Where(entry => !Keys.Contains(entry.Key)))
        {
            errors.Add(entry.KeyPlace, $"unknown key '{entry.Key}'{Spelling.Suggest(entry.Key, Keys)}; known keys: {string.Join(", ", Keys)}");
        }

        FrameworkDefaults defaults = FrameworkDefaults.Of(model, errors);
        IReadOnlyList<CnnLayer> layers = ReadLayers(model, defaults);
        TrainingOptions training = new TrainingReader(errors, defaults).Read(model[TrainingKey] ?? ConfigNode.Mapping([], model.Place));
        PublishedFigures? reference = PublishedFiguresSection.Read(model[PublishedFiguresSection.Key], errors);
        return errors.Problems.Count == before ? new CnnDescription(layers, training) { Reference = reference } : null;
    }

    private List<CnnLayer> ReadLayers(ConfigNode model, FrameworkDefaults defaults)
    {
        if (model[LayersKey] is not { Kind: ConfigNodeKind.Sequence, Items.Count: > 0 } list)
        {
            if (!model.Entries.Any(entry => !Keys.Contains(entry.Key) && Spelling.Nearest(entry.Key, Keys) == LayersKey))
            {
                errors.Add(model[LayersKey]
                    ?? model, "layers: expected a list of layers, as in [{conv: 32}, relu, {maxpool: 2}, flatten, {dense: 128}, {dense: classes}]");
            }

            return [];
        }

        LayerReader reader = new(errors, defaults);
        List<(CnnLayer? Layer, ConfigNode Node)> read = [.. list.Items.Select(node => (reader.Read(node), node))];
        if (read[^1].Layer is { } last and not DenseLayer { IsClassifier: true })
        {
            errors.Add(read[^1].Node,
                $"the last layer is '{last.Name}', expected {{dense: classes}} without activation: it gives the scores that the loss compares");
        }

        return [.. read.Select(pair => pair.Layer).OfType<CnnLayer>()];
    }
}
