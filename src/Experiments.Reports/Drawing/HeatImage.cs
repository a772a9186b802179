using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>A grid of colours as an image of one pixel a cell.</summary>
internal static class HeatImage
{
    public static SKImage Of(int rows, int columns, Func<int, int, SKColor> color)
    {
        byte[] pixels = new byte[rows * columns * 4];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                SKColor one = color(row, column);
                int at = 4 * ((row * columns) + column);
                (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (one.Red, one.Green, one.Blue, byte.MaxValue);
            }
        }

        return SKImage.FromPixelCopy(new SKImageInfo(columns, rows, SKColorType.Rgba8888, SKAlphaType.Opaque), pixels);
    }
}
