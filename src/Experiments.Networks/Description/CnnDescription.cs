using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Sweeps;

namespace Experiments.Networks;

/// <summary>A network and its training as configured, every default filled in.</summary>
internal sealed record CnnDescription(IReadOnlyList<CnnLayer> Layers, TrainingOptions Training)
{
    /// <summary>The name of what goes in.</summary>
    public const string InputName = "input";

    /// <summary>The same as YAML would say it, every default written out.</summary>
    public JsonObject ToJson()
    {
        JsonObject training = Settings(Training);
        training["early_stopping"] = Training.EarlyStopping is { } stopping ? Settings(stopping) : "none";
        training["validation"] = Training.ValidationShare is { } share ? share : "test";
        return new JsonObject
        {
            ["layers"] = new JsonArray([.. Layers.Select(layer => new JsonObject { [LayerKinds.Of(layer).Word] = Settings(layer), ["name"] = layer.Name })]),
            ["training"] = training,
        };
    }

    /// <summary>"input" and every layer with its shape; what does not fit is told to <paramref name="problems"/>.</summary>
    public IReadOnlyList<LayerShape> Shapes(DatasetInfo dataset, ICollection<string> problems)
    {
        if (dataset.Shape is not { } image)
        {
            problems.Add("a cnn needs images, the dataset has plain features; use kind: pixels");
            return [new LayerShape(InputName, [dataset.Features]), .. Layers.Select(layer => new LayerShape(layer.Name, [dataset.Features]))];
        }

        if (dataset.ClassNames.Count < 2)
        {
            problems.Add($"a cnn learns to tell classes apart and needs at least 2, the dataset has {dataset.ClassNames.Count}");
        }

        return Shapes([image.Channels, image.Height, image.Width], Math.Max(1, dataset.ClassNames.Count), problems);
    }

    /// <summary>The tensors of the network for images of that shape, in order.</summary>
    public IReadOnlyList<TensorSpec> Tensors(ImageShape image, int classes)
    {
        List<string> problems = [];
        List<LayerShape> shapes = Shapes([image.Channels, image.Height, image.Width], classes, problems);
        return problems.Count == 0
            ? [.. Layers.SelectMany((layer, i) => layer.Tensors(shapes[i].Dimensions, classes))]
            : throw new SweepException($"the network does not fit images of {image}: {string.Join("; ", problems)}.");
    }

    private List<LayerShape> Shapes(IReadOnlyList<int> input, int classes, ICollection<string> problems)
    {
        List<LayerShape> shapes = [new LayerShape(InputName, input)];
        bool fits = true;
        foreach (CnnLayer layer in Layers)
        {
            IReadOnlyList<int> last = shapes[^1].Dimensions;
            if (fits && layer.Problem(last) is { } problem)
            {
                // One complaint: what follows would only repeat it.
                problems.Add($"{layer.Name} {problem}");
                fits = false;
            }

            shapes.Add(new LayerShape(layer.Name, fits ? layer.Output(last, classes) : last) { Kind = LayerKinds.Of(layer).Word });
        }

        return shapes;
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
