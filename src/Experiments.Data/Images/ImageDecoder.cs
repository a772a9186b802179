using SkiaSharp;

namespace Experiments.Data;

/// <summary>Pixels of a decoded image: row by row, red, green, blue.</summary>
internal sealed record RgbImage(int Height, int Width, byte[] Values)
{
    /// <summary>Luminance of a pixel by ITU-R BT.601.</summary>
    public byte Grey(int pixel) =>
        (byte)(((299 * Values[3 * pixel]) + (587 * Values[(3 * pixel) + 1]) + (114 * Values[(3 * pixel) + 2]) + 500) / 1000);
}

/// <summary>What an image's header says, the way it is shown.</summary>
internal sealed record ImageHeader(int Height, int Width, bool Grey);

/// <summary>
/// Decodes JPEG, PNG, WebP and BMP through SkiaSharp: values as stored (no colour management), turned the way the camera was held,
/// transparent pixels laid on white.
/// </summary>
internal static class ImageDecoder
{
    private const long MostPixels = 1 << 26;

    /// <summary>Pixels of a small file that are believed whatever its length; beyond, so many a byte: PNG packs a black-and-white plane no tighter.</summary>
    private const long AlwaysBelieved = 1 << 22;

    private const long HighestRatio = 8 * 1032;

    /// <summary>Reads the header alone.</summary>
    /// <exception cref="DataException">It is no image, or one of more than 67 million pixels.</exception>
    public static ImageHeader ReadHeader(byte[] file, string name)
    {
        using SKCodec codec = Open(file, name);
        bool turned = codec.EncodedOrigin >= SKEncodedOrigin.LeftTop;
        (int width, int height) = turned ? (codec.Info.Height, codec.Info.Width) : (codec.Info.Width, codec.Info.Height);
        return new ImageHeader(height, width, codec.Info.ColorType == SKColorType.Gray8);
    }

    /// <summary>Decodes a whole image.</summary>
    /// <exception cref="DataException">It is no image, damaged, or too large.</exception>
    public static RgbImage Decode(byte[] file, string name)
    {
        using SKCodec codec = Open(file, name);
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        SKCodecResult result = codec.GetPixels(info, out byte[] source);
        if (result != SKCodecResult.Success)
        {
            throw new DataException($"{name}: damaged image ({result}).");
        }

        return Upright(source, info.Width, info.Height, codec.EncodedOrigin);
    }

    private static SKCodec Open(byte[] file, string name)
    {
        using SKData data = SKData.CreateCopy(file);
        SKCodec codec = SKCodec.Create(data)
            ?? throw new DataException($"{name}: not an image that can be read; expected JPEG, PNG, WebP or BMP.");
        long most = Math.Min(MostPixels, AlwaysBelieved + (HighestRatio * file.Length));
        if ((long)codec.Info.Width * codec.Info.Height <= most)
        {
            return codec;
        }

        using (codec)
        {
            throw new DataException($"{name}: declares {codec.Info.Width} x {codec.Info.Height} pixels in {file.Length} bytes; at most {most} are read.");
        }
    }

    private static RgbImage Upright(byte[] source, int sourceWidth, int sourceHeight, SKEncodedOrigin origin)
    {
        (int width, int height) = origin >= SKEncodedOrigin.LeftTop ? (sourceHeight, sourceWidth) : (sourceWidth, sourceHeight);
        byte[] target = new byte[width * height * 3];
        for (int y = 0, to = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, to += 3)
            {
                int from = 4 * Origin(origin, x, y, sourceWidth, sourceHeight);
                int alpha = source[from + 3];
                for (int channel = 0; channel < 3; channel++)
                {
                    target[to + channel] = (byte)(((source[from + channel] * alpha) + (255 * (255 - alpha)) + 127) / 255);
                }
            }
        }

        return new RgbImage(height, width, target);
    }

    /// <summary>Which stored pixel is shown at (x, y), by EXIF's eight orientations.</summary>
    private static int Origin(SKEncodedOrigin origin, int x, int y, int width, int height)
    {
        (int column, int row) = origin switch
        {
            SKEncodedOrigin.TopRight => (width - 1 - x, y),
            SKEncodedOrigin.BottomRight => (width - 1 - x, height - 1 - y),
            SKEncodedOrigin.BottomLeft => (x, height - 1 - y),
            SKEncodedOrigin.LeftTop => (y, x),
            SKEncodedOrigin.RightTop => (y, height - 1 - x),
            SKEncodedOrigin.RightBottom => (width - 1 - y, height - 1 - x),
            SKEncodedOrigin.LeftBottom => (width - 1 - y, x),
            _ => (x, y),
        };
        return (row * width) + column;
    }
}
