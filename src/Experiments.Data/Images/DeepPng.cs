using System.Buffers.Binary;
using System.IO.Compression;

namespace Experiments.Data.Images;

/// <summary>
/// Reads the values of PNG files of 16 bits (ISO/IEC 15948), which SkiaSharp cuts to 8. Whoever calls it has had the file decoded by SkiaSharp
/// before, which checks every checksum.
/// </summary>
internal static class DeepPng
{
    private const int FirstChunk = 8;
    private const int DepthAt = 24;

    /// <summary>Column and row of the first pixel of each of Adam7's passes, and the steps to the next.</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>Tells whether a file is a PNG of 16 bits a value.</summary>
    public static bool IsDeep(ReadOnlySpan<byte> file) => file.Length > DepthAt + 8 && file.StartsWith(Signature) && file[DepthAt] == 16;

    /// <summary>Red, green, blue and opacity of every pixel.</summary>
    /// <exception cref="DataException">The file is damaged.</exception>
    public static ushort[] Decode(byte[] file, string name, int width, int height)
    {
        int kind = file[DepthAt + 1];
        int channels = kind switch
        {
            0 => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            _ => throw new DataException($"{name}: damaged image (PNG of 16 bits and colour type {kind})."),
        };
        try
        {
            using MemoryStream packed = Chunks(file, "IDAT"u8);
            ushort[] key = [.. Words(Chunks(file, "tRNS"u8).ToArray())];
            using ZLibStream unpacked = new(packed, CompressionMode.Decompress);
            ushort[] target = new ushort[width * height * 4];
            foreach ((int x, int y, int stepX, int stepY) in file[DepthAt + 4] == 0 ? [(0, 0, 1, 1)] : Adam7)
            {
                int columns = (width - x + stepX - 1) / stepX;
                byte[] before = new byte[columns * channels * 2];
                for (int row = y; row < height && columns > 0; row += stepY)
                {
                    byte[] line = ReadLine(unpacked, before, channels * 2);
                    ushort[] values = [.. Words(line)];
                    for (int i = 0; i < columns; i++)
                    {
                        Spread(values.AsSpan(i * channels, channels), key, target.AsSpan(4 * ((row * width) + x + (i * stepX)), 4));
                    }

                    before = line;
                }
            }

            return target;
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw new DataException($"{name}: damaged image ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    /// <summary>The content of all chunks of one type.</summary>
    private static MemoryStream Chunks(byte[] file, ReadOnlySpan<byte> type)
    {
        MemoryStream all = new();
        for (long at = FirstChunk; at + 12 <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (file.AsSpan((int)at + 4, 4).SequenceEqual(type))
            {
                all.Write(file, (int)at + 8, (int)Math.Min(length, file.Length - at - 8));
            }

            at += 12L + length;
        }

        all.Position = 0;
        return all;
    }

    private static byte[] ReadLine(Stream stream, byte[] before, int pixel)
    {
        int filter = stream.ReadByte();
        byte[] line = new byte[before.Length];
        stream.ReadExactly(line);
        for (int i = 0; i < line.Length && filter != 0; i++)
        {
            int left = i < pixel ? 0 : line[i - pixel];
            int above = before[i];
            line[i] += (byte)(filter switch
            {
                1 => left,
                2 => above,
                3 => (left + above) / 2,
                4 => Paeth(left, above, i < pixel ? 0 : before[i - pixel]),
                _ => throw new InvalidDataException($"filter {filter}"),
            });
        }

        return line;
    }

    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        (int toLeft, int toAbove, int toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    /// <summary>
    /// A pixel of one to four channels as red, green, blue and opacity; <paramref name="key"/> is the colour that means transparent.
    /// </summary>
    private static void Spread(ReadOnlySpan<ushort> own, ReadOnlySpan<ushort> key, Span<ushort> target)
    {
        for (int channel = 0; channel < 3; channel++)
        {
            target[channel] = own.Length < 3 ? own[0] : own[channel];
        }

        target[3] = own.Length is 2 or 4 ? own[^1] : own.SequenceEqual(key) ? ushort.MinValue : ushort.MaxValue;
    }

    private static IEnumerable<ushort> Words(byte[] bytes)
    {
        for (int i = 0; i + 1 < bytes.Length; i += 2)
        {
            yield return BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(i));
        }
    }
}
