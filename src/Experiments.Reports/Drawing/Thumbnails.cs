using System.Collections.Concurrent;
using Experiments.Data;
using Experiments.Results.Folder;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// Images of samples as the report prints them, each made once, so that the file holds it once however many atlases show it. Small images
/// keep every pixel; larger ones are photographs: they are scaled to what a cell can show and compressed as such.
/// </summary>
internal sealed class Thumbnails(ImageSet images)
{
    private const int LargestExact = 48;
    private const int Quality = 82;

    private readonly ConcurrentDictionary<int, SKImage> made = new();

    /// <summary>Longest side of an image that is scaled.</summary>
    public int LargestScaled { get; init; } = 96;

    public ImageShape Shape => images.Shape;

    public SKImage this[int sample] => made.GetOrAdd(sample, Make);

    /// <summary>Draws an image as large as it fits into the middle of an area, every pixel a square.</summary>
    public void Draw(SKCanvas canvas, int sample, SKRect place) =>
        canvas.DrawImage(this[sample], Fit(place), new SKSamplingOptions(SKFilterMode.Nearest));

    private SKRect Fit(SKRect place)
    {
        float scale = Math.Min(place.Width / Shape.Width, place.Height / Shape.Height);
        return SKRect.Create(place.MidX - (Shape.Width * scale / 2), place.MidY - (Shape.Height * scale / 2), Shape.Width * scale,
            Shape.Height * scale);
    }

    private SKImage Make(int sample)
    {
        SKImage exact = Exact(images.Pixels.AsSpan(sample * Shape.Size, Shape.Size));
        int side = Math.Max(Shape.Width, Shape.Height);
        if (side <= LargestExact)
        {
            return exact;
        }

        using (exact)
        {
            float scale = Math.Min(1, LargestScaled / (float)side);
            SKImageInfo size = new(Math.Max(1, (int)(Shape.Width * scale)), Math.Max(1, (int)(Shape.Height * scale)));
            using SKSurface surface = SKSurface.Create(size);
            surface.Canvas.DrawImage(exact, SKRect.Create(size.Width, size.Height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
            using SKImage scaled = surface.Snapshot();
            return SKImage.FromEncodedData(scaled.Encode(SKEncodedImageFormat.Jpeg, Quality));
        }
    }

    private SKImage Exact(ReadOnlySpan<byte> pixels)
    {
        if (Shape.Channels == 1)
        {
            return SKImage.FromPixelCopy(new SKImageInfo(Shape.Width, Shape.Height, SKColorType.Gray8, SKAlphaType.Opaque), pixels);
        }

        byte[] colors = new byte[Shape.Width * Shape.Height * 4];
        for (int i = 0; i < Shape.Width * Shape.Height; i++)
        {
            pixels.Slice(i * Shape.Channels, 3).CopyTo(colors.AsSpan(i * 4, 3));
            colors[(i * 4) + 3] = byte.MaxValue;
        }

        return SKImage.FromPixelCopy(new SKImageInfo(Shape.Width, Shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), colors);
    }
}
