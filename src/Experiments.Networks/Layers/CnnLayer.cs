using Experiments.Sweeps.Models;

namespace Experiments.Networks.Layers;

/// <summary>
/// A configured layer: its settings, the shape it gives, the tensors it learns. Knows nothing of torch, so that configurations are checked
/// without loading it. Shapes are [channels, height, width] or [features], without the batch.
/// </summary>
internal abstract record CnnLayer
{
    /// <summary>The unique name of the layer: given, or its kind's prefix and number.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The layers inside it, in order, and itself last.</summary>
    public virtual IEnumerable<CnnLayer> Parts => [this];

    /// <summary>Returns the reason why the layer cannot take such input, in a line, or null when it can.</summary>
    public virtual string? Problem(IReadOnlyList<int> input) => null;

    /// <summary>Shape of its output for input that it can take.</summary>
    public virtual IReadOnlyList<int> Output(IReadOnlyList<int> input, int classes) => input;

    /// <summary>Shapes of its <see cref="Parts"/> for input that it can take.</summary>
    public virtual IEnumerable<LayerShape> Shapes(IReadOnlyList<int> input, int classes) =>
        [new LayerShape(Name, Output(input, classes)) { Role = LayerKinds.Of(this).Role }];

    /// <summary>Lists the layer's tensors for such input, in the order in which they are stored.</summary>
    public virtual IEnumerable<TensorSpec> Tensors(IReadOnlyList<int> input, int classes) => [];

    /// <summary>"64 x 7 x 7".</summary>
    protected static string Text(IReadOnlyList<int> shape) => string.Join(" x ", shape);
}

/// <summary>A layer over channels × height × width.</summary>
internal abstract record SpatialLayer : CnnLayer
{
    /// <inheritdoc/>
    public override string? Problem(IReadOnlyList<int> input) =>
        input.Count == 3 ? null : $"needs channels x height x width, got {Text(input)} features; put it before flatten";
}

/// <summary>Layers applied one after another.</summary>
internal static class LayerChain
{
    /// <summary>Every layer with the shape of its input, for input that they can take.</summary>
    public static IEnumerable<(CnnLayer Layer, IReadOnlyList<int> Input)> Chain(this IReadOnlyList<CnnLayer> layers, IReadOnlyList<int> input,
        int classes)
    {
        foreach (CnnLayer layer in layers)
        {
            yield return (layer, input);
            input = layer.Output(input, classes);
        }
    }

    /// <summary>
    /// Describes the first output or tensor of these layers that no array holds, for input that they can take; null when there is none.
    /// </summary>
    public static string? TooLarge(IReadOnlyList<CnnLayer> layers, IReadOnlyList<int> input, int classes)
    {
        foreach (CnnLayer layer in layers)
        {
            if (layer is ResidualLayer block && TooLarge(block.Layers, input, classes) is { } inside)
            {
                return inside;
            }

            IReadOnlyList<int> output = layer.Output(input, classes);
            IReadOnlyList<int>[] shapes = [output, .. layer.Tensors(input, classes).Select(tensor => tensor.Shape)];
            if (Array.Find(shapes, shape => shape.Aggregate(1.0, (product, dimension) => product * dimension) > Array.MaxLength) is { } large)
            {
                return $"holds {string.Join(" x ", large)} values, more than one array does; make it, or what comes before it, smaller";
            }

            input = output;
        }

        return null;
    }
}

/// <summary>The rules by which a tensor starts.</summary>
internal enum Start
{
    /// <summary>As <see cref="Description.Initialization"/> says for weights.</summary>
    Weight,

    /// <summary>As <see cref="Description.Initialization"/> says for constants added.</summary>
    Bias,

    /// <summary>All values are one.</summary>
    One,

    /// <summary>All values are zero.</summary>
    Zero,
}

/// <summary>A named tensor of a layer ("conv1.weight", as PyTorch would call it).</summary>
/// <param name="Name">The layer's name and the tensor's role.</param>
/// <param name="Shape">The dimensions of the tensor.</param>
/// <param name="Start">The rule by which the tensor starts.</param>
/// <param name="FanIn">Inputs that one output sums over.</param>
/// <param name="FanOut">Outputs that one input goes into.</param>
/// <param name="Trained">False for running statistics, which are measured and not learned.</param>
internal sealed record TensorSpec(string Name, IReadOnlyList<int> Shape, Start Start, int FanIn = 1, int FanOut = 1, bool Trained = true)
{
    /// <summary>The number of values.</summary>
    public int Size => Shape.Aggregate(1, (product, dimension) => product * dimension);
}
