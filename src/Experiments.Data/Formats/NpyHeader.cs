using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Experiments.Data.Formats;

/// <summary>The header of an NPY file (format versions 1 to 3 of NumPy's numpy.lib.format): element type, order and shape.</summary>
/// <param name="Type">Element type as NumPy spells it without the byte order: "f4", "i8", "u1", "b1", "U5", "S3" ….</param>
/// <param name="BigEndian">True when elements are stored with the most significant byte first.</param>
/// <param name="FortranOrder">True when the first index varies fastest.</param>
/// <param name="Shape">Length along every axis; empty for a single number.</param>
public sealed partial record NpyHeader(string Type, bool BigEndian, bool FortranOrder, IReadOnlyList<int> Shape)
{
    private const int LongestHeader = 1 << 16;

    /// <summary>Bytes of one element.</summary>
    public int ElementSize => int.Parse(Type.AsSpan(1), CultureInfo.InvariantCulture) * (Type[0] == 'U' ? 4 : 1);

    /// <summary>True when the elements are text.</summary>
    public bool IsText => Type[0] is 'U' or 'S';

    /// <summary>The number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>The shape as Python prints it: "(3, 4)".</summary>
    public string ShapeText => Shape.Count == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Tells whether a file's first bytes are those of an NPY file.</summary>
    internal static bool IsNpy(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads the header and checks that the file holds exactly what it declares; leaves the stream at the first element.</summary>
    internal static NpyHeader Read(Stream stream, string path) => Read(stream, path, stream.Length);

    /// <summary>Reads a header from a stream that cannot tell its length.</summary>
    internal static NpyHeader Read(Stream stream, string path, long total)
    {
        byte[] magic = new byte[8];
        if (stream.ReadAtLeast(magic, 8, throwOnEndOfStream: false) < 8 || !IsNpy(magic))
        {
            throw new DataException($"{path}: not an NPY file: expected the bytes 93 'NUMPY' at offset 0 (write one with numpy.save).");
        }

        int version = magic[6];
        if (version is < 1 or > 3)
        {
            throw new DataException($"{path}: NPY format version {version} at offset 6; expected 1, 2 or 3.");
        }

        string text = ReadText(stream, path, version, total, out int start);
        NpyHeader header = Parse(text, path);
        CheckLength(header, path, total, start);
        return header;
    }

    /// <summary>The bytes before the first element: format version 1, padded to a multiple of 64.</summary>
    internal static byte[] Encode(string type, ReadOnlySpan<int> shape)
    {
        string order = type[1] == '1' ? "|" : "<";
        string dimensions = shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape.ToArray())})";
        string text = $"{{'descr': '{order}{type}', 'fortran_order': False, 'shape': {dimensions}, }}";
        int length = (((Magic.Length + 4 + text.Length + 1) + 63) / 64 * 64) - Magic.Length - 4;
        byte[] bytes = new byte[Magic.Length + 4 + length];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n", bytes.AsSpan(10));
        return bytes;
    }

    private static string ReadText(Stream stream, string path, int version, long total, out int start)
    {
        Span<byte> lengthBytes = stackalloc byte[version == 1 ? 2 : 4];
        bool complete = stream.ReadAtLeast(lengthBytes, lengthBytes.Length, throwOnEndOfStream: false) == lengthBytes.Length;
        long length = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes)
            : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (!complete || length > Math.Min(LongestHeader, total - 8 - lengthBytes.Length))
        {
            throw new DataException(
                $"{path}: truncated or damaged at offset 8: a header of {length} bytes does not fit the file of {total} bytes.");
        }

        byte[] text = new byte[length];
        start = 8 + lengthBytes.Length + stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(text);
    }

    private static NpyHeader Parse(string text, string path)
    {
        Match match = Dictionary().Match(text);
        Dictionary<string, string> entries = [];
        for (int i = 0; i < match.Groups["key"].Captures.Count; i++)
        {
            entries[match.Groups["key"].Captures[i].Value] = match.Groups["value"].Captures[i].Value;
        }

        if (entries.Count != 3 || !entries.TryGetValue("descr", out string? type)
            || !entries.TryGetValue("fortran_order", out string? order) || order is not ("True" or "False")
            || !entries.TryGetValue("shape", out string? shape) || shape[0] != '(')
        {
            throw new DataException(
                $"{path}: damaged NPY header at offset 10; expected {{'descr': …, 'fortran_order': …, 'shape': …}}, got {Shorten(text)}.");
        }

        Match element = ElementType().Match(type);
        return element.Success
            ? new NpyHeader(element.Groups["type"].Value, element.Groups["order"].Value == ">", order == "True", ParseShape(shape, path))
            : throw new DataException(type.Contains('O', StringComparison.Ordinal)
                ? $"{path}: elements of type {Shorten(type)} are Python objects, which only Python reads; "
                    + "convert labels with array.astype(str), numbers with array.astype('float32')."
                : $"{path}: elements of type {Shorten(type)}; expected floats, integers, booleans or text (convert with array.astype('float32')).");
    }

    private static int[] ParseShape(string shape, string path)
    {
        string[] parts = shape.Trim('(', ')').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] lengths = new int[parts.Length];
        long count = 1;
        for (int i = 0; i < parts.Length; i++)
        {
            bool valid = int.TryParse(parts[i].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out lengths[i]);
            count *= lengths[i];
            if (!valid || count > Array.MaxLength || parts.Length > 32)
            {
                throw new DataException(
                    $"{path}: shape {Shorten(shape)} is not usable: expected whole numbers with a product of at most {Array.MaxLength}.");
            }
        }

        return lengths;
    }

    private static void CheckLength(NpyHeader header, string path, long total, int start)
    {
        long expected = header.Count * header.ElementSize;
        long found = total - start;
        if (found != expected)
        {
            string fault = found < expected ? "truncated" : "too long";
            throw new DataException(
                $"{path}: {fault}: shape {header.ShapeText} of {header.Type} needs {expected} bytes "
                + $"after offset {start}, the file has {found}.");
        }
    }

    private static string Shorten(string text) => text.Length > 80 ? text[..80].TrimEnd() + "…" : text.TrimEnd();

    [GeneratedRegex(@"^\s*\{(?:\s*'(?<key>\w+)'\s*:\s*(?<value>'[^']*'|True|False|\([\dL,\s]*\)|\[[^\]]*\])\s*(?:,|(?=\})))+\s*\}\s*$")]
    private static partial Regex Dictionary();

    [GeneratedRegex("^'(?<order>[<>|=]?)(?<type>f[248]|[iu][1248]|b1|[US][1-9][0-9]{0,6})'$")]
    private static partial Regex ElementType();
}
