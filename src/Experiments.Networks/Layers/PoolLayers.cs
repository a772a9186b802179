using Experiments.Reduction;

namespace Experiments.Networks.Layers;

/// <summary>Summarises square windows; what does not fill a window is left out.</summary>
internal abstract record PoolLayer : SpatialLayer
{
    /// <summary>Side of a window.</summary>
    [Option("side of the square window in pixels", Minimum = 1)]
    public int Size { get; init; } = 2;

    /// <summary>The step between windows in pixels; null for the side of a window.</summary>
    [Option("step between windows in pixels", Minimum = 1, NullMeans = "size")]
    public int? Stride { get; init; }

    /// <inheritdoc/>
    public override string? Problem(IReadOnlyList<int> input) => base.Problem(input)
        ?? (input[1] < Size || input[2] < Size
            ? $"has a window of {Size} x {Size} that does not fit into {Text(input)}; the image is too small for so many pools" : null);

    /// <inheritdoc/>
    public override IReadOnlyList<int> Output(IReadOnlyList<int> input, int classes) => [input[0], Extent(input[1]), Extent(input[2])];

    private int Extent(int extent) => ((extent - Size) / (Stride ?? Size)) + 1;
}

/// <summary>The largest value of each window.</summary>
internal sealed record MaxPoolLayer : PoolLayer;

/// <summary>The mean of each window.</summary>
internal sealed record AveragePoolLayer : PoolLayer;

/// <summary>The mean of each channel over the whole image (Lin, Chen, Yan 2014): one number a channel.</summary>
internal sealed record GlobalAveragePoolLayer : SpatialLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Output(IReadOnlyList<int> input, int classes) => [input[0]];
}
