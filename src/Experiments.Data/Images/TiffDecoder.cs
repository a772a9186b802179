using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace Experiments.Data.Images;

/// <summary>Decodes the first page of a TIFF through LibTiff.NET: whatever that shows in 8 bits, and grey or colour of 16 bits in full.</summary>
internal static class TiffDecoder
{
    /// <summary>
    /// Pixels a byte that are believed: deflate packs no byte tighter than 1 : 1032, and a fax of one bit a pixel eight times that.
    /// </summary>
    private const int Ratio = 1032;

    private const int MostChannels = 16;

    /// <summary>Pixels of a file that are believed whatever its length; of 16 bits they take more memory.</summary>
    private const int Few = 1 << 22;
    private const int FewDeep = 1 << 20;

    /// <summary>Bytes of a pixel in a strip or tile.</summary>
    private const int Bytes = 8;

    static TiffDecoder() => Tiff.SetErrorHandler(new Faults());

    /// <summary>Tells whether a file is a TIFF, by its first bytes: either byte order, classic or BigTIFF.</summary>
    public static bool IsTiff(ReadOnlySpan<byte> file) => file.Length >= 8
        && ((file[0] == 'I' && file[1] == 'I' && file[2] is 42 or 43 && file[3] == 0)
            || (file[0] == 'M' && file[1] == 'M' && file[2] == 0 && file[3] is 42 or 43));

    /// <summary>Reads the header alone.</summary>
    /// <exception cref="DataException">The file is no TIFF that can be read.</exception>
    public static ImageHeader ReadHeader(byte[] file, string name) => Guard(file, name, tiff =>
    {
        TiffPage page = TiffPage.Of(tiff);
        return page.Turned(new ImageHeader(page.Height, page.Width, page.Grey) { Deep = page.Deep, Several = !tiff.LastDirectory() });
    });

    /// <summary>Decodes the first page.</summary>
    /// <exception cref="DataException">The file is damaged, or of a kind that is not read.</exception>
    public static RgbImage Decode(byte[] file, string name) => Guard(file, name, tiff =>
    {
        TiffPage page = TiffPage.Of(tiff);
        ImageHeader shown = page.Turned(new ImageHeader(page.Height, page.Width, page.Grey));
        if (!page.Deep)
        {
            return new RgbImage(shown.Height, shown.Width, StoredPixels.Upright(ReadBytes(tiff, page), page.Width, page.Height, page.Origin));
        }

        ushort[] deep = StoredPixels.Upright<ushort>(ReadDeep(tiff, page), page.Width, page.Height, page.Origin);
        return new RgbImage(shown.Height, shown.Width, Array.ConvertAll(deep, value => (byte)((value + 128) / 257))) { Deep = deep };
    });

    private static T Guard<T>(byte[] file, string name, Func<Tiff, T> read)
    {
        using TiffBytes bytes = new(file);
        try
        {
            TiffEntries.Check(file);
            using Tiff tiff = Tiff.ClientOpen(name, "r", bytes, new TiffStream()) ?? throw new InvalidDataException("no directory");
            TiffPage page = TiffPage.Of(tiff);
            int ratio = page.Bits == 1 ? 8 * Ratio : Ratio;
            ImageDecoder.RequireBelievable(name, page.Width, page.Height, file.Length, page.Deep ? FewDeep : Few, ratio);
            long largest = Bytes * (Few + ((long)ratio * file.Length));
            return page.LargestPart <= largest && page.Channels <= MostChannels ? read(tiff)
                : throw new InvalidDataException($"{page.Channels} channels, parts of {page.LargestPart} bytes");
        }
        catch (Exception fault) when (fault is not DataException)
        {
            // The library meets damaged files with exceptions of any kind.
            string reason = bytes.Fault ?? (fault is InvalidDataException ? fault.Message : fault.GetType().Name);
            throw new DataException($"{name}: a TIFF that is damaged or of a kind that is not read ({reason.TrimEnd('.')}).", fault);
        }
    }

    /// <summary>Values of 8 bits; the library has multiplied colours by their opacity.</summary>
    private static ReadOnlySpan<byte> ReadBytes(Tiff tiff, TiffPage page)
    {
        if (!tiff.RGBAImageOK(out string reason))
        {
            throw new InvalidDataException(reason);
        }

        int[] raster = new int[page.Width * page.Height];
        if (!tiff.ReadRGBAImageOriented(page.Width, page.Height, raster, page.Orientation, stopOnError: true))
        {
            throw new InvalidDataException("its pixels cannot be unpacked");
        }

        Span<byte> rgba = System.Runtime.InteropServices.MemoryMarshal.AsBytes(raster.AsSpan());
        for (int i = 0; i < raster.Length; i++)
        {
            Span<byte> pixel = rgba.Slice(4 * i, 4);
            int stored = raster[i];
            int white = 255 - Tiff.GetA(stored);
            pixel[0] = (byte)Math.Min(255, Tiff.GetR(stored) + white);
            pixel[1] = (byte)Math.Min(255, Tiff.GetG(stored) + white);
            pixel[2] = (byte)Math.Min(255, Tiff.GetB(stored) + white);
            pixel[3] = 255;
        }

        return rgba;
    }

    private static ushort[] ReadDeep(Tiff tiff, TiffPage page)
    {
        ushort[][] planes = TiffPlanes.Read(tiff, page);
        ushort[] rgba = new ushort[4 * page.Width * page.Height];
        for (int i = 0; i < page.Width * page.Height; i++)
        {
            int alpha = page.Alpha is { } plane ? planes[plane][i] : ushort.MaxValue;
            for (int channel = 0; channel < 3; channel++)
            {
                int value = planes[page.Grey ? 0 : channel][i];
                value = page.Inverted ? ushort.MaxValue - value : value;
                rgba[(4 * i) + channel] = (ushort)(page.Multiplied ? Math.Min(ushort.MaxValue, value + ushort.MaxValue - alpha) : value);
            }

            rgba[(4 * i) + 3] = page.Multiplied ? ushort.MaxValue : (ushort)alpha;
        }

        return rgba;
    }

    /// <summary>A file in memory, and the first thing the library said is wrong with it.</summary>
    private sealed class TiffBytes(byte[] file) : MemoryStream(file, writable: false)
    {
        public string? Fault { get; set; }
    }

    /// <summary>Keeps what the library would print.</summary>
    private sealed class Faults : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
            if (clientData is TiffBytes { Fault: null } file)
            {
                file.Fault = string.Format(CultureInfo.InvariantCulture, format, args);
            }
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }
    }
}
