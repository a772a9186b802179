using Experiments.Data;
using Experiments.Data.Images;
using Experiments.Results.Folder;
using SkiaSharp;

namespace Experiments.Viewer.Blocks;

/// <summary>
/// Images of samples as tiles of a few large WebP files: as they are where they are small, shrunk where they are not. A browser unpacks a sheet of
/// this size in a tenth of a second.
/// </summary>
internal sealed class SpriteSheets
{
    /// <summary>The longest side of a tile.</summary>
    public const int LongestSide = 64;

    private const int SheetSide = 2048;
    private const int PixelBytes = 4;

    /// <summary>At this quality a digit of 28 × 28 takes a fifth of a kilobyte, and strokes stay clean at four times their size.</summary>
    private const float Quality = 88;

    private readonly ImageSet images;

    /// <summary>The tiles of images.</summary>
    public SpriteSheets(ImageSet images)
    {
        this.images = images;
        double scale = Math.Min(1, LongestSide / (double)Math.Max(images.Shape.Width, images.Shape.Height));
        Width = Math.Max(1, (int)Math.Round(images.Shape.Width * scale));
        Height = Math.Max(1, (int)Math.Round(images.Shape.Height * scale));
        Columns = SheetSide / Width;
        Rows = SheetSide / Height;
    }

    /// <summary>The width of a tile.</summary>
    public int Width { get; }

    /// <summary>The height of a tile.</summary>
    public int Height { get; }

    /// <summary>Tiles on a line of a sheet.</summary>
    public int Columns { get; }

    /// <summary>Lines of a whole sheet.</summary>
    public int Rows { get; }

    /// <summary>The sheets of some samples, in their order; the last is only as high as it must be.</summary>
    public IReadOnlyList<byte[]> Encode(int[] samples)
    {
        int[][] sheets = [.. samples.Chunk(Columns * Rows)];
        return [.. sheets.AsParallel().AsOrdered().Select(sheet => EncodeSheet(sheet))];
    }

    private byte[] EncodeSheet(int[] samples)
    {
        int columns = Math.Min(samples.Length, Columns);
        int lines = (samples.Length + Columns - 1) / Columns;
        byte[] pixels = new byte[columns * Width * lines * Height * PixelBytes];
        for (int i = 0; i < samples.Length; i++)
        {
            Draw(samples[i], pixels, columns * Width, i % Columns * Width, i / Columns * Height);
        }

        return ToWebp(pixels, columns * Width, lines * Height);
    }

    /// <summary>An image of so many pixels, red, green, blue and alpha in turn, as a WebP file.</summary>
    public static byte[] ToWebp(byte[] pixels, int width, int height)
    {
        using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque), pixels);
        using SKPixmap? map = image.PeekPixels();
        using SKData? encoded = map?.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality));
        return encoded?.ToArray() ?? throw new InvalidOperationException($"An image of {width} x {height} pixels could not be written as WebP.");
    }

    /// <summary>The pixels of one image, as a tile has them.</summary>
    public static (byte[] Pixels, int Width, int Height) Tile(byte[] image, ImageShape shape)
    {
        SpriteSheets one = new(new ImageSet(image, shape));
        byte[] pixels = new byte[one.Width * one.Height * PixelBytes];
        one.Draw(0, pixels, one.Width, 0, 0);
        return (pixels, one.Width, one.Height);
    }

    private void Draw(int sample, byte[] sheet, int sheetWidth, int left, int top)
    {
        ImageShape shape = images.Shape;
        ReadOnlySpan<byte> own = images.Pixels.AsSpan(sample * shape.Size, shape.Size);
        ReadOnlySpan<byte> tile = Width == shape.Width && Height == shape.Height ? own : ImageResize.Scale(own, shape, Height, Width);
        for (int y = 0; y < Height; y++)
        {
            Span<byte> line = sheet.AsSpan((((top + y) * sheetWidth) + left) * PixelBytes, Width * PixelBytes);
            for (int x = 0; x < Width; x++)
            {
                ReadOnlySpan<byte> value = tile.Slice(((y * Width) + x) * shape.Channels, shape.Channels);
                Span<byte> pixel = line.Slice(x * PixelBytes, PixelBytes);
                pixel[0] = value[0];
                pixel[1] = value[shape.Channels == 1 ? 0 : 1];
                pixel[2] = value[shape.Channels == 1 ? 0 : 2];
                pixel[3] = byte.MaxValue;
            }
        }
    }
}
