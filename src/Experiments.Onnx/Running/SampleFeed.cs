using System.Numerics;
using Experiments.Data;
using Experiments.Data.Images;
using Experiments.Onnx.Configuration;

namespace Experiments.Onnx.Running;

/// <summary>Writes samples the way a model takes them.</summary>
internal interface ISampleFeed
{
    /// <summary>Dimensions of one sample.</summary>
    IReadOnlyList<int> Dimensions { get; }

    /// <summary>Writes the sample at <paramref name="index"/>.</summary>
    void Write(SampleSet samples, int index, Span<float> target);
}

/// <summary>The form of samples: images, features, or both.</summary>
internal sealed record SampleShape(ImageShape? Image, int Features)
{
    public static SampleShape Of(DatasetInfo dataset) => new(dataset.Shape, dataset.Features);

    public static SampleShape Of(SampleSet samples) =>
        new(samples.Pixels is null ? null : samples.Shape, samples.Features?.Columns ?? samples.Shape!.Size);
}

/// <summary>Features as they are.</summary>
internal sealed class TableFeed(int features) : ISampleFeed
{
    public IReadOnlyList<int> Dimensions { get; } = [features];

    public void Write(SampleSet samples, int index, Span<float> target) => samples.Features!.CopyRowAboutZero(index, target);
}

/// <summary>Images resized, with the channels that the model takes, scaled and centred.</summary>
internal sealed class ImageFeed : ISampleFeed
{
    private readonly Preprocessing preprocessing;
    private readonly int height;
    private readonly int width;
    private readonly int channels;
    private readonly float[][] values;

    /// <summary>For images of one shape; <paramref name="dimensions"/> is how the model arranges the same number of values.</summary>
    public ImageFeed(Preprocessing preprocessing, ImageShape shape, IReadOnlyList<int> dimensions)
    {
        this.preprocessing = preprocessing;
        (height, width) = preprocessing.Size ?? (shape.Height, shape.Width);
        channels = preprocessing.ChannelCount(shape.Channels);
        Dimensions = dimensions;
        values = [.. Enumerable.Range(0, channels).Select(Table)];
    }

    public IReadOnlyList<int> Dimensions { get; }

    public void Write(SampleSet samples, int index, Span<float> target)
    {
        ImageShape shape = samples.Shape!;
        if (samples.DeepPixels is { } deep)
        {
            Write<ushort>(deep.AsSpan(index * shape.Size, shape.Size), shape, target, (value, channel) => Normalized(value / 257.0, channel));
        }
        else
        {
            Write<byte>(samples.Pixels.AsSpan(index * shape.Size, shape.Size), shape, target, (value, channel) => values[channel][value]);
        }
    }

    private void Write<T>(ReadOnlySpan<T> own, ImageShape shape, Span<float> target, Func<T, int, float> normalize)
        where T : unmanaged, IBinaryInteger<T>
    {
        T[] image = ImageResize.Scale(own, shape, height, width);
        int area = height * width;
        for (int p = 0; p < area; p++)
        {
            ReadOnlySpan<T> pixel = image.AsSpan(p * shape.Channels, shape.Channels);
            for (int c = 0; c < channels; c++)
            {
                target[preprocessing.Layout == Layout.Nchw ? (c * area) + p : (p * channels) + c] = normalize(Channel(pixel, c), c);
            }
        }
    }

    private T Channel<T>(ReadOnlySpan<T> pixel, int channel)
        where T : unmanaged, IBinaryInteger<T> =>
        pixel.Length == 1 ? pixel[0]
        : preprocessing.Channels == ChannelOrder.Grey ? Grey(pixel)
        : pixel[preprocessing.Channels == ChannelOrder.Bgr ? 2 - channel : channel];

    /// <summary>The brightness of a pixel (ITU-R BT.601), rounded.</summary>
    private static T Grey<T>(ReadOnlySpan<T> pixel)
        where T : unmanaged, IBinaryInteger<T>
    {
        int red = int.CreateTruncating(pixel[0]), green = int.CreateTruncating(pixel[1]), blue = int.CreateTruncating(pixel[2]);
        return T.CreateTruncating(((299 * red) + (587 * green) + (114 * blue) + 500) / 1000);
    }

    private float[] Table(int channel) => [.. Enumerable.Range(0, 256).Select(value => Normalized(value, channel))];

    private float Normalized(double value, int channel)
    {
        double mean = preprocessing.Mean[preprocessing.Mean.Count == 1 ? 0 : channel];
        double std = preprocessing.Std[preprocessing.Std.Count == 1 ? 0 : channel];
        return (float)(((value * preprocessing.Scale.Value) - mean) / std);
    }
}

/// <summary>Another feed's values with an offset added to each.</summary>
internal sealed class CentredFeed(ISampleFeed feed, float[] offset) : ISampleFeed
{
    public IReadOnlyList<int> Dimensions => feed.Dimensions;

    public void Write(SampleSet samples, int index, Span<float> target)
    {
        feed.Write(samples, index, target);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += offset[i];
        }
    }
}
