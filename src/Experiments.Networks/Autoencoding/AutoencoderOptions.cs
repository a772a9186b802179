using System.Globalization;
using Experiments.Networks.Loading;
using Experiments.Reduction;

namespace Experiments.Networks.Autoencoding;

/// <summary>The functions that can follow every layer but the middle and the last one.</summary>
internal enum EncoderActivation
{
    /// <summary>The larger of x and 0.</summary>
    Relu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The logistic function, as Hinton and Salakhutdinov have it.</summary>
    Sigmoid,
}

/// <summary>Settings of the autoencoder.</summary>
internal sealed record AutoencoderOptions : ReducerOptions
{
    private const int WidestLayer = 100_000;

    /// <summary>Widths of the encoder's layers before the picture; the decoder has the same, reversed.</summary>
    [Option("widths of the layers between the features and the picture, joined by dashes: 128-64; back to the features they are the same, reversed")]
    public string Hidden { get; init; } = "128-64";

    /// <summary>The function that follows the hidden layers.</summary>
    [Option("function after every hidden layer")]
    public EncoderActivation Activation { get; init; } = EncoderActivation.Relu;

    /// <summary>Passes over the samples.</summary>
    [Option("passes over the samples", Minimum = 1)]
    public int Epochs { get; init; } = 100;

    /// <summary>The number of samples in a step.</summary>
    [Option("samples a step", Minimum = 1)]
    public int BatchSize { get; init; } = 128;

    /// <summary>Step size of Adam.</summary>
    [Option("step size of Adam", Minimum = 0, ExclusiveMinimum = true, Maximum = 1e30)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Pull of the weights towards zero.</summary>
    [Option("pull of the weights towards zero, apart from the steps (AdamW)", Minimum = 0, Maximum = 1e30)]
    public double WeightDecay { get; init; }

    /// <summary>Threads of every sum.</summary>
    [Option("threads of libtorch; part of the picture, since sums are split among them and their last bits follow", Minimum = 1, Maximum = 256)]
    public int Threads { get; init; } = 2;

    /// <inheritdoc/>
    public override ReducerOptions WithShareOfIterations(double share, int n) => this with { Epochs = ShareOf(Epochs, share) };

    /// <inheritdoc/>
    public override IEnumerable<OptionProblem> Check(int n, int d)
    {
        if (LibtorchNeeds.Lacking is { } reason)
        {
            yield return new OptionProblem("hidden", $"{reason}.");
        }

        if (Widths() is null)
        {
            yield return new OptionProblem("hidden", $"hidden is '{Hidden}', expected widths from 1 to {WidestLayer} joined by dashes: 128-64.");
        }
    }

    /// <summary>The widths as numbers; null when they are none.</summary>
    internal int[]? Widths()
    {
        int[] widths = [.. Hidden.Split('-').Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width is >= 1 and <= WidestLayer ? width : 0)];
        return widths.Contains(0) ? null : widths;
    }
}
