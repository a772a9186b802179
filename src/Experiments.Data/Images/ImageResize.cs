using System.Numerics;

namespace Experiments.Data.Images;

/// <summary>
/// Scales images by a triangle filter as wide as the step between pixels (so shrinking averages and enlarging interpolates), first along
/// rows, then along columns.
/// </summary>
public static class ImageResize
{
    /// <summary>An image's values (row by row, channels interleaved) at another height and width.</summary>
    public static T[] Scale<T>(ReadOnlySpan<T> values, ImageShape shape, int height, int width)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        return height == shape.Height && width == shape.Width
            ? values.ToArray()
            : Transposed<T>(Transposed(values, shape.Width, shape.Channels, Taps(shape.Width, width)), shape.Height, shape.Channels,
                Taps(shape.Height, height));
    }

    /// <summary>The middle square of <paramref name="image"/> as <paramref name="side"/> × <paramref name="side"/> pixels.</summary>
    internal static RgbImage ToSquare(RgbImage image, int side) => ToFill(image, side, side);

    /// <summary>The largest middle part of these proportions as <paramref name="height"/> × <paramref name="width"/> pixels.</summary>
    internal static RgbImage ToFill(RgbImage image, int height, int width)
    {
        bool wide = (long)image.Width * height > (long)image.Height * width;
        RgbImage part = wide
            ? Crop(image, image.Height, Math.Max(1, (int)((long)image.Height * width / height)))
            : Crop(image, Math.Max(1, (int)((long)image.Width * height / width)), image.Width);
        ImageShape shape = new(part.Height, part.Width, 3);
        return new RgbImage(height, width, Scale<byte>(part.Values, shape, height, width))
        {
            Deep = part.Deep is null ? null : Scale<ushort>(part.Deep, shape, height, width),
        };
    }

    private static RgbImage Crop(RgbImage image, int height, int width) =>
        new(height, width, Crop(image.Values, image.Height, image.Width, height, width))
        {
            Deep = image.Deep is null ? null : Crop(image.Deep, image.Height, image.Width, height, width),
        };

    private static T[] Crop<T>(T[] source, int sourceHeight, int sourceWidth, int height, int width)
    {
        int top = (sourceHeight - height) / 2;
        int left = (sourceWidth - width) / 2;
        T[] values = new T[height * width * 3];
        for (int row = 0; row < height; row++)
        {
            source.AsSpan((((top + row) * sourceWidth) + left) * 3, width * 3).CopyTo(values.AsSpan(row * width * 3));
        }

        return values;
    }

    /// <summary>For every target pixel the first source pixel it draws on, and the weights from there.</summary>
    private static (int First, double[] Weights)[] Taps(int from, int to)
    {
        double step = (double)from / to;
        double reach = Math.Max(1, step);
        (int, double[])[] taps = new (int, double[])[to];
        for (int i = 0; i < to; i++)
        {
            double centre = (i + 0.5) * step;
            int first = Math.Max(0, (int)(centre - reach + 0.5));
            int end = Math.Min(from, (int)(centre + reach + 0.5));
            double[] weights = [.. Enumerable.Range(first, end - first).Select(j => Math.Max(0, 1 - (Math.Abs(j + 0.5 - centre) / reach)))];
            double sum = weights.Sum();
            taps[i] = (first, [.. weights.Select(weight => weight / sum)]);
        }

        return taps;
    }

    /// <summary>Scales every row and writes it as a column, so that doing it twice scales both ways and ends upright.</summary>
    private static T[] Transposed<T>(ReadOnlySpan<T> source, int width, int channels, (int First, double[] Weights)[] taps)
        where T : unmanaged, INumberBase<T>
    {
        int rows = source.Length / (width * channels);
        T[] target = new T[taps.Length * rows * channels];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < taps.Length; i++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    double sum = 0.5;
                    for (int j = 0; j < taps[i].Weights.Length; j++)
                    {
                        sum += taps[i].Weights[j] * double.CreateTruncating(source[(((row * width) + taps[i].First + j) * channels) + channel]);
                    }

                    target[(((i * rows) + row) * channels) + channel] = T.CreateTruncating(sum);
                }
            }
        }

        return target;
    }
}
