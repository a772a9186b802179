namespace Experiments.Data.Parquet;

/// <summary>Unpacks Snappy's raw format (google/snappy, format_description.txt): literals and copies of what was unpacked before.</summary>
internal static class Snappy
{
    /// <summary>Unpacks into <paramref name="target"/>, whose length must be the declared one, and returns the bytes written.</summary>
    public static int Unpack(ReadOnlySpan<byte> source, Span<byte> target)
    {
        ByteReader reader = new(source);
        if (reader.VarInt() is var declared && declared != (ulong)target.Length)
        {
            throw new InvalidDataException($"a page declares {target.Length} bytes and its content {declared}");
        }

        BackReferences output = new(target);
        while (reader.Remaining > 0)
        {
            byte tag = reader.Next();
            int length = (tag >> 2) + 1;
            switch (tag & 3)
            {
                case 0:
                    output.Literal(reader.Take(length <= 60 ? length : 1 + Number(reader.Take(length - 60))));
                    break;
                case 1:
                    output.Copy(((tag >> 5) << 8) + reader.Next(), 4 + ((tag >> 2) & 7));
                    break;
                case 2:
                    output.Copy(Number(reader.Take(2)), length);
                    break;
                default:
                    output.Copy(Number(reader.Take(4)), length);
                    break;
            }
        }

        return output.Written;
    }

    private static long Number(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }
}

/// <summary>The output of a codec that repeats itself: bytes are appended, or copied from some way back.</summary>
internal ref struct BackReferences(Span<byte> target)
{
    private readonly Span<byte> target = target;

    /// <summary>The number of bytes written so far.</summary>
    public int Written { get; private set; }

    /// <summary>Appends bytes as they are.</summary>
    public void Literal(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(target[Written..]);
        Written += bytes.Length;
    }

    /// <summary>Appends what was written <paramref name="back"/> bytes ago; it may reach into what it appends.</summary>
    public void Copy(long back, long length)
    {
        if (back <= 0 || back > Written)
        {
            throw new InvalidDataException($"a copy from {back} bytes back, where {Written} are there");
        }

        Reserve(length);
        for (int end = Written + (int)length, from = Written - (int)back; Written < end; Written++)
        {
            target[Written] = target[from++];
        }
    }

    private readonly void Reserve(long length)
    {
        if (length > target.Length - Written)
        {
            throw new InvalidDataException($"a page unpacks to more than {target.Length} bytes");
        }
    }
}
