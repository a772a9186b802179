using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Networks.Layers;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Networks.Description;

/// <summary>A network and its training as configured, every default filled in.</summary>
internal sealed record CnnDescription(IReadOnlyList<CnnLayer> Layers, TrainingOptions Training)
{
    /// <summary>The figures published for such a network; null for none.</summary>
    public PublishedFigures? Reference { get; init; }

    /// <summary>Writes the description as YAML would say it, every default written out.</summary>
    public JsonObject ToJson()
    {
        JsonObject training = Settings(Training);
        training["early_stopping"] = Training.EarlyStopping is { } stopping ? Settings(stopping) : "none";
        training["validation"] = Training.ValidationShare is { } share ? share : "test";
        training["augmentation"] = Training.Augmentation is { } augmentation ? Settings(augmentation) : "none";
        training["class_weights"] = Training.ClassWeights is { } weights ? weights.ToJson() : "none";
        return new JsonObject
        {
            ["layers"] = Plain(Layers),
            ["training"] = training,
            [PublishedFiguresSection.Key] = PublishedFiguresSection.ToJson(Reference),
        };
    }

    /// <summary>"input" and every layer with its shape; what does not fit is told to <paramref name="problems"/>.</summary>
    public IReadOnlyList<LayerShape> Shapes(DatasetInfo dataset, ICollection<string> problems)
    {
        if (dataset.Shape is not { } image)
        {
            problems.Add("a cnn needs images, the dataset has plain features; use kind: pixels");
            return [new LayerShape(LayerResult.InputName, [dataset.Features]),
                .. Layers.SelectMany(layer => layer.Parts).Select(layer => new LayerShape(layer.Name, [dataset.Features]))];
        }

        if (dataset.ClassNames.Count < 2)
        {
            problems.Add($"a cnn learns to tell classes apart and needs at least 2, the dataset has {dataset.ClassNames.Count}");
        }

        if (Training.ClassWeights?.Problem(dataset.ClassNames.Count) is { } weights)
        {
            problems.Add(weights);
        }

        if (Training.Augmentation?.Problem(image) is { } augmentation)
        {
            problems.Add(augmentation);
        }

        return Shapes([image.Channels, image.Height, image.Width], Math.Max(1, dataset.ClassNames.Count), problems);
    }

    /// <summary>The tensors of the network for images of that shape, in order.</summary>
    public IReadOnlyList<TensorSpec> Tensors(ImageShape image, int classes)
    {
        List<string> problems = [];
        int[] input = [image.Channels, image.Height, image.Width];
        _ = Shapes(input, classes, problems);
        return problems.Count == 0
            ? [.. Layers.Chain(input, classes).SelectMany(pair => pair.Layer.Tensors(pair.Input, classes))]
            : throw new SweepException($"the network does not fit images of {image}: {string.Join("; ", problems)}.");
    }

    private List<LayerShape> Shapes(IReadOnlyList<int> input, int classes, ICollection<string> problems)
    {
        List<LayerShape> shapes = [new LayerShape(LayerResult.InputName, input)];
        bool fits = true;
        foreach (CnnLayer layer in Layers)
        {
            IReadOnlyList<int> last = shapes[^1].Dimensions;
            if (fits && (layer.Problem(last) ?? LayerChain.TooLarge([layer], last, classes)) is { } problem)
            {
                // One complaint: what follows would only repeat it.
                problems.Add($"{layer.Name} {problem}");
                fits = false;
            }

            shapes.AddRange(fits
                ? layer.Shapes(last, classes)
                : layer.Parts.Select(part => new LayerShape(part.Name, last) { Role = LayerKinds.Of(part).Role }));
        }

        if (fits && Layers.Chain(input, classes).SelectMany(pair => pair.Layer.Tensors(pair.Input, classes))
            .Sum(tensor => (double)tensor.Size) > Array.MaxLength)
        {
            problems.Add("the network has more weights than one array holds; make its layers smaller");
        }

        return shapes;
    }

    private static JsonArray Plain(IReadOnlyList<CnnLayer> layers) =>
        new([.. layers.Select(layer => new JsonObject { [LayerKinds.Of(layer).Word] = Plain(layer), ["name"] = layer.Name })]);

    private static JsonObject Plain(CnnLayer layer)
    {
        JsonObject settings = Settings(layer);
        if (layer is ResidualLayer block)
        {
            settings[LayerKinds.LayersSetting] = Plain(block.Layers);
        }

        return settings;
    }

    private static JsonObject Settings(object options) => new(OptionSchema.Values(options).Select(setting =>
        KeyValuePair.Create(setting.Key, Plain(options, setting))));

    private static JsonNode? Plain(object options, KeyValuePair<string, object?> setting) => setting.Value switch
    {
        null => OptionSchema.Of(options.GetType()).Single(option => option.Name == setting.Key).Attribute.NullMeans,
        int number => number,
        double number => number,
        bool flag => flag,
        string text => text,
        object other => throw new NotSupportedException($"Settings of type {other.GetType()} are not supported."),
    };
}
