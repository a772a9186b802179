using System.IO.Compression;
using ZstdSharp;

namespace Experiments.Data.Parquet;

/// <summary>The ways in which pages are compressed.</summary>
internal enum ParquetCodec
{
    Uncompressed = 0,
    Snappy = 1,
    Gzip = 2,
    Lzo = 3,
    Brotli = 4,
    Lz4 = 5,
    Zstd = 6,
    Lz4Raw = 7,
}

/// <summary>Unpacks pages into exactly the bytes they declare.</summary>
internal static class ParquetCodecs
{
    /// <summary>A page may unpack to this much and a multiple of what it takes in the file: what claims more was never packed.</summary>
    private const long SmallPage = 1 << 24;

    private const long HighestRatio = 1100;

    /// <summary>Unpacks <paramref name="source"/> into <paramref name="size"/> bytes.</summary>
    /// <exception cref="InvalidDataException">The source is damaged, unpacks to another length, or its codec is not known.</exception>
    public static byte[] Unpack(ParquetCodec codec, ReadOnlySpan<byte> source, int size)
    {
        if (size > SmallPage + (HighestRatio * source.Length))
        {
            throw new InvalidDataException($"a page claims to unpack {source.Length} bytes into {size}");
        }

        byte[] target = new byte[size];
        int written = codec switch
        {
            ParquetCodec.Uncompressed => Copy(source, target),
            ParquetCodec.Snappy => Snappy.Unpack(source, target),
            ParquetCodec.Lz4Raw => Lz4Block.Unpack(source, target),
            ParquetCodec.Zstd => Zstd(source, target),
            ParquetCodec.Gzip => Gzip(source, target),
            ParquetCodec.Brotli =>
                BrotliDecoder.TryDecompress(source, target, out int bytes) ? bytes : throw new InvalidDataException("damaged Brotli data"),
            _ => throw new InvalidDataException($"compression {codec} is not supported; write the file with snappy, zstd or gzip"),
        };
        return written == size ? target : throw new InvalidDataException($"a page unpacks to {written} bytes instead of {size}");
    }

    private static int Copy(ReadOnlySpan<byte> source, byte[] target) =>
        source.TryCopyTo(target) ? source.Length : throw new InvalidDataException($"a page of {source.Length} bytes declares {target.Length}");

    private static int Zstd(ReadOnlySpan<byte> source, byte[] target)
    {
        try
        {
            using Decompressor decompressor = new();
            return decompressor.Unwrap(source, target);
        }
        catch (ZstdException fault)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    private static int Gzip(ReadOnlySpan<byte> source, byte[] target)
    {
        using GZipStream packed = new(new MemoryStream(source.ToArray()), CompressionMode.Decompress);
        int read = packed.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        return packed.ReadByte() < 0 ? read : throw new InvalidDataException($"a page unpacks to more than {target.Length} bytes");
    }
}
