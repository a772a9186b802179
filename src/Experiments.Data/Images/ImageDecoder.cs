using SkiaSharp;

namespace Experiments.Data.Images;

/// <summary>
/// Decodes JPEG, PNG, WebP, BMP and GIF (its first frame) through SkiaSharp, TIFF (its first page) through <see cref="TiffDecoder"/>: values as
/// stored (no colour management), 16 bits where the file has them, turned the way the camera was held, transparent pixels laid on white.
/// </summary>
internal static class ImageDecoder
{
    private const long MostPixels = 1 << 26;

    /// <summary>
    /// Pixels of a small file that are believed whatever its length; beyond, so many a byte: PNG packs a black-and-white plane no tighter.
    /// </summary>
    private const long AlwaysBelieved = 1 << 22;

    private const long HighestRatio = 8 * 1032;

    /// <summary>Reads the header alone.</summary>
    /// <exception cref="DataException">The file is no image, or one of more than 67 million pixels.</exception>
    public static ImageHeader ReadHeader(byte[] file, string name)
    {
        if (TiffDecoder.IsTiff(file))
        {
            return TiffDecoder.ReadHeader(file, name);
        }

        using SKCodec codec = Open(file, name);
        bool turned = StoredPixels.Turns(codec.EncodedOrigin);
        (int width, int height) = turned ? (codec.Info.Height, codec.Info.Width) : (codec.Info.Width, codec.Info.Height);
        return new ImageHeader(height, width, codec.Info.ColorType == SKColorType.Gray8)
        {
            Deep = DeepPng.IsDeep(file),
            Several = codec.FrameCount > 1,
        };
    }

    /// <summary>Decodes a whole image.</summary>
    /// <exception cref="DataException">The file is no image, damaged, or too large.</exception>
    public static RgbImage Decode(byte[] file, string name)
    {
        if (TiffDecoder.IsTiff(file))
        {
            return TiffDecoder.Decode(file, name);
        }

        using SKCodec codec = Open(file, name);
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        SKCodecResult result = codec.GetPixels(info, out byte[] source);
        if (result != SKCodecResult.Success)
        {
            throw new DataException($"{name}: damaged image ({result}).");
        }

        bool turned = StoredPixels.Turns(codec.EncodedOrigin);
        return new RgbImage(
            turned ? info.Width : info.Height,
            turned ? info.Height : info.Width,
            StoredPixels.Upright<byte>(source, info.Width, info.Height, codec.EncodedOrigin))
        {
            Deep = !DeepPng.IsDeep(file) ? null
                : StoredPixels.Upright<ushort>(DeepPng.Decode(file, name, info.Width, info.Height), info.Width, info.Height, codec.EncodedOrigin),
        };
    }

    /// <summary>Refuses more pixels than a file of that length may have.</summary>
    /// <exception cref="DataException">The file declares more pixels.</exception>
    public static void RequireBelievable(string name, long width, long height, int length, long always = AlwaysBelieved, long ratio = HighestRatio)
    {
        long most = Math.Min(MostPixels, always + (ratio * length));
        if (width * height > most)
        {
            throw new DataException($"{name}: declares {width} x {height} pixels in {length} bytes; at most {most} are read.");
        }
    }

    private static SKCodec Open(byte[] file, string name)
    {
        using SKData data = SKData.CreateCopy(file);
        SKCodec codec = SKCodec.Create(data)
            ?? throw new DataException($"{name}: not an image that can be read; expected {FoundFiles.Types}.");
        try
        {
            RequireBelievable(name, codec.Info.Width, codec.Info.Height, file.Length);
            return codec;
        }
        catch (DataException)
        {
            codec.Dispose();
            throw;
        }
    }
}
