using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace Experiments.Data.Images;

/// <summary>The facts in a TIFF's directory about its first page.</summary>
internal sealed record TiffPage
{
    private const int Whole = 16;

    public required int Height { get; init; }

    public required int Width { get; init; }

    /// <summary>Values of a pixel.</summary>
    public required int Channels { get; init; }

    /// <summary>Bits of a value.</summary>
    public required int Bits { get; init; }

    /// <summary>True when a colour of the page has one value.</summary>
    public required bool Grey { get; init; }

    /// <summary>True when 0 is white.</summary>
    public required bool Inverted { get; init; }

    /// <summary>True when values are whole numbers of 16 bits, of grey or of red, green and blue.</summary>
    public required bool Deep { get; init; }

    /// <summary>True when each channel lies apart from the others.</summary>
    public required bool Planar { get; init; }

    /// <summary>The channel of opacity; null without one.</summary>
    public required int? Alpha { get; init; }

    /// <summary>True when colours are multiplied by opacity.</summary>
    public required bool Multiplied { get; init; }

    /// <summary>The turn of the page, as TIFF numbers it.</summary>
    public required Orientation Orientation { get; init; }

    /// <summary>Bytes of a strip or tile once unpacked.</summary>
    public required long LargestPart { get; init; }

    /// <summary>The turn of the page, as EXIF numbers it.</summary>
    public SKEncodedOrigin Origin => (SKEncodedOrigin)Orientation;

    /// <summary>Reads the directory of a TIFF's first page.</summary>
    public static TiffPage Of(Tiff tiff)
    {
        int channels = Number(tiff, TiffTag.SAMPLESPERPIXEL);
        Photometric colours = (Photometric)Number(tiff, TiffTag.PHOTOMETRIC);
        bool grey = colours is Photometric.MINISBLACK or Photometric.MINISWHITE;
        FieldValue[]? extra = tiff.GetField(TiffTag.EXTRASAMPLES);
        ExtraSample opacity = extra is [{ } count, { } kinds] && count.ToInt() > 0 ? (ExtraSample)kinds.ToShortArray()[0] : ExtraSample.UNSPECIFIED;
        int own = grey ? 1 : 3;
        int turned = Number(tiff, TiffTag.ORIENTATION);
        return new TiffPage
        {
            Height = Number(tiff, TiffTag.IMAGELENGTH),
            Width = Number(tiff, TiffTag.IMAGEWIDTH),
            Channels = channels,
            Bits = Number(tiff, TiffTag.BITSPERSAMPLE),
            Grey = grey,
            Inverted = colours is Photometric.MINISWHITE,
            Deep = Number(tiff, TiffTag.BITSPERSAMPLE) == Whole
                && Number(tiff, TiffTag.SAMPLEFORMAT) is (int)SampleFormat.UINT or (int)SampleFormat.VOID
                && (grey || colours == Photometric.RGB) && channels >= own,
            Planar = Number(tiff, TiffTag.PLANARCONFIG) == (int)PlanarConfig.SEPARATE,
            Alpha = opacity != ExtraSample.UNSPECIFIED && channels > own ? own : null,
            Multiplied = opacity == ExtraSample.ASSOCALPHA && channels > own,
            Orientation = turned is >= 1 and <= 8 ? (Orientation)turned : Orientation.TOPLEFT,
            LargestPart = Math.Max(tiff.ScanlineSize(), tiff.IsTiled() ? (long)tiff.TileSize() : tiff.StripSize()),
        };
    }

    /// <summary>The header of the page as it is shown.</summary>
    public ImageHeader Turned(ImageHeader stored) =>
        StoredPixels.Turns(Origin) ? stored with { Height = stored.Width, Width = stored.Height } : stored;

    private static int Number(Tiff tiff, TiffTag tag) => tiff.GetFieldDefaulted(tag) is [{ } value, ..] ? value.ToInt() : 0;
}

/// <summary>Unpacks pages of 16 bits a value.</summary>
internal static class TiffPlanes
{
    /// <summary>Red, green, blue and opacity; what follows them is not kept.</summary>
    private const int Used = 4;

    /// <summary>Every channel that is used, row by row; empty arrays for the others.</summary>
    /// <exception cref="InvalidDataException">A strip or tile is damaged.</exception>
    public static ushort[][] Read(Tiff tiff, TiffPage page)
    {
        ushort[][] planes = [.. Enumerable.Range(0, page.Channels).Select(channel => new ushort[channel < Used ? page.Width * page.Height : 0])];
        for (int plane = 0; plane < (page.Planar ? page.Channels : 1); plane++)
        {
            ushort[][] targets = page.Planar ? [planes[plane]] : planes;
            if (tiff.IsTiled())
            {
                ReadTiles(tiff, page, targets, (short)plane);
            }
            else
            {
                ReadLines(tiff, page, targets, (short)plane);
            }
        }

        return planes;
    }

    private static void ReadLines(Tiff tiff, TiffPage page, ushort[][] targets, short plane)
    {
        byte[] line = new byte[tiff.ScanlineSize()];
        for (int row = 0; row < page.Height; row++)
        {
            if (!tiff.ReadScanline(line, row, plane))
            {
                throw new InvalidDataException($"row {row} cannot be unpacked");
            }

            Spread(line, page.Width, targets, row * page.Width);
        }
    }

    private static void ReadTiles(Tiff tiff, TiffPage page, ushort[][] targets, short plane)
    {
        int width = tiff.GetField(TiffTag.TILEWIDTH)[0].ToInt();
        int height = tiff.GetField(TiffTag.TILELENGTH)[0].ToInt();
        byte[] tile = new byte[tiff.TileSize()];
        int stride = width * targets.Length * sizeof(ushort);
        for (int top = 0; top < page.Height; top += height)
        {
            for (int left = 0; left < page.Width; left += width)
            {
                if (tiff.ReadTile(tile, 0, left, top, 0, plane) < 0)
                {
                    throw new InvalidDataException($"the tile at {left}, {top} cannot be unpacked");
                }

                for (int row = 0; row < Math.Min(height, page.Height - top); row++)
                {
                    Spread(tile.AsSpan(row * stride, stride), Math.Min(width, page.Width - left), targets, ((top + row) * page.Width) + left);
                }
            }
        }
    }

    private static void Spread(ReadOnlySpan<byte> line, int count, ushort[][] targets, int at)
    {
        for (int i = 0; i < count * targets.Length; i++)
        {
            ushort[] target = targets[i % targets.Length];
            if (target.Length > 0)
            {
                target[at + (i / targets.Length)] = BitConverter.ToUInt16(line[(2 * i)..]);
            }
        }
    }
}
