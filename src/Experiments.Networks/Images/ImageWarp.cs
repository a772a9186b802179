using System.Numerics;
using Experiments.Data;

namespace Experiments.Networks.Images;

/// <summary>A change of one image: mirrored, then moved, then turned around its middle. Nothing is cut off in between, outside is zero.</summary>
/// <param name="Flip">True when the image is mirrored left to right.</param>
/// <param name="Down">Rows it moves down.</param>
/// <param name="Right">Columns it moves right.</param>
/// <param name="Angle">Degrees it turns, clockwise as seen.</param>
internal readonly record struct ImageWarp(bool Flip, int Down, int Right, double Angle)
{
    /// <summary>Writes a changed image, scaled to 0..1, channels interleaved.</summary>
    public void Apply(SampleSet samples, int index, Span<float> target)
    {
        ImageShape shape = samples.Shape!;
        if (samples.DeepPixels is { } deep)
        {
            Apply<ushort>(deep.AsSpan(index * shape.Size, shape.Size), shape, target);
        }
        else
        {
            Apply<byte>(samples.Pixels.AsSpan(index * shape.Size, shape.Size), shape, target);
        }
    }

    /// <summary>Varies an image of 8 or 16 bits.</summary>
    public void Apply<T>(ReadOnlySpan<T> source, ImageShape shape, Span<float> target)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        if (Angle == 0)
        {
            Move(source, shape, target);
        }
        else
        {
            Turn(source, shape, target);
        }
    }

    private void Move<T>(ReadOnlySpan<T> source, ImageShape shape, Span<float> target)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        float white = float.CreateTruncating(T.MaxValue);
        target.Clear();
        int stride = shape.Width * shape.Channels;
        for (int row = Math.Max(0, Down); row < Math.Min(shape.Height, shape.Height + Down); row++)
        {
            ReadOnlySpan<T> from = source.Slice((row - Down) * stride, stride);
            Span<float> to = target.Slice(row * stride, stride);
            for (int column = Math.Max(0, Right); column < Math.Min(shape.Width, shape.Width + Right); column++)
            {
                int pixel = shape.Channels * (Flip ? shape.Width - 1 - (column - Right) : column - Right);
                for (int i = shape.Channels * column; i < shape.Channels * (column + 1); i++)
                {
                    to[i] = float.CreateTruncating(from[pixel++]) / white;
                }
            }
        }
    }

    private void Turn<T>(ReadOnlySpan<T> source, ImageShape shape, Span<float> target)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        (double sine, double cosine) = Math.SinCos(Angle * Math.PI / 180);
        (double middleRow, double middleColumn) = ((shape.Height - 1) / 2.0, (shape.Width - 1) / 2.0);
        for (int row = 0; row < shape.Height; row++)
        {
            for (int column = 0; column < shape.Width; column++)
            {
                // Backwards: where does this pixel come from?
                (double y, double x) = (row - middleRow, column - middleColumn);
                double fromRow = (cosine * y) - (sine * x) + middleRow - Down;
                double fromColumn = (sine * y) + (cosine * x) + middleColumn - Right;
                Sample(
                    source, shape, fromRow, Flip ? shape.Width - 1 - fromColumn : fromColumn,
                    target.Slice(((row * shape.Width) + column) * shape.Channels, shape.Channels));
            }
        }
    }

    /// <summary>Bilinear: the four pixels around a place, by nearness.</summary>
    private static void Sample<T>(ReadOnlySpan<T> source, ImageShape shape, double row, double column, Span<float> pixel)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        float white = float.CreateTruncating(T.MaxValue);
        pixel.Clear();
        (int top, int left) = ((int)Math.Floor(row), (int)Math.Floor(column));
        (float down, float right) = ((float)(row - top), (float)(column - left));
        for (int corner = 0; corner < 4; corner++)
        {
            (int r, int k) = (top + (corner >> 1), left + (corner & 1));
            if (r < 0 || r >= shape.Height || k < 0 || k >= shape.Width)
            {
                continue;
            }

            float share = ((corner >> 1) == 1 ? down : 1 - down) * ((corner & 1) == 1 ? right : 1 - right) / white;
            ReadOnlySpan<T> near = source.Slice(((r * shape.Width) + k) * shape.Channels, shape.Channels);
            for (int c = 0; c < pixel.Length; c++)
            {
                pixel[c] += share * float.CreateTruncating(near[c]);
            }
        }
    }
}
