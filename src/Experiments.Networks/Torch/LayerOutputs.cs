using Experiments.Networks.Images;
using Experiments.Reduction;
using Experiments.Results.Records;
using static TorchSharp.torch;

namespace Experiments.Networks.Torch;

/// <summary>
/// A trained network's outputs, streamed. Every batch has the same size (the last one is filled up with repetitions), so that an image's
/// numbers do not depend on how many others were asked for.
/// </summary>
internal sealed class LayerOutputs(Network network, ImageTensor images, CancellationToken cancellation)
{
    /// <summary>The number of images in a batch.</summary>
    public const int BatchSize = 256;

    /// <summary>Told of images done.</summary>
    public Action<int>? Progress { get; init; }

    /// <summary>
    /// Output of a layer (the logits when none is named) for the images at <paramref name="indices"/>, one row each, channels first.
    /// </summary>
    public Matrix Compute(IReadOnlyList<int> indices, string? layer = null, Pooling pooling = Pooling.None)
    {
        using IDisposable off = inference_mode();
        Matrix? result = null;
        for (int start = 0; start < indices.Count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using TorchSharp.DisposeScope scope = NewDisposeScope();
            int rows = Math.Min(BatchSize, indices.Count - start);
            Tensor batch = tensor(Enumerable.Range(start, BatchSize).Select(i => (long)indices[Math.Min(i, indices.Count - 1)]).ToArray());
            Tensor output = Flat(network.Evaluate(images.Gather(batch), layer), pooling).narrow(0, 0, rows);
            result ??= new Matrix(indices.Count, (int)output.shape[1]);
            output.CopyTo(result.Values.Slice(start * result.Columns, rows * result.Columns));
            Progress?.Invoke(start + rows);
        }

        return result ?? new Matrix(0, 0);
    }

    private static Tensor Flat(Tensor output, Pooling pooling) =>
        pooling == Pooling.Average && output.dim() == 4 ? output.mean([2, 3]) : output.reshape(output.shape[0], -1);
}
