using Experiments.Reduction;

namespace Experiments.Networks.Layers;

/// <summary>A fully connected layer; its activations are taken after its activation function.</summary>
internal sealed record DenseLayer : CnnLayer
{
    /// <summary>Outputs; null for one a class.</summary>
    [Option("outputs", Minimum = 1, NullMeans = "classes")]
    public int? Units { get; init; }

    /// <summary>The function that follows.</summary>
    [Option("function that follows")]
    public Activation Activation { get; init; }

    /// <summary>True when a learned constant is added to each output.</summary>
    [Option("whether a learned constant is added to each output")]
    public bool Bias { get; init; } = true;

    /// <summary>True when the layer gives the logits.</summary>
    public bool IsClassifier => Units is null && Activation == Activation.None;

    /// <inheritdoc/>
    public override string? Problem(IReadOnlyList<int> input) =>
        input.Count == 1 ? null : $"needs a vector, got {Text(input)}; put flatten before it";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Output(IReadOnlyList<int> input, int classes) => [Units ?? classes];

    /// <inheritdoc/>
    public override IEnumerable<TensorSpec> Tensors(IReadOnlyList<int> input, int classes)
    {
        int units = Units ?? classes;
        yield return new TensorSpec($"{Name}.weight", [units, input[0]], Start.Weight, input[0], units);
        if (Bias)
        {
            yield return new TensorSpec($"{Name}.bias", [units], Start.Bias, input[0], units);
        }
    }
}
