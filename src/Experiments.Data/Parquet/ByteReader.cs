using System.Buffers.Binary;

namespace Experiments.Data.Parquet;

/// <summary>Bytes read from front to back. What reaches beyond the end is an <see cref="InvalidDataException"/>, whatever was declared.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => rest.Length;

    /// <summary>Takes the next byte.</summary>
    public byte Next() => Take(1)[0];

    /// <summary>The next <paramref name="count"/> bytes.</summary>
    public ReadOnlySpan<byte> Take(long count)
    {
        if ((ulong)count > (ulong)rest.Length)
        {
            throw new InvalidDataException($"{count} bytes are announced where {rest.Length} are left");
        }

        ReadOnlySpan<byte> taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }

    /// <summary>Everything that is left.</summary>
    public ReadOnlySpan<byte> TakeRest() => Take(rest.Length);

    /// <summary>Four bytes, the lowest first.</summary>
    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>A whole number of as many bytes as it needs: seven bits a byte, the lowest first.</summary>
    public ulong VarInt()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Next();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number of more than ten bytes");
    }

    /// <summary>A signed one, its sign in the lowest bit.</summary>
    public long ZigZag()
    {
        ulong value = VarInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
