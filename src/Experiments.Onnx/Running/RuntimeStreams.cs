using System.Runtime.InteropServices;

namespace Experiments.Onnx.Running;

/// <summary>Lists and blocks of numbers on the pipes between this process and the one that runs a model.</summary>
internal static class RuntimeStreams
{
    private const int BufferSize = 1 << 16;

    /// <summary>Numbers written at once: a span of bytes holds no more than 2 GB.</summary>
    private const int ChunkLength = 1 << 26;

    /// <summary>A reader that asks the system for more than a few bytes at once.</summary>
    public static BinaryReader Reader(Stream stream) => new(new BufferedStream(stream, BufferSize));

    /// <summary>A writer that hands on what was written when it is flushed.</summary>
    public static BinaryWriter Writer(Stream stream) => new(new BufferedStream(stream, BufferSize));

    /// <summary>A count and so many items.</summary>
    public static void WriteList<T>(this BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (T item in items)
        {
            write(writer, item);
        }
    }

    /// <summary>Reads a list that <see cref="WriteList"/> wrote.</summary>
    public static T[] ReadList<T>(this BinaryReader reader, Func<BinaryReader, T> read)
    {
        T[] items = new T[reader.ReadInt32()];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = read(reader);
        }

        return items;
    }

    /// <summary>A count and so many numbers as they lie in memory: both processes are of one program on one machine.</summary>
    public static void WriteFloats(this BinaryWriter writer, ReadOnlySpan<float> values)
    {
        writer.Write(values.Length);
        for (; values.Length > 0; values = values[Math.Min(values.Length, ChunkLength)..])
        {
            writer.Write(MemoryMarshal.AsBytes(values[..Math.Min(values.Length, ChunkLength)]));
        }
    }

    /// <summary>Reads numbers that <see cref="WriteFloats"/> wrote.</summary>
    public static float[] ReadFloats(this BinaryReader reader)
    {
        float[] values = GC.AllocateUninitializedArray<float>(reader.ReadInt32());
        for (Span<float> rest = values; rest.Length > 0; rest = rest[Math.Min(rest.Length, ChunkLength)..])
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rest[..Math.Min(rest.Length, ChunkLength)]));
        }

        return values;
    }
}
