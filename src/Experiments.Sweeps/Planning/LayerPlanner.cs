using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;

namespace Experiments.Sweeps.Planning;

/// <summary>Finds the layers that are asked for in the models that have them.</summary>
internal sealed class LayerPlanner(SweepConfig config, ConfigErrors errors)
{
    private const long WideBytes = 512L << 20;
    private const int MostListed = 40;

    /// <summary>
    /// Every layer of every model that has it, model by model. A layer must exist in at least one model; a pooled one must have a spatial
    /// extent in at least one.
    /// </summary>
    public IReadOnlyList<LayerPlan> Plan(IReadOnlyList<ModelPlan> models)
    {
        List<(ModelPlan Model, IReadOnlyList<LayerShape> Shapes, bool Fits)> shaped = [.. models.Select(Shapes)];
        List<(LayerEntry? Entry, LayerOptions Options)> wanted = Wanted(shaped.Select(pair => pair.Shapes));
        foreach ((LayerEntry? entry, LayerOptions options) in wanted.Where(layer =>
            shaped.Count > 0 && layer.Entry is not null && config.ModelsAreComplete))
        {
            CheckExists(entry!, options, [.. shaped.SelectMany(pair => pair.Shapes)]);
        }

        List<LayerPlan> layers =
            [.. shaped.Where(pair => pair.Fits).SelectMany(pair => wanted.Select(layer => Find(pair.Model, pair.Shapes, layer.Options)))
            .OfType<LayerPlan>().DistinctBy(layer => layer.Id)];
        layers.ForEach(CheckSize);
        return layers;
    }

    /// <summary>Layers that fill the memory, and models none of whose layers is asked for.</summary>
    public static IReadOnlyList<string> Warnings(IReadOnlyList<ModelPlan> models, IReadOnlyList<LayerPlan> layers)
    {
        IEnumerable<string> unused = models.Where(model => !layers.Any(layer => layer.Model == model))
            .Select(model => $"model '{model.Entry.Name}' on {model.Dataset.Name} has none of the layers and is left out").Distinct();
        IEnumerable<string> wide = layers.Where(layer => Bytes(layer) > WideBytes)
            .Select(layer => $"layer {layer.Title} of '{layer.Model.Entry.Name}' on {layer.Dataset.Name} takes {Bytes(layer) / 1e9:0.0} GB "
                + $"({layer.Dataset.Samples} samples x {layer.Features} features)"
                + (layer.Shape.Dimensions.Count == 3 ? $"; pool: average makes it {layer.Shape.Dimensions[0]} features" : string.Empty));
        return [.. unused, .. wide];
    }

    private static long Bytes(LayerPlan layer) => 4L * layer.Features * layer.Dataset.Samples;

    /// <summary>A model's layers, and whether they fit its dataset: where they do not, their shapes mean nothing.</summary>
    private (ModelPlan Model, IReadOnlyList<LayerShape> Shapes, bool Fits) Shapes(ModelPlan model)
    {
        List<string> problems = [];
        IReadOnlyList<LayerShape> shapes = model.Model.Layers(model.Dataset.Info, problems);
        foreach (string problem in problems)
        {
            errors.Add(model.Entry.Place, $"model '{model.Entry.Name}' on {model.Dataset.Name}: {problem}");
        }

        return (model, shapes, problems.Count == 0);
    }

    /// <summary>The layers as written; "input" where nothing is written and no model has another.</summary>
    private List<(LayerEntry? Entry, LayerOptions Options)> Wanted(IEnumerable<IReadOnlyList<LayerShape>> shapes)
    {
        if (config.Layers.Count > 0)
        {
            return [.. config.Layers.SelectMany(entry => entry.Options.Expand().Select(options => ((LayerEntry?)entry, (LayerOptions)options)))];
        }

        string[] names = [.. shapes.SelectMany(layers => layers.Where(layer => layer.Flaw is null).Select(layer => layer.Name)).Distinct()];
        if (names.Length > 1)
        {
            errors.Add(config.Place, $"'layers' is missing, expected a list of layers to reduce out of {Listed(names)}");
        }

        return [(null, new LayerOptions { Name = LayerResult.InputName })];
    }

    private void CheckExists(LayerEntry entry, LayerOptions options, List<LayerShape> all)
    {
        string[] names = [.. all.Where(shape => shape.Flaw is null).Select(shape => shape.Name).Distinct()];
        if (options.Name.Length > ResultsChecks.LongestName)
        {
            errors.Add(entry.Options.PlaceOf("name", options), $"layer: got a name of {options.Name.Length} characters, expected at most "
                + $"{ResultsChecks.LongestName}: the results could not be read again");
        }
        else if (options.Name.Length > 0 && !names.Contains(options.Name))
        {
            string problem = all.Find(shape => shape.Name == options.Name)?.Flaw is { } flaw ? $"which {flaw}; " : string.Empty;
            errors.Add(
                entry.Options.PlaceOf("name", options),
                $"layer: got '{options.Name}', {problem}expected one of {Listed(names)}{Spelling.Suggest(options.Name, names)}");
        }
        else if (options.Pool == Pooling.Average && !all.Exists(shape => shape.Name == options.Name && IsSpatial(shape)))
        {
            LayerShape? shape = all.Find(shape => shape.Name == options.Name);
            errors.Add(
                entry.Options.PlaceOf("pool", options),
                $"pool: average needs a layer of channels x height x width, '{options.Name}' is {string.Join(" x ", shape?.Dimensions ?? [])}; use "
                    + $"pool: none");
        }
    }

    private void CheckSize(LayerPlan layer)
    {
        if ((long)layer.Features * layer.Dataset.Samples > Array.MaxLength)
        {
            errors.Add(
                layer.Model.Entry.Place,
                $"layer {layer.Title} on {layer.Dataset.Name} has {layer.Dataset.Samples} x {layer.Features} values, more than one matrix holds; "
                + "embed fewer samples or use pool: average");
        }
    }

    /// <summary>Names, the middle ones left out where there are very many.</summary>
    internal static string Listed(string[] names) => names.Length <= MostListed
        ? string.Join(", ", names)
        : $"{string.Join(", ", names[..(MostListed / 2)])}, … ({names.Length - MostListed} more) …, {string.Join(", ", names[^(MostListed / 2)..])}";

    private static bool IsSpatial(LayerShape shape) => shape.Dimensions.Count == 3;

    private static LayerPlan? Find(ModelPlan model, IReadOnlyList<LayerShape> shapes, LayerOptions options)
    {
        LayerShape? shape = shapes.FirstOrDefault(shape =>
            shape.Name == options.Name && shape.Flaw is null && (options.Pool == Pooling.None || IsSpatial(shape)));
        return shape is null ? null : new LayerPlan
        {
            Id = Identifier.Of(options.Name, PlanKeys.Layer(model, options)),
            Model = model,
            Shape = shape,
            Pooling = options.Pool,
            Features = options.Pool == Pooling.None ? shape.Size : shape.Dimensions[0],
        };
    }
}
