using Experiments.Data;
using SkiaSharp;

namespace Experiments.Exports;

/// <summary>Images side by side in a square, row by row, as the Embedding Projector wants them.</summary>
internal sealed class SpriteSheet
{
    /// <summary>The largest side that browsers hold as a texture.</summary>
    private const int LargestSide = 8192;

    private readonly SKBitmap sheet;

    private SpriteSheet(SKBitmap sheet, int width, int height)
    {
        this.sheet = sheet;
        (Width, Height) = (width, height);
    }

    /// <summary>Width of one image.</summary>
    public int Width { get; }

    /// <summary>Height of one image.</summary>
    public int Height { get; }

    /// <summary>Lays out images, smaller where there are too many.</summary>
    public static SpriteSheet Of(byte[] pixels, int count, ImageShape shape)
    {
        int side = (int)Math.Ceiling(Math.Sqrt(count));
        double scale = Math.Min(1, LargestSide / (double)(Math.Max(1, side) * Math.Max(shape.Width, shape.Height)));
        int width = Math.Max(1, (int)(shape.Width * scale));
        int height = Math.Max(1, (int)(shape.Height * scale));
        SKBitmap sheet = new(side * width, side * height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKCanvas canvas = new(sheet);
        canvas.Clear(SKColors.White);
        using SKBitmap image = new(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        int size = shape.Width * shape.Height * shape.Channels;
        for (int i = 0; i < count; i++)
        {
            Read(pixels.AsSpan(i * size, size), shape, image);
            using SKImage drawn = SKImage.FromBitmap(image);
            canvas.DrawImage(drawn, SKRect.Create(i % side * width, i / side * height, width, height), new SKSamplingOptions(SKFilterMode.Linear));
        }

        canvas.Flush();
        return new SpriteSheet(sheet, width, height);
    }

    /// <summary>Writes the sheet as a PNG.</summary>
    public void Save(Stream stream) => sheet.Encode(stream, SKEncodedImageFormat.Png, 100);

    private static void Read(ReadOnlySpan<byte> values, ImageShape shape, SKBitmap image)
    {
        for (int p = 0; p < shape.Width * shape.Height; p++)
        {
            int at = p * shape.Channels;
            byte green = shape.Channels > 1 ? values[at + 1] : values[at];
            byte blue = shape.Channels > 2 ? values[at + 2] : values[at];
            image.SetPixel(p % shape.Width, p / shape.Width, new SKColor(values[at], green, blue));
        }
    }
}
