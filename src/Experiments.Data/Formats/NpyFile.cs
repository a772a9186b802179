using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Experiments.Data.Numbers;
using Experiments.Reduction.Saving;

namespace Experiments.Data.Formats;

/// <summary>Dense arrays of any rank in C order.</summary>
/// <param name="Values">All elements, last index fastest.</param>
/// <param name="Shape">Length along every axis; the product is the number of values.</param>
public sealed record NpyArray<T>(T[] Values, int[] Shape);

/// <summary>
/// Reads and writes NumPy's NPY files: float16/32/64, integers and booleans, either byte order, C or Fortran order. Memory is only
/// allocated once the declared size is known to match the file's length.
/// </summary>
public static class NpyFile
{
    /// <summary>Reads the header alone.</summary>
    /// <exception cref="DataException">The file is missing, damaged, or its length does not match its header.</exception>
    public static NpyHeader ReadHeader(string path)
    {
        using FileStream stream = DataFile.OpenRead(path);
        return NpyHeader.Read(stream, path);
    }

    /// <summary>Reads any numeric array as single precision; NaN and infinities pass through.</summary>
    /// <exception cref="DataException">The file is missing or damaged, or a finite number exceeds single precision.</exception>
    public static NpyArray<float> ReadSingle(string path) => Open(path, ReadSingle);

    /// <summary>Reads any numeric array in double precision.</summary>
    /// <exception cref="DataException">The file is missing or damaged.</exception>
    public static NpyArray<double> ReadDouble(string path) => Open(path, ReadDouble);

    /// <summary>Reads whole numbers; floats are accepted when every value is whole.</summary>
    /// <exception cref="DataException">The file is missing or damaged, or a value is not a whole number of 32 bits.</exception>
    public static NpyArray<int> ReadInt32(string path) => Open(path, ReadInt32);

    /// <summary>Reads an array of bytes (type u1).</summary>
    /// <exception cref="DataException">The file is missing, damaged or of another type.</exception>
    public static NpyArray<byte> ReadBytes(string path) => Open(path, ReadBytes);

    /// <summary>Reads an array of 16-bit whole numbers (type u2).</summary>
    /// <exception cref="DataException">The file is missing, damaged or of another type.</exception>
    public static NpyArray<ushort> ReadUInt16(string path) => Open(path, static (stream, name) => Read(stream, name, static (type, bytes, big) =>
        type == "u2" ? Reinterpret<ushort>(bytes, big) : throw new FormatException($"expected elements of type u2 (uint16), got {type}")));

    /// <summary>Writes single-precision values with the given shape; atomic.</summary>
    public static void Write(string path, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) => Write("f4", path, values, shape);

    /// <summary>Writes double-precision values with the given shape; atomic.</summary>
    public static void Write(string path, ReadOnlySpan<double> values, params ReadOnlySpan<int> shape) => Write("f8", path, values, shape);

    /// <summary>Writes 32-bit integers with the given shape; atomic.</summary>
    public static void Write(string path, ReadOnlySpan<int> values, params ReadOnlySpan<int> shape) => Write("i4", path, values, shape);

    /// <summary>Writes 16-bit whole numbers with the given shape; atomic.</summary>
    public static void Write(string path, ReadOnlySpan<ushort> values, params ReadOnlySpan<int> shape) => Write("u2", path, values, shape);

    /// <summary>Writes bytes with the given shape; atomic.</summary>
    public static void Write(string path, ReadOnlySpan<byte> values, params ReadOnlySpan<int> shape) => Write("u1", path, values, shape);

    /// <summary>Writes single-precision values with the given shape to a stream.</summary>
    public static void Write(Stream stream, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) => Write("f4", stream, values, shape);

    /// <summary>Writes double-precision values with the given shape to a stream.</summary>
    public static void Write(Stream stream, ReadOnlySpan<double> values, params ReadOnlySpan<int> shape) => Write("f8", stream, values, shape);

    /// <summary>Writes 32-bit integers with the given shape to a stream.</summary>
    public static void Write(Stream stream, ReadOnlySpan<int> values, params ReadOnlySpan<int> shape) => Write("i4", stream, values, shape);

