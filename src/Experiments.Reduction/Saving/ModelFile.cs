using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Experiments.Reduction.Saving;

/// <summary>
/// The file of a fitted reducer, little-endian: the eight bytes "EXPMODEL"; the format's version and the header's length as 32-bit numbers;
/// the header, JSON in UTF-8 (<see cref="ModelHeader"/>), which lists the parts by name, type (f32, f64), rows and columns; the parts' values
/// one after the other, rows in turn; the SHA-256 of all before it.
/// </summary>
internal static class ModelFile
{
    private const int Version = 1;
    private const int PrefixLength = 16;
    private const int MostHeader = 1 << 20;
    private const int Piece = 1 << 16;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static ReadOnlySpan<byte> Magic => "EXPMODEL"u8;

    /// <summary>Writes it, complete or not at all.</summary>
    public static void Write(string path, ModelHeader header, ModelParts parts)
    {
        ModelPartHeader[] list = [.. parts.All.Select(part => new ModelPartHeader(part.Name, part.Type, part.Rows, part.Columns))];
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(header with { Parts = list }, Json);
        if (text.Length > MostHeader)
        {
            throw new ReductionException(
                $"{path}: settings and notes take {text.Length} bytes, at most {MostHeader} can be kept; shorten the notes.");
        }

        byte[] prefix = new byte[PrefixLength];
        Magic.CopyTo(prefix);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(12), text.Length);
        AtomicFile.Write(path, stream =>
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (ReadOnlyMemory<byte> piece in (ReadOnlyMemory<byte>[])[prefix, text])
            {
                stream.Write(piece.Span);
                hash.AppendData(piece.Span);
            }

            foreach (ModelPart part in parts.All)
            {
                Transfer(part, bytes =>
                {
                    stream.Write(bytes);
                    hash.AppendData(bytes);
                });
            }

            stream.Write(hash.GetHashAndReset());
        });
    }

    /// <summary>Reads it and checks all of it.</summary>
    /// <exception cref="ReductionException">The file is none of a fitted reducer, of another version, cut short, or damaged.</exception>
    public static (ModelHeader Header, ModelParts Parts) Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, Piece);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (!stream.CanSeek)
        {
            throw new ReductionException($"{path} is no file but a stream; save it to a file first.");
        }

        byte[] prefix = ReadPrefix(path, stream);
        hash.AppendData(prefix);
        byte[] text = new byte[BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(12))];
        stream.ReadExactly(text);
        hash.AppendData(text);
        ModelHeader header = Parse(path, text);
        long left = stream.Length - stream.Position - SHA256.HashSizeInBytes;
        long expected = header.Parts.Sum(part => part.Length);
        if (left != expected)
        {
            throw new ReductionException(
                $"{path}: it holds {left} bytes of numbers, its header expects {expected}; it was cut short or damaged, save it again.");
        }

        ModelParts parts = new();
        foreach (ModelPartHeader part in header.Parts)
        {
            parts.Add(ReadPart(part, stream, hash));
        }

        byte[] sum = new byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(sum);
        return sum.AsSpan().SequenceEqual(hash.GetHashAndReset())
            ? (header, parts)
            : throw new ReductionException($"{path}: its checksum does not match; it is damaged, save it again.");
    }

    private static byte[] ReadPrefix(string path, FileStream stream)
    {
        byte[] prefix = new byte[PrefixLength];
        int got = stream.ReadAtLeast(prefix, PrefixLength, throwOnEndOfStream: false);
        if (!prefix.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new ReductionException(
                $"{path} is no fitted model: it does not begin with EXPMODEL; expected a file that embed --save-model or Save wrote.");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(8));
        if (got == PrefixLength && version != Version)
        {
            throw new ReductionException(
                $"{path}: its format is version {version}, this program reads version {Version}; save it again with this one.");
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(12));
        return got == PrefixLength && length is >= 0 and <= MostHeader && stream.Length >= PrefixLength + (long)length + SHA256.HashSizeInBytes
            ? prefix
            : throw new ReductionException($"{path}: it ends within its header; it was cut short or damaged, save it again.");
    }

    private static ModelHeader Parse(string path, byte[] text)
    {
        try
        {
            ModelHeader header = JsonSerializer.Deserialize<ModelHeader>(text, Json) ?? throw new JsonException("null");
            return header.IsWhole ? header : throw new JsonException("incomplete");
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or OverflowException)
        {
            throw new ReductionException($"{path}: its header is not that of a fitted model; it is damaged, save it again.", fault);
        }
    }

    private static ModelPart ReadPart(ModelPartHeader header, FileStream stream, IncrementalHash hash)
    {
        Array values = header.IsSingle ? new float[header.Count] : new double[header.Count];
        ModelPart part = new(header.Name, values, header.Rows, header.Columns);
        Transfer(part, bytes =>
        {
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
        });
        return part;
    }

    // Values in memory are the file's: every platform .NET runs on is little-endian.
    private static void Transfer(ModelPart part, BytesAction act)
    {
        Span<byte> bytes = part.Values is float[] single
            ? MemoryMarshal.AsBytes(single.AsSpan())
            : MemoryMarshal.AsBytes(((double[])part.Values).AsSpan());
        for (int start = 0; start < bytes.Length; start += Piece)
        {
            act(bytes[start..Math.Min(bytes.Length, start + Piece)]);
        }
    }

    private delegate void BytesAction(Span<byte> bytes);
}
