using System.Text;

namespace Experiments.Data.Parquet;

/// <summary>Types of Thrift's compact protocol.</summary>
internal enum ThriftType
{
    Stop = 0,
    True = 1,
    False = 2,
    Byte = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
}

/// <summary>
/// Reads structures of Thrift's compact protocol, in which Parquet writes its footer and page headers. Fields of an unknown number or of
/// another type than expected are skipped by the caller.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int DeepestNesting = 32;
    private ByteReader reader = new(bytes);

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => reader.Remaining;

    /// <summary>
    /// Goes to a structure's next field; false at its end. <paramref name="id"/> is the last field's number and becomes this one's.
    /// </summary>
    public bool Field(ref int id, out ThriftType type)
    {
        byte header = reader.Next();
        type = (ThriftType)(header & 0xF);
        if (type == ThriftType.Stop)
        {
            return false;
        }

        id = header >> 4 is > 0 and int step ? id + step : (short)reader.ZigZag();
        return true;
    }

    /// <summary>A whole number of up to 32 bits.</summary>
    public int Int() => reader.ZigZag() is >= int.MinValue and <= int.MaxValue and long value
        ? (int)value
        : throw new InvalidDataException("a number of more than 32 bits");

    /// <summary>A whole number of up to 64 bits.</summary>
    public long Long() => reader.ZigZag();

    /// <summary>Reads a text in UTF-8, after its length.</summary>
    public string Text() => Encoding.UTF8.GetString(reader.Take((long)Math.Min(reader.VarInt(), long.MaxValue)));

    /// <summary>Length of a list and type of its elements; every element takes a byte at least.</summary>
    public int List(out ThriftType type)
    {
        byte header = reader.Next();
        type = (ThriftType)(header & 0xF);
        ulong count = header >> 4 is < 15 and int small ? (ulong)small : reader.VarInt();
        return count <= (ulong)reader.Remaining
            ? (int)count
            : throw new InvalidDataException($"a list of {count} elements in {reader.Remaining} bytes");
    }

    /// <summary>Passes over a value.</summary>
    public void Skip(ThriftType type, int depth = 0)
    {
        if (depth > DeepestNesting)
        {
            throw new InvalidDataException("structures nested too deeply");
        }

        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                reader.Next();
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                reader.VarInt();
                break;
            case ThriftType.Double:
                reader.Take(8);
                break;
            case ThriftType.Binary:
                reader.Take((long)Math.Min(reader.VarInt(), long.MaxValue));
                break;
            case ThriftType.List or ThriftType.Set:
                SkipElements(depth);
                break;
            case ThriftType.Map:
                SkipPairs(depth);
                break;
            case ThriftType.Struct:
                for (int id = 0; Field(ref id, out ThriftType field);)
                {
                    Skip(field, depth + 1);
                }

                break;
            default:
                throw new InvalidDataException($"a field of unknown type {(int)type}");
        }
    }

    private void SkipElements(int depth)
    {
        int count = List(out ThriftType type);
        for (int i = 0; i < count; i++)
        {
            SkipElement(type, depth);
        }
    }

    private void SkipPairs(int depth)
    {
        ulong count = reader.VarInt();
        byte types = count == 0 ? (byte)0 : reader.Next();
        for (ulong i = 0; i < count; i++)
        {
            SkipElement((ThriftType)(types >> 4), depth);
            SkipElement((ThriftType)(types & 0xF), depth);
        }
    }

    /// <summary>Truth values take a byte inside lists and maps, where no field header holds them.</summary>
    private void SkipElement(ThriftType type, int depth) =>
        Skip(type is ThriftType.True or ThriftType.False ? ThriftType.Byte : type, depth + 1);
}