    /// <summary><see cref="ReadSingle(string)"/> from a stream; <paramref name="name"/> is what messages call it.</summary>
    internal static NpyArray<float> ReadSingle(Stream stream, string name) => Read(stream, name, static (type, bytes, big) => type switch
    {
        "f4" => Reinterpret<float>(bytes, big),
        "f8" => Convert<double, float>(bytes, big, ToSingle),
        _ => Convert<float>(bytes, big, type),
    });

    /// <summary>Reads any numeric array of two dimensions without loss, but for whole numbers beyond 2^53.</summary>
    /// <exception cref="DataException">The file is missing or damaged, or has other dimensions.</exception>
    internal static NumberTable ReadTable(string path) => Open(path, ReadTable);

    /// <summary>Reads a table from a stream that can be read twice.</summary>
    internal static NumberTable ReadTable(Stream stream, string name)
    {
        NpyHeader header = NpyHeader.Read(stream, name);
        if (header.Count == 0)
        {
            throw new DataException($"{name}: shape {header.ShapeText} holds no values; expected at least one sample of one feature.");
        }

        if (header.Shape.Count != 2)
        {
            throw new DataException(
                $"{name}: {header.Shape.Count} dimensions; expected two dimensions, samples x features (use array.reshape(len(array), -1)).");
        }

        stream.Position = 0;
        return header.Type is "f8" or "i4" or "u4" or "i8" or "u8"
            ? new NumberTable(ReadDouble(stream, name).Values, header.Shape[0], header.Shape[1])
            : new NumberTable(ReadSingle(stream, name).Values, header.Shape[0], header.Shape[1]);
    }

    /// <summary>Reads an array of whole numbers or truth values of any size.</summary>
    internal static NpyArray<decimal> ReadWhole(Stream stream, string name) =>
        Read(stream, name, static (type, bytes, big) => Convert<decimal>(bytes, big, type));

    /// <summary><see cref="ReadDouble(string)"/> from a stream.</summary>
    internal static NpyArray<double> ReadDouble(Stream stream, string name) => Read(stream, name, static (type, bytes, big) =>
        type == "f8" ? Reinterpret<double>(bytes, big) : Convert<double>(bytes, big, type));

    /// <summary><see cref="ReadInt32(string)"/> from a stream.</summary>
    internal static NpyArray<int> ReadInt32(Stream stream, string name) => Read(stream, name, static (type, bytes, big) =>
        type == "i4" ? Reinterpret<int>(bytes, big) : Convert<int>(bytes, big, type));

    /// <summary><see cref="ReadBytes(string)"/> from a stream.</summary>
    internal static NpyArray<byte> ReadBytes(Stream stream, string name) => Read(stream, name, static (type, bytes, _) =>
        type == "u1" ? bytes : throw new FormatException($"expected elements of type u1 (uint8), got {type}"));

    private static T Open<T>(string path, Func<Stream, string, T> read)
    {
        using FileStream stream = DataFile.OpenRead(path);
        return read(stream, path);
    }

    private static void Write<T>(string type, string path, ReadOnlySpan<T> values, ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        byte[] header = Header(type, values.Length, shape);
        AtomicFile.Write(path, values, (stream, all) =>
        {
            stream.Write(header);
            WriteAll(stream, all);
        });
    }

    private static void Write<T>(string type, Stream stream, ReadOnlySpan<T> values, ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        stream.Write(Header(type, values.Length, shape));
        WriteAll(stream, values);
    }

    private static byte[] Header(string type, int values, ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (int length in shape)
        {
            count *= length;
        }

        return count == values
            ? NpyHeader.Encode(type, shape)
            : throw new ArgumentException($"{values} values do not fill the shape ({string.Join(", ", shape.ToArray())}).", nameof(shape));
    }

