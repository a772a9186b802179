using System.Numerics.Tensors;

namespace Experiments.Networks.Autoencoding;

/// <summary>A layer's learned numbers, outside libtorch: one row of weights and one constant for every output.</summary>
internal sealed record DenseWeights(float[] Weight, float[] Bias);

/// <summary>
/// Dense layers one after another, with an activation after each but the last, in plain arithmetic: what comes out for a row depends on that row
/// alone, whichever rows and threads are beside it.
/// </summary>
internal sealed class DenseChain(IReadOnlyList<DenseWeights> layers, EncoderActivation activation)
{
    /// <summary>Output for one row.</summary>
    public float[] Apply(float[] row)
    {
        for (int l = 0; l < layers.Count; l++)
        {
            row = Connect(layers[l], row);
            if (l < layers.Count - 1)
            {
                Activate(row);
            }
        }

        return row;
    }

    private static float[] Connect(DenseWeights layer, float[] row)
    {
        float[] output = new float[layer.Bias.Length];
        for (int o = 0; o < output.Length; o++)
        {
            output[o] = layer.Bias[o] + TensorPrimitives.Dot(layer.Weight.AsSpan(o * row.Length, row.Length), row);
        }

        return output;
    }

    private void Activate(Span<float> row)
    {
        foreach (ref float value in row)
        {
            value = activation switch
            {
                EncoderActivation.Relu => Math.Max(value, 0),
                EncoderActivation.Tanh => MathF.Tanh(value),
                _ => 1 / (1 + MathF.Exp(-value)),
            };
        }
    }
}
