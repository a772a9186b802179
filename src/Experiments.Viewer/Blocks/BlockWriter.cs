using System.IO.Compression;
using System.Runtime.InteropServices;
using Experiments.Viewer.Head;

namespace Experiments.Viewer.Blocks;

/// <summary>
/// Collects what is too large for the head: numbers, little endian, and texts, deflated, and images, as they are. Blocks are packed all at once
/// at the end, side by side.
/// </summary>
internal sealed class BlockWriter
{
    private readonly List<(byte[] Content, bool IsPacked)> blocks = [];

    /// <summary>Adds numbers of one of the types u8, i16, u16, u32, i32 and f32.</summary>
    public BlockReference Add<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Reports are written on little-endian machines only.");
        }

        return Add(MemoryMarshal.AsBytes(values).ToArray(), TypeOf<T>(), values.Length, isPacked: false);
    }

    /// <summary>Adds whole numbers below a limit, in 16 bits where these hold them.</summary>
    public BlockReference AddWhole(int[] values, int limit, bool isSigned) => isSigned
        ? limit <= short.MaxValue ? Add<short>(Array.ConvertAll(values, value => (short)value)) : Add<int>(values)
        : limit <= ushort.MaxValue + 1 ? Add<ushort>(Array.ConvertAll(values, value => (ushort)value))
        : Add<uint>(Array.ConvertAll(values, value => (uint)value));

    /// <summary>Adds texts.</summary>
    public BlockReference AddTexts(IEnumerable<string> texts)
    {
        byte[] json = HeadJson.Texts(texts);
        return Add(json, "json", json.Length, isPacked: false);
    }

    /// <summary>Adds an image file.</summary>
    public BlockReference AddImage(byte[] webp) => Add(webp, "webp", webp.Length, isPacked: true);

    /// <summary>All blocks in base64, in the order of their numbers.</summary>
    public string[] Pack() =>
        [.. blocks.AsParallel().AsOrdered().Select(block => Convert.ToBase64String(block.IsPacked ? block.Content : Deflate(block.Content)))];

    /// <summary>Deflates bytes, without any header.</summary>
    public static byte[] Deflate(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return packed.ToArray();
    }

    private BlockReference Add(byte[] content, string type, int count, bool isPacked)
    {
        blocks.Add((content, isPacked));
        return new BlockReference(blocks.Count - 1, type, count);
    }

    private static string TypeOf<T>() => typeof(T) switch
    {
        Type type when type == typeof(byte) => "u8",
        Type type when type == typeof(short) => "i16",
        Type type when type == typeof(ushort) => "u16",
        Type type when type == typeof(int) => "i32",
        Type type when type == typeof(uint) => "u32",
        Type type when type == typeof(float) => "f32",
        _ => throw new NotSupportedException($"Blocks of {typeof(T)} are not read by the page."),
    };
}
