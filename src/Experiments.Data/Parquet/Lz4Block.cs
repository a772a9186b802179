namespace Experiments.Data.Parquet;

/// <summary>Unpacks LZ4's block format (lz4_Block_format.md): sequences of literals, each followed by a copy.</summary>
internal static class Lz4Block
{
    private const int ShortestCopy = 4;

    /// <summary>Unpacks into <paramref name="target"/> and returns the bytes written.</summary>
    public static int Unpack(ReadOnlySpan<byte> source, Span<byte> target)
    {
        ByteReader reader = new(source);
        BackReferences output = new(target);
        while (reader.Remaining > 0)
        {
            byte token = reader.Next();
            output.Literal(reader.Take(Length(ref reader, token >> 4)));
            if (reader.Remaining > 0)
            {
                long back = reader.Next() + (reader.Next() << 8);
                output.Copy(back, ShortestCopy + Length(ref reader, token & 0xF));
            }
        }

        return output.Written;
    }

    /// <summary>Four bits, and as many bytes as are 255 and one more where they are all set.</summary>
    private static long Length(ref ByteReader reader, int nibble)
    {
        long length = nibble;
        if (nibble == 15)
        {
            byte more;
            do
            {
                more = reader.Next();
                length += more;
            }
            while (more == byte.MaxValue);
        }

        return length;
    }
}
