using Experiments.Reduction;
using Experiments.Sweeps.Models;

namespace Experiments.Networks.Layers;

/// <summary>
/// A residual block (He et al. 2016): activation(layers(x) + shortcut(x)). The shortcut is x itself where shapes agree, otherwise a 1 × 1
/// convolution to the filters and with the stride that make them agree. Its layers have names like any other, and their outputs can be taken.
/// </summary>
internal sealed record ResidualLayer : CnnLayer
{
    /// <summary>The layers whose output is added to the shortcut.</summary>
    public IReadOnlyList<CnnLayer> Layers { get; init; } = [];

    /// <summary>The function that follows the sum.</summary>
    [Option("function that follows the sum")]
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>True when a convolution on the shortcut is normalised.</summary>
    [Option("whether batch normalisation follows the shortcut's 1 x 1 convolution, where there is one (with the settings of the block's last)")]
    public bool ShortcutBatchnorm { get; init; } = true;

    /// <inheritdoc/>
    public override IEnumerable<CnnLayer> Parts => [.. Layers.SelectMany(layer => layer.Parts), this];

    /// <inheritdoc/>
    public override string? Problem(IReadOnlyList<int> input)
    {
        IReadOnlyList<int> shape = input;
        foreach (CnnLayer layer in Layers)
        {
            if (layer.Problem(shape) is { } problem)
            {
                return $"holds {layer.Name}, which {problem}";
            }

            shape = layer.Output(shape, classes: 0);
        }

        return input.SequenceEqual(shape) || (input.Count == 3 && shape.Count == 3 && Stride(input, shape) is not null) ? null
            : $"adds its input of {Text(input)} to {Text(shape)}, which no 1 x 1 convolution brings together; make its layers give the same shape";
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Output(IReadOnlyList<int> input, int classes) =>
        Layers.Aggregate(input, (shape, layer) => layer.Output(shape, classes));

    /// <inheritdoc/>
    public override IEnumerable<LayerShape> Shapes(IReadOnlyList<int> input, int classes) =>
        [.. Layers.Chain(input, classes).SelectMany(pair => pair.Layer.Shapes(pair.Input, classes)), .. base.Shapes(input, classes)];

    /// <inheritdoc/>
    public override IEnumerable<TensorSpec> Tensors(IReadOnlyList<int> input, int classes) =>
    [
        .. Layers.Chain(input, classes).SelectMany(pair => pair.Layer.Tensors(pair.Input, classes)),
        .. Shortcut(input, Output(input, classes)).SelectMany((layer, i) => layer.Tensors(i == 0 ? input : Output(input, classes), classes)),
    ];

    /// <summary>The layers of the shortcut: none where shapes agree.</summary>
    public IReadOnlyList<CnnLayer> Shortcut(IReadOnlyList<int> input, IReadOnlyList<int> output)
    {
        if (input.SequenceEqual(output))
        {
            return [];
        }

        ConvLayer convolution = new()
        {
            Name = $"{Name}.shortcut",
            Filters = output[0],
            Kernel = 1,
            Stride = Stride(input, output)!.Value,
            Padding = "valid",
            Bias = !ShortcutBatchnorm,
        };
        BatchNormLayer like = Layers.OfType<BatchNormLayer>().LastOrDefault() ?? new BatchNormLayer();
        return ShortcutBatchnorm ? [convolution, like with { Name = $"{Name}.shortcut_norm" }] : [convolution];
    }

    /// <summary>The smallest step that brings rows and columns from input to output; null when none does.</summary>
    private static int? Stride(IReadOnlyList<int> input, IReadOnlyList<int> output) => Enumerable.Range(1, Math.Max(input[1], input[2]))
        .Where(stride => (input[1] + stride - 1) / stride == output[1] && (input[2] + stride - 1) / stride == output[2])
        .Cast<int?>().FirstOrDefault();
}
