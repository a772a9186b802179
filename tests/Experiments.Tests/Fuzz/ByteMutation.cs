using System.Buffers.Binary;
using System.Text;

namespace Experiments.Tests.Fuzz;

/// <summary>Damages bytes without knowing what they mean; the same random numbers give the same damage.</summary>
internal static class ByteMutation
{
    private const int MostGrowth = 1 << 14;

    private static readonly long[] Boundaries =
    [
        0, 1, -1, 2, 7, 8, 16, 31, 32, 63, 64, 100, 127, 128, 255, 256, 1000, 4095, 4096, short.MaxValue, short.MaxValue + 1, ushort.MaxValue,
        1 << 16, 1 << 20, 1 << 24, int.MaxValue - 1, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue,
    ];

    private static readonly string[] Tokens =
    [
        "\0", "\r", "\n", "\r\n", "\t", "\"", "'", "\uFEFF", "\u2028", "\u001b[2J", ",", ";", ":", "-", "- ", "#", "nan", "NaN", "-inf", "1e999",
        "1e-999",
        "-0", "0x10", "99999999999999999999", "2147483648", "-1", "4294967296", "null", "~", "true", "[", "]", "{", "}", "[[[[[[[[", "{{{{{{{{", "]]",
            "(", ")",
        "&a ", "*a", "<<: ", "<<: *a", "!!binary ", "!!int ", "? ", "| ", "> ", "%YAML 9", "---", "...", "\\", "\\u0000", "\\U00110000", "../",
            "/", "..\\",
        "C:\\", "..", ".", "/dev/null", "/etc/passwd", "%s", "%n", "{0}", "\ud83d\ude00", "\u0301", "\u202e", "é", "Infinity", "1.0", "1,5", "=", "@",
            "\u007f",
    ];

    private static readonly Func<byte[], Random, byte[]>[] Edits =
    [
        FlipBits, SetBytes, Boundary, Boundary, Cut, CutInside, Insert, Copy, Swap, Repeat, Token, Token, Number, Number,
    ];

    /// <summary>One to four edits, one after another.</summary>
    public static byte[] Apply(byte[] content, Random random)
    {
        for (int edits = 1 + random.Next(4); edits > 0; edits--)
        {
            content = Edits[random.Next(Edits.Length)](content, random);
        }

        return content;
    }

    private static byte[] FlipBits(byte[] content, Random random) => Changed(content, copy =>
    {
        for (int flips = 1 + random.Next(8); flips > 0 && copy.Length > 0; flips--)
        {
            copy[Place(copy.Length, random)] ^= (byte)(1 << random.Next(8));
        }
    });

    private static byte[] SetBytes(byte[] content, Random random) => Changed(content, copy =>
    {
        int start = Place(copy.Length, random);
        byte value = random.Next(3) switch { 0 => 0, 1 => 255, _ => (byte)random.Next(256) };
        copy.AsSpan(start, Math.Min(copy.Length - start, 1 + random.Next(16))).Fill(value);
    });

    /// <summary>An integer of 1, 2, 4 or 8 bytes in either order: lengths, counts and offsets are such.</summary>
    private static byte[] Boundary(byte[] content, Random random) => Changed(content, copy =>
    {
        Span<byte> bytes = stackalloc byte[8];
        long value = Boundaries[random.Next(Boundaries.Length)];
        int size = 1 << random.Next(4);
        bool big = random.Next(2) == 0;
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        bytes = bytes[..size];
        if (big)
        {
            bytes.Reverse();
        }

        int start = Place(copy.Length, random);
        bytes[..Math.Min(size, copy.Length - start)].CopyTo(copy.AsSpan(start));
    });

    private static byte[] Cut(byte[] content, Random random) => content[..Place(content.Length + 1, random)];

    private static byte[] CutInside(byte[] content, Random random)
    {
        int start = Place(content.Length + 1, random);
        int end = Math.Min(content.Length, start + 1 + random.Next(64));
        return [.. content[..start], .. content[end..]];
    }

    private static byte[] Insert(byte[] content, Random random)
    {
        byte[] added = new byte[1 + random.Next(64)];
        random.NextBytes(added);
        return Inserted(content, added, random);
    }

    private static byte[] Copy(byte[] content, Random random)
    {
        int start = Place(content.Length + 1, random);
        int length = Math.Min(content.Length - start, 1 + random.Next(256));
        return Inserted(content, content.AsSpan(start, length), random);
    }

    private static byte[] Swap(byte[] content, Random random) => Changed(content, copy =>
    {
        int length = Math.Min(copy.Length / 2, 1 + random.Next(64));
        int first = random.Next(copy.Length - length + 1);
        int second = random.Next(copy.Length - length + 1);
        byte[] kept = copy[first..(first + length)];
        content.AsSpan(second, length).CopyTo(copy.AsSpan(first));
        kept.CopyTo(copy, second);
    });

    private static byte[] Repeat(byte[] content, Random random)
    {
        int start = Place(content.Length + 1, random);
        byte[] block = content[start..Math.Min(content.Length, start + 1 + random.Next(32))];
        int times = Math.Min(1 << random.Next(14), MostGrowth / Math.Max(1, block.Length));
        return Inserted(content, [.. Enumerable.Repeat(block, times).SelectMany(bytes => bytes)], random);
    }

    private static byte[] Token(byte[] content, Random random) =>
        Inserted(content, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]), random);

    /// <summary>Replaces a number that is written out.</summary>
    private static byte[] Number(byte[] content, Random random)
    {
        int start = Array.FindIndex(content, Place(content.Length + 1, random), b => b is >= (byte)'0' and <= (byte)'9');
        if (start < 0)
        {
            return content;
        }

        int end = start;
        while (end < content.Length && content[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        string number = Boundaries[random.Next(Boundaries.Length)].ToString(System.Globalization.CultureInfo.InvariantCulture);
        return [.. content[..start], .. Encoding.ASCII.GetBytes(number), .. content[end..]];
    }

    private static byte[] Changed(byte[] content, Action<byte[]> change)
    {
        byte[] copy = [.. content];
        if (copy.Length > 0)
        {
            change(copy);
        }

        return copy;
    }

    private static byte[] Inserted(byte[] content, ReadOnlySpan<byte> added, Random random)
    {
        int at = Place(content.Length + 1, random);
        return [.. content.AsSpan(0, at), .. added, .. content.AsSpan(at)];
    }

    /// <summary>Somewhere in 0..length-1: half the time near the start, where headers are, now and then near the end.</summary>
    private static int Place(int length, Random random) => Math.Min(length - 1, random.Next(8) switch
    {
        < 4 => random.Next(Math.Min(length, 160)),
        4 => length - 1 - random.Next(Math.Min(length, 64)),
        _ => random.Next(length),
    });
}
