using Experiments.Reduction;

namespace Experiments.Networks.Layers;

/// <summary>Channels × height × width to one vector, channels first.</summary>
internal sealed record FlattenLayer : CnnLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Output(IReadOnlyList<int> input, int classes) =>
        [input.Aggregate(1, (product, dimension) => product * dimension)];
}

/// <summary>Zeroes values at random while training and scales up the rest (Srivastava et al. 2014); does nothing afterwards.</summary>
internal sealed record DropoutLayer : CnnLayer
{
    /// <summary>Share of values zeroed.</summary>
    [Option("share of values zeroed while training", Minimum = 0, Maximum = 0.99)]
    public double Rate { get; init; } = 0.5;
}
