using Experiments.Data;
using SkiaSharp;

namespace Experiments.Tests.Data;

/// <summary>Writes images for tests that start from a file.</summary>
internal static class PngFile
{
    public static string Write(string path, ImageShape shape, ReadOnlySpan<byte> pixels)
    {
        using SKBitmap bitmap = new(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int i = 0; i < shape.Height * shape.Width; i++)
        {
            byte At(int channel, ReadOnlySpan<byte> all) => all[(i * shape.Channels) + (channel % shape.Channels)];
            bitmap.SetPixel(i % shape.Width, i / shape.Width, new SKColor(At(0, pixels), At(1, pixels), At(2, pixels)));
        }

        using SKData encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, encoded.ToArray());
        return path;
    }
}