    private static void WriteAll<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        const int Chunk = 1 << 20;
        for (int start = 0; start < values.Length; start += Chunk)
        {
            stream.Write(MemoryMarshal.AsBytes(values.Slice(start, Math.Min(Chunk, values.Length - start))));
        }
    }

    private static NpyArray<T> Read<T>(Stream stream, string path, Func<string, byte[], bool, T[]> convert)
    {
        NpyHeader header = NpyHeader.Read(stream, path);
        if (header.IsText)
        {
            throw new DataException($"{path}: elements of type {header.Type} are text; expected numbers.");
        }

        if (header.Count * header.ElementSize > Array.MaxLength)
        {
            throw new DataException($"{path}: {header.ShapeText} of {header.Type} is larger than 2 GiB; split it or store it as float32.");
        }

        byte[] bytes = new byte[header.Count * header.ElementSize];
        stream.ReadExactly(bytes);
        try
        {
            T[] values = convert(header.Type, bytes, header.BigEndian && header.ElementSize > 1);
            int[] shape = [.. header.Shape];
            return new NpyArray<T>(header.FortranOrder ? ToRowMajor(values, shape) : values, shape);
        }
        catch (FormatException fault)
        {
            throw new DataException($"{path}: {fault.Message}.");
        }
    }

    private static TTarget[] Convert<TTarget>(byte[] bytes, bool big, string type)
        where TTarget : INumber<TTarget> => type switch
        {
            "f2" => Convert<Half, TTarget>(bytes, big, Whole<Half, TTarget>),
            "f4" => Convert<float, TTarget>(bytes, big, Whole<float, TTarget>),
            "f8" => Convert<double, TTarget>(bytes, big, Whole<double, TTarget>),
            "i1" => Convert<sbyte, TTarget>(bytes, big, Whole<sbyte, TTarget>),
            "i2" => Convert<short, TTarget>(bytes, big, Whole<short, TTarget>),
            "i4" => Convert<int, TTarget>(bytes, big, Whole<int, TTarget>),
            "i8" => Convert<long, TTarget>(bytes, big, Whole<long, TTarget>),
            "u2" => Convert<ushort, TTarget>(bytes, big, Whole<ushort, TTarget>),
            "u4" => Convert<uint, TTarget>(bytes, big, Whole<uint, TTarget>),
            "u8" => Convert<ulong, TTarget>(bytes, big, Whole<ulong, TTarget>),
            _ => Convert<byte, TTarget>(bytes, big, Whole<byte, TTarget>),
        };

    private static TTarget[] Convert<TSource, TTarget>(byte[] bytes, bool big, Func<TSource, int, TTarget> element)
        where TSource : unmanaged
    {
        TSource[] source = Reinterpret<TSource>(bytes, big);
        TTarget[] target = new TTarget[source.Length];
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = element(source[i], i);
        }

        return target;
    }

    /// <summary>Converts one number; a target of whole numbers takes only values it can hold exactly.</summary>
    private static TTarget Whole<TSource, TTarget>(TSource value, int index)
        where TSource : INumber<TSource>
        where TTarget : INumber<TTarget>
    {
        TTarget result = TTarget.CreateSaturating(value);
        return typeof(TTarget) != typeof(int) || TSource.CreateSaturating(result) == value
            ? result
            : throw new FormatException($"element {index} is {value}; expected a whole number of 32 bits");
    }

    private static float ToSingle(double value, int index) =>
        float.IsInfinity((float)value) && double.IsFinite(value)
            ? throw new FormatException($"element {index} is {value}, too large for single precision")
            : (float)value;

    private static T[] Reinterpret<T>(byte[] bytes, bool bigEndian)
        where T : unmanaged
    {
        T[] values = new T[bytes.Length / Unsafe.SizeOf<T>()];
        bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        if (bigEndian)
        {
            ReverseBytes(MemoryMarshal.AsBytes(values.AsSpan()), Unsafe.SizeOf<T>());
        }

        return values;
    }

    private static void ReverseBytes(Span<byte> bytes, int size)
    {
        if (size == 4)
        {
            Span<int> words = MemoryMarshal.Cast<byte, int>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
            return;
        }

        for (int start = 0; start < bytes.Length; start += size)
        {
            bytes.Slice(start, size).Reverse();
        }
    }

    /// <summary>Reorders elements whose first index varies fastest so that the last one does.</summary>
    private static T[] ToRowMajor<T>(T[] source, int[] shape)
    {
        T[] target = new T[source.Length];
        int[] index = new int[shape.Length];
        int[] strides = new int[shape.Length];
        for (int axis = 0, stride = 1; axis < shape.Length; stride *= shape[axis++])
        {
            strides[axis] = stride;
        }

        for (int i = 0, offset = 0; i < target.Length; i++)
        {
            target[i] = source[offset];
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                offset -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return target;
    }
}
