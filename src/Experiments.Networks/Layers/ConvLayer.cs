using System.Globalization;
using Experiments.Reduction;

namespace Experiments.Networks.Layers;

/// <summary>A two-dimensional convolution with square kernels.</summary>
internal sealed record ConvLayer : SpatialLayer
{
    /// <summary>The number of output channels.</summary>
    [Option("output channels", Minimum = 1)]
    public int Filters { get; init; } = 32;

    /// <summary>Side of the kernel.</summary>
    [Option("side of the square kernel in pixels", Minimum = 1)]
    public int Kernel { get; init; } = 3;

    /// <summary>Step of the kernel.</summary>
    [Option("step of the kernel in pixels", Minimum = 1)]
    public int Stride { get; init; } = 1;

    /// <summary>Zeros around the image.</summary>
    [Option("zeros around the image: same (output is input / stride, rounded up), valid (none) or pixels", Choices = ["same", "valid"],
        OrWholeNumber = true)]
    public string Padding { get; init; } = "same";

    /// <summary>True when a learned constant is added to each channel.</summary>
    [Option("whether a learned constant is added to each channel")]
    public bool Bias { get; init; } = true;

    /// <summary>Zeros before and after each row and column; "same" puts the odd one after, as Keras does.</summary>
    public (int Before, int After) Pad(int extent)
    {
        if (Padding == "same")
        {
            int total = Math.Max(0, ((((extent + Stride - 1) / Stride) - 1) * Stride) + Kernel - extent);
            return (total / 2, total - (total / 2));
        }

        int pad = Padding == "valid" ? 0 : int.Parse(Padding, CultureInfo.InvariantCulture);
        return (pad, pad);
    }

    /// <inheritdoc/>
    public override string? Problem(IReadOnlyList<int> input) => base.Problem(input)
        ?? (Extent(input[1]) < 1 || Extent(input[2]) < 1
            ? $"has a kernel of {Kernel} x {Kernel} that does not fit into {Text(input)}; use padding: same" : null);

    /// <inheritdoc/>
    public override IReadOnlyList<int> Output(IReadOnlyList<int> input, int classes) => [Filters, Extent(input[1]), Extent(input[2])];

    /// <inheritdoc/>
    public override IEnumerable<TensorSpec> Tensors(IReadOnlyList<int> input, int classes)
    {
        (int fanIn, int fanOut) = (input[0] * Kernel * Kernel, Filters * Kernel * Kernel);
        yield return new TensorSpec($"{Name}.weight", [Filters, input[0], Kernel, Kernel], Start.Weight, fanIn, fanOut);
        if (Bias)
        {
            yield return new TensorSpec($"{Name}.bias", [Filters], Start.Bias, fanIn, fanOut);
        }
    }

    private int Extent(int extent)
    {
        (int before, int after) = Pad(extent);
        int room = extent + before + after - Kernel;
        return room < 0 ? 0 : (room / Stride) + 1;
    }
}
