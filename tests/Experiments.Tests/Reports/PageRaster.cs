using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Tests.Reports;

/// <summary>A page as a small grey picture: a pixel is the mean of four by four points of paper, its value the ink on it, 0 to 15.</summary>
internal sealed record PageRaster(int Width, int Height, byte[] Ink)
{
    private const int Points = 4;
    private const int Levels = 15;
    private const int Tile = 24;

    /// <summary>Ink that a tile holds beside what is counted, so that nearly empty ones are not judged by a speck.</summary>
    private const double Allowance = 25;

    private static readonly DocumentMetadata Metadata = new("raster", "raster", "Experiments", DateTime.UnixEpoch);

    public static PageRaster Of(PageComposer composer, int page)
    {
        PageGeometry sheet = composer.Pages[page].Geometry;
        (int width, int height) = ((int)sheet.Width / Points, (int)sheet.Height / Points);
        using SKSurface surface = SKSurface.Create(new SKImageInfo((width + 1) * Points, (height + 1) * Points));
        surface.Canvas.Clear(SKColors.White);
        PdfWriter.DrawPage(surface.Canvas, composer, page, Metadata);
        using SKImage image = surface.Snapshot();
        using SKBitmap bitmap = SKBitmap.FromImage(image);
        byte[] ink = new byte[width * height];
        for (int i = 0; i < ink.Length; i++)
        {
            ink[i] = MeanInk(bitmap, i % width * Points, i / width * Points);
        }

        return new PageRaster(width, height, ink);
    }

    public static PageRaster Load(byte[] png)
    {
        using SKBitmap bitmap = SKBitmap.Decode(png) ?? throw new InvalidDataException("The approved file is no picture.");
        return new PageRaster(bitmap.Width, bitmap.Height, [.. bitmap.Pixels.Select(pixel => (byte)(Levels - (pixel.Red / (255 / Levels))))]);
    }

    public byte[] Png()
    {
        using SKImage image = SKImage.FromPixelCopy(
            new SKImageInfo(Width, Height, SKColorType.Gray8, SKAlphaType.Opaque),
            Array.ConvertAll(Ink, ink => (byte)((Levels - ink) * (255 / Levels))));
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>
    /// The largest share of a tile's ink that is somewhere else, or missing, in the other page, both softened so that a pixel's worth of displacement
    /// and another rasteriser's edges count for little; infinite for pages of another size.
    /// </summary>
    public double Distance(PageRaster other)
    {
        if (other.Width != Width || other.Height != Height)
        {
            return double.PositiveInfinity;
        }

        (double[] own, double[] theirs) = (Softened(), other.Softened());
        double worst = 0;
        for (int top = 0; top < Height; top += Tile)
        {
            for (int left = 0; left < Width; left += Tile)
            {
                (double difference, double ink) = (0, Allowance);
                for (int y = top; y < Math.Min(Height, top + Tile); y++)
                {
                    for (int x = left; x < Math.Min(Width, left + Tile); x++)
                    {
                        int at = (y * Width) + x;
                        difference += Math.Abs(own[at] - theirs[at]);
                        ink += Math.Max(own[at], theirs[at]);
                    }
                }

                worst = Math.Max(worst, difference / ink);
            }
        }

        return worst;
    }

    /// <summary>The page with what lies in that part of it moved, or wiped away.</summary>
    public PageRaster With(SKRectI area, int moved, bool wiped)
    {
        byte[] ink = [.. Ink];
        for (int y = area.Top; y < area.Bottom; y++)
        {
            for (int x = area.Left; x < area.Right; x++)
            {
                ink[(y * Width) + x] = wiped || x - moved < area.Left ? (byte)0 : Ink[(y * Width) + x - moved];
            }
        }

        return this with { Ink = ink };
    }

    private static byte MeanInk(SKBitmap bitmap, int left, int top)
    {
        double ink = 0;
        for (int i = 0; i < Points * Points; i++)
        {
            SKColor pixel = bitmap.GetPixel(left + (i % Points), top + (i / Points));
            ink += 1 - (((0.2126 * pixel.Red) + (0.7152 * pixel.Green) + (0.0722 * pixel.Blue)) / 255);
        }

        return (byte)Math.Round(Levels * ink / (Points * Points));
    }

    /// <summary>Every pixel as the mean of itself and its eight neighbours.</summary>
    private double[] Softened()
    {
        double[] soft = new double[Ink.Length];
        for (int y = 1; y < Height - 1; y++)
        {
            for (int x = 1; x < Width - 1; x++)
            {
                for (int i = 0; i < 9; i++)
                {
                    soft[(y * Width) + x] += Ink[((y + (i / 3) - 1) * Width) + x + (i % 3) - 1] / 9.0;
                }
            }
        }

        return soft;
    }
}
