namespace Experiments.Data.Parquet;

/// <summary>Values that are bytes: each with its length, or lengths and bytes apart, or without what they share with the one before.</summary>
internal static class ByteArrays
{
    /// <summary>Shared beginnings are written once but held by every value; together they may take this much.</summary>
    private const long Most = 1 << 28;

    /// <summary>Reads <paramref name="count"/> values; a <paramref name="length"/> above 0 is that of each.</summary>
    public static byte[][] Read(ParquetEncoding encoding, ReadOnlySpan<byte> bytes, int count, int length)
    {
        ByteReader reader = new(bytes);
        return encoding switch
        {
            ParquetEncoding.Plain => Plain(ref reader, count, length),
            ParquetEncoding.DeltaLengthByteArray => Cut(ref reader, DeltaIntegers.Read(ref reader, count)),
            ParquetEncoding.DeltaByteArray => Joined(ref reader, count),
            ParquetEncoding.ByteStreamSplit when length > 0 => Plain(StreamSplit.Join(bytes, length, count), count, length),
            _ => throw new InvalidDataException($"bytes in encoding {encoding} are not supported"),
        };
    }

    private static byte[][] Plain(ReadOnlySpan<byte> bytes, int count, int length)
    {
        ByteReader reader = new(bytes);
        return Plain(ref reader, count, length);
    }

    private static byte[][] Plain(ref ByteReader reader, int count, int length)
    {
        if ((long)count * (length > 0 ? length : sizeof(int)) > reader.Remaining)
        {
            throw new InvalidDataException($"{count} values in {reader.Remaining} bytes");
        }

        byte[][] values = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            values[i] = reader.Take(length > 0 ? length : reader.Int32()).ToArray();
        }

        return values;
    }

    private static byte[][] Cut(ref ByteReader reader, long[] lengths)
    {
        byte[][] values = new byte[lengths.Length][];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = reader.Take(lengths[i]).ToArray();
        }

        return values;
    }

    private static byte[][] Joined(ref ByteReader reader, int count)
    {
        long[] shared = DeltaIntegers.Read(ref reader, count);
        byte[][] values = Cut(ref reader, DeltaIntegers.Read(ref reader, count));
        long total = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] last = i == 0 ? [] : values[i - 1];
            if (shared[i] < 0 || shared[i] > last.Length || (total += shared[i]) > Most)
            {
                throw new InvalidDataException($"a value shares {shared[i]} bytes with one of {last.Length}");
            }

            values[i] = [.. last.AsSpan(0, (int)shared[i]), .. values[i]];
        }

        return values;
    }
}

/// <summary>Parquet's BYTE_STREAM_SPLIT: first bytes of all values, then second bytes, and so on.</summary>
internal static class StreamSplit
{
    /// <summary>Brings the bytes of each value together.</summary>
    public static byte[] Join(ReadOnlySpan<byte> bytes, int width, int count)
    {
        if ((long)count * width != bytes.Length)
        {
            throw new InvalidDataException($"{count} values of {width} bytes in {bytes.Length}");
        }

        byte[] values = new byte[bytes.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = bytes[(i % width * count) + (i / width)];
        }

        return values;
    }
}
