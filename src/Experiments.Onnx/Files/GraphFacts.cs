using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Files;

/// <summary>The facts that are known of a model without running it.</summary>
/// <param name="Inputs">The graph's inputs as declared; old files list weights among them.</param>
/// <param name="Outputs">Names of the graph's outputs.</param>
/// <param name="Tensors">All tensors that the graph's nodes compute, in order; the outputs are among them.</param>
/// <param name="External">Tensors whose values lie in files of their own.</param>
internal sealed record GraphFacts(
    IReadOnlyList<ValueFacts> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<ComputedTensor> Tensors, IReadOnlyList<ExternalTensor> External);

/// <summary>A tensor inside a graph and the operator that computes it.</summary>
internal sealed record ComputedTensor(string Name, string Operator)
{
    /// <summary>
    /// What the operator does in a network. Clip is how ReLU6 is written; a sigmoid is left out, being mostly the gate of a SiLU, which takes two
    /// operators.
    /// </summary>
    public LayerRole Role => Operator switch
    {
        "Conv" => LayerRole.Convolution,
        "BatchNormalization" or "InstanceNormalization" or "GroupNormalization" or "LayerNormalization" => LayerRole.Normalization,
        "Relu" or "LeakyRelu" or "PRelu" or "ThresholdedRelu" or "Clip" or "Elu" or "Selu" or "Celu" or "Gelu" or "Tanh" or "Softsign" or "Swish"
            or "HardSwish" or "Mish" => LayerRole.Nonlinearity,
        "Dropout" => LayerRole.Inert,
        _ => LayerRole.Other,
    };
}

/// <summary>Values in a file beside the model: <paramref name="Bytes"/> of them from <paramref name="Offset"/>.</summary>
internal sealed record ExternalTensor(string Name, string Location, long Offset, long Bytes);
