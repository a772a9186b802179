namespace Experiments.Data.Images;

/// <summary>
/// The first directory of a TIFF (TIFF 6.0, section 2; BigTIFF), read for one purpose: the library believes every length that a file declares and
/// allocates it, so what a file of its size cannot hold is refused before.
/// </summary>
internal sealed class TiffEntries
{
    private const int Width = 256, Height = 257, StripOffsets = 273, Channels = 277, RowsPerStrip = 278, StripBytes = 279, Planes = 284;
    private const int TileWidth = 322, TileHeight = 323, TileOffsets = 324, TileBytes = 325;
    private static readonly int[] TypeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    private readonly byte[] file;
    private readonly bool isBig;
    private readonly Dictionary<int, (int Size, long Count, long At)> entries = [];

    private TiffEntries(byte[] file)
    {
        this.file = file;
        isBig = Number(2, 2) == 43;
        long directory = isBig ? Number(8, 8) : Number(4, 4);
        long count = isBig ? Number(directory, 8) : Number(directory, 2);
        int length = isBig ? 20 : 12;
        for (long i = 0, at = directory + (isBig ? 8 : 2); i < count; i++, at += length)
        {
            long type = Number(at + 2, 2);
            int size = type < TypeSizes.Length ? TypeSizes[type] : 0;
            long values = isBig ? Number(at + 4, 8) : Number(at + 4, 4);
            if (values > file.Length || size * values > file.Length)
            {
                throw new InvalidDataException($"entry {Number(at, 2)} of its directory is longer than the file");
            }

            long place = at + (isBig ? 12 : 8);
            bool inside = size * values <= (isBig ? 8 : 4);
            entries.TryAdd((int)Number(at, 2), (size, values, inside ? place : Number(place, isBig ? 8 : 4)));
        }
    }

    /// <summary>Refuses a file that declares more strips or tiles than it lists, or longer ones than itself.</summary>
    /// <exception cref="InvalidDataException">The file declares more, or its directory lies outside of the file.</exception>
    public static void Check(byte[] file)
    {
        TiffEntries entries = new(file);
        bool tiled = entries.entries.ContainsKey(TileOffsets);
        long planes = entries.First(Planes, 1) == 2 ? entries.First(Channels, 1) : 1;
        (long width, long height) = (entries.First(Width, 0), entries.First(Height, 0));
        long parts = tiled
            ? Times(Parts(width, entries.First(TileWidth, 0)), Parts(height, entries.First(TileHeight, 0)))
            : Parts(height, Math.Min(height, entries.First(RowsPerStrip, height)));
        long listed = entries.entries.GetValueOrDefault(tiled ? TileOffsets : StripOffsets).Count;
        if (Times(parts, planes) > listed)
        {
            throw new InvalidDataException($"it needs {Times(parts, planes)} strips or tiles and lists {listed}");
        }

        if (entries.All(tiled ? TileBytes : StripBytes).Any(bytes => bytes > file.Length))
        {
            throw new InvalidDataException("a strip or tile is longer than the file");
        }
    }

    private static long Parts(long length, long part) => part < 1 ? long.MaxValue : (length / part) + (length % part == 0 ? 0 : 1);

    private static long Times(long a, long b) => a > 0 && b > long.MaxValue / a ? long.MaxValue : a * b;

    private long First(int tag, long otherwise) => All(tag).FirstOrDefault(otherwise);

    private IEnumerable<long> All(int tag)
    {
        (int size, long count, long at) = entries.GetValueOrDefault(tag);
        for (long i = 0; i < count && size > 0; i++)
        {
            yield return Number(at + (i * size), size);
        }
    }

    /// <summary>An unsigned number in the file's byte order; the largest there is where it would be negative.</summary>
    private long Number(long at, int size)
    {
        if (at < 0 || at + size > file.Length)
        {
            throw new InvalidDataException("its directory lies beyond its end");
        }

        ulong value = 0;
        for (int i = 0; i < size; i++)
        {
            value = (value << 8) | file[at + (file[0] == 'I' ? size - 1 - i : i)];
        }

        return (long)Math.Min(value, long.MaxValue / 32);
    }
}
