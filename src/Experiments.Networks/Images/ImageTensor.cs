using Experiments.Data;
using Experiments.Data.Features;
using static TorchSharp.torch;

namespace Experiments.Networks.Images;

/// <summary>
/// All images of a sample set as one resident tensor of 0..255 (bytes; floats where images have 16 bits), from which batches are gathered.
/// </summary>
internal sealed class ImageTensor
{
    private readonly Tensor values;
    private readonly SampleSet samples;

    public ImageTensor(SampleSet samples)
    {
        this.samples = samples;
        ImageShape shape = samples.Shape!;
        Count = samples.Count;
        Tensor flat = samples.DeepPixels is { } deep
            ? frombuffer(Array.ConvertAll(deep, value => value / 257f), ScalarType.Float32)
            : frombuffer(samples.Pixels!, ScalarType.Byte);
        values = flat.view(Count, shape.Height, shape.Width, shape.Channels);
        Labels = samples.Labels is { } labels ? tensor(Array.ConvertAll(labels, label => (long)label)) : null;
    }

    public int Count { get; }

    public Tensor? Labels { get; }

    /// <summary>
    /// Images at <paramref name="indices"/> (int64) as n × channels × height × width in 0..1; in memory the channels stay interleaved.
    /// </summary>
    public Tensor Gather(Tensor indices) => ToUnit(values.index_select(0, indices));

    /// <summary>Images at <paramref name="indices"/>, each changed in its way; one image a task, so that threads change nothing.</summary>
    public Tensor Gather(int[] indices, Func<int, ImageWarp> change, int threads)
    {
        ImageShape shape = samples.Shape!;
        float[] changed = new float[indices.Length * shape.Size];
        Parallel.For(0, indices.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            change(indices[i]).Apply(samples, indices[i], changed.AsSpan(i * shape.Size, shape.Size)));
        return frombuffer(changed, ScalarType.Float32).view(indices.Length, shape.Height, shape.Width, shape.Channels).permute(0, 3, 1, 2);
    }

    /// <summary>Returns consecutive images, their values from 0 to 1.</summary>
    public Tensor Slice(int start, int count) => ToUnit(values.narrow(0, start, count));

    private static Tensor ToUnit(Tensor batch) => batch.to(ScalarType.Float32, copy: true).div_(255).permute(0, 3, 1, 2);
}
