using Experiments.Data;
using static TorchSharp.torch;

namespace Experiments.Networks;

/// <summary>All images of a sample set as one resident byte tensor, from which batches are gathered.</summary>
internal sealed class ImageTensor
{
    private readonly Tensor bytes;
    private readonly SampleSet samples;

    public ImageTensor(SampleSet samples)
    {
        this.samples = samples;
        ImageShape shape = samples.Shape!;
        Count = samples.Count;
        bytes = frombuffer(samples.Pixels!, ScalarType.Byte).view(Count, shape.Height, shape.Width, shape.Channels);
        Labels = samples.Labels is { } labels ? tensor(Array.ConvertAll(labels, label => (long)label)) : null;
    }

    public int Count { get; }

    public Tensor? Labels { get; }

    /// <summary>Images at <paramref name="indices"/> (int64) as n × channels × height × width in 0..1; in memory the channels stay interleaved.</summary>
    public Tensor Gather(Tensor indices) => ToUnit(bytes.index_select(0, indices));

    /// <summary>Images at <paramref name="indices"/>, each changed in its way; one image a task, so that threads change nothing.</summary>
    public Tensor Gather(int[] indices, Func<int, ImageWarp> change, int threads)
    {
        ImageShape shape = samples.Shape!;
        float[] values = new float[indices.Length * shape.Size];
        Parallel.For(0, indices.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            change(indices[i]).Apply(samples.Pixels.AsSpan(indices[i] * shape.Size, shape.Size), shape, values.AsSpan(i * shape.Size, shape.Size)));
        return frombuffer(values, ScalarType.Float32).view(indices.Length, shape.Height, shape.Width, shape.Channels).permute(0, 3, 1, 2);
    }

    /// <summary>Consecutive images.</summary>
    public Tensor Slice(int start, int count) => ToUnit(bytes.narrow(0, start, count));

    private static Tensor ToUnit(Tensor batch) => batch.to(ScalarType.Float32).div_(255).permute(0, 3, 1, 2);
}
