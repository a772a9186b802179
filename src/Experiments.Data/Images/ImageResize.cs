namespace Experiments.Data;

/// <summary>
/// Brings images to a square of one size: the middle square is cut out, then scaled by a triangle filter as wide as the step between
/// pixels (so shrinking averages and enlarging interpolates), first along rows, then along columns.
/// </summary>
internal static class ImageResize
{
    /// <summary>The middle of <paramref name="image"/> as <paramref name="side"/> × <paramref name="side"/> pixels.</summary>
    public static RgbImage ToSquare(RgbImage image, int side)
    {
        RgbImage square = Crop(image);
        if (square.Width == side)
        {
            return square;
        }

        (int First, double[] Weights)[] taps = Taps(square.Width, side);
        return new RgbImage(side, side, Transposed(Transposed(square.Values, square.Width, taps), square.Width, taps));
    }

    private static RgbImage Crop(RgbImage image)
    {
        int side = Math.Min(image.Height, image.Width);
        int top = (image.Height - side) / 2;
        int left = (image.Width - side) / 2;
        byte[] values = new byte[side * side * 3];
        for (int row = 0; row < side; row++)
        {
            image.Values.AsSpan((((top + row) * image.Width) + left) * 3, side * 3).CopyTo(values.AsSpan(row * side * 3));
        }

        return new RgbImage(side, side, values);
    }

    /// <summary>For every target pixel the first source pixel it draws on, and the weights from there.</summary>
    private static (int First, double[] Weights)[] Taps(int from, int to)
    {
        double step = (double)from / to;
        double reach = Math.Max(1, step);
        var taps = new (int, double[])[to];
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
    private static byte[] Transposed(byte[] source, int width, (int First, double[] Weights)[] taps)
    {
        int rows = source.Length / (width * 3);
        byte[] target = new byte[taps.Length * rows * 3];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < taps.Length; i++)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    double sum = 0.5;
                    for (int j = 0; j < taps[i].Weights.Length; j++)
                    {
                        sum += taps[i].Weights[j] * source[(((row * width) + taps[i].First + j) * 3) + channel];
                    }

                    target[(((i * rows) + row) * 3) + channel] = (byte)sum;
                }
            }
        }

        return target;
    }
}
