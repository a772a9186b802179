using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Experiments.Networks.Torch;

/// <summary>Moves float32 values between tensors and arrays.</summary>
internal static class TensorValues
{
    /// <summary>A copy of all values in row-major order.</summary>
    public static float[] ToArray(this Tensor source)
    {
        float[] values = new float[source.numel()];
        source.CopyTo(values);
        return values;
    }

    /// <summary>Copies all values in row-major order.</summary>
    public static void CopyTo(this Tensor source, Span<float> target)
    {
        using Tensor dense = source.detach().contiguous();
        MemoryMarshal.Cast<byte, float>(dense.bytes).CopyTo(target);
    }

    /// <summary>Overwrites all values of a tensor.</summary>
    /// <exception cref="InvalidDataException">The numbers of values differ.</exception>
    public static void Fill(this Tensor target, float[] values)
    {
        if (values.Length != target.numel())
        {
            throw new InvalidDataException($"it holds {values.Length} values where {target.numel()} are expected");
        }

        using IDisposable off = no_grad();
        using Tensor source = tensor(values);
        target.view(-1).copy_(source);
    }
}
