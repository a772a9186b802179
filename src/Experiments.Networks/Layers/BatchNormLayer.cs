using Experiments.Reduction;

namespace Experiments.Networks.Layers;

/// <summary>Batch normalisation of channels or features (Ioffe and Szegedy 2015): batch statistics in training, running ones afterwards.</summary>
internal sealed record BatchNormLayer : CnnLayer
{
    /// <summary>Share of each new batch in the running statistics.</summary>
    [Option("share of each new batch in the running statistics (PyTorch's sense; Keras' 0.99 is 0.01 here)", Minimum = 0, Maximum = 1)]
    public double Momentum { get; init; } = 0.1;

    /// <summary>Added to the variance.</summary>
    [Option("added to the variance", Minimum = 0, ExclusiveMinimum = true)]
    public double Epsilon { get; init; } = 1e-5;

    /// <inheritdoc/>
    public override IEnumerable<TensorSpec> Tensors(IReadOnlyList<int> input, int classes) =>
    [
        new($"{Name}.weight", [input[0]], Start.One),
        new($"{Name}.bias", [input[0]], Start.Zero),
        new($"{Name}.running_mean", [input[0]], Start.Zero, Trained: false),
        new($"{Name}.running_var", [input[0]], Start.One, Trained: false),
    ];
}
