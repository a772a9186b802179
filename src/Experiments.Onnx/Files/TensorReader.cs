using System.Globalization;
using Experiments.Data;

namespace Experiments.Onnx.Files;

/// <summary>Checks one TensorProto: its values are as many as its shape says, wherever they lie.</summary>
internal static class TensorReader
{
    private const ulong ExternalLocation = 1;
    private const int StringType = 8;
    private const long MostElements = 1L << 31;

    /// <summary>Reads it; what is returned when its values lie in another file says where.</summary>
    /// <exception cref="InvalidDataException">Shape, type and values do not fit together.</exception>
    public static ExternalTensor? Read(WireReader tensor)
    {
        string name = string.Empty;
        List<long> dimensions = [];
        int type = 0;
        long? rawBytes = null;
        bool isExternal = false;
        Dictionary<string, string> place = [];
        while (tensor.MoveNext())
        {
            switch (tensor.Field)
            {
                case 1:
                    tensor.AddNumbers(dimensions);
                    break;
                case 2 when tensor.Type == WireType.Varint:
                    type = tensor.Number <= int.MaxValue ? (int)tensor.Number : -1;
                    break;
                case 8 when tensor.Type == WireType.Bytes:
                    name = OneLine.Of(tensor.Text());
                    break;
                case 9 when tensor.Type == WireType.Bytes:
                    rawBytes = tensor.Content.Length;
                    break;
                case 13 when tensor.Type == WireType.Bytes:
                    (string key, string value) = ReadPair(tensor.Message);
                    place[key] = value;
                    break;
                case 14 when tensor.Type == WireType.Varint:
                    isExternal = tensor.Number == ExternalLocation;
                    break;
                case 2 or 8 or 9 or 13 or 14:
                    throw tensor.Fault($"field {tensor.Field} of a tensor is of the wrong type");
                default:
                    break;
            }
        }

        long bytes = ByteSize(type, Elements(tensor, name, dimensions));
        if (rawBytes is { } raw && !isExternal && type != StringType && raw != bytes)
        {
            throw tensor.Fault($"the tensor '{name}' has {raw} bytes of values where its shape and type ask for {bytes}");
        }

        return isExternal ? Outside(tensor, name, place, bytes) : null;
    }

    private static long Elements(WireReader tensor, string name, List<long> dimensions)
    {
        UInt128 product = 1;
        foreach (long dimension in dimensions)
        {
            product = dimension is >= 0 and <= MostElements && product <= MostElements
                ? product * (ulong)dimension
                : throw tensor.Fault($"the tensor '{name}' has the impossible shape {string.Join(" x ", dimensions)}");
        }

        return product <= MostElements
            ? (long)product
            : throw tensor.Fault($"the tensor '{name}' has the impossible shape {string.Join(" x ", dimensions)}");
    }

    /// <summary>Bytes of so many elements of an ONNX type (TensorProto.DataType); four-bit types pack two in a byte.</summary>
    private static long ByteSize(int type, long elements) => type switch
    {
        2 or 3 or 9 or 17 or 18 or 19 or 20 or 24 => elements,
        4 or 5 or 10 or 16 => 2 * elements,
        1 or 6 or 12 => 4 * elements,
        7 or 11 or 13 or 14 => 8 * elements,
        15 => 16 * elements,
        21 or 22 or 23 => (elements + 1) / 2,
        StringType => 0,
        _ => throw new InvalidDataException($"a tensor is of the unknown type {type}"),
    };

    private static ExternalTensor Outside(WireReader tensor, string name, Dictionary<string, string> place, long bytes)
    {
        long offset = Number(tensor, name, place.GetValueOrDefault("offset"), 0);
        long length = Number(tensor, name, place.GetValueOrDefault("length"), bytes);
        if (length != bytes)
        {
            throw tensor.Fault($"the tensor '{name}' has {length} bytes of values where its shape and type ask for {bytes}");
        }

        return new ExternalTensor(name, place.GetValueOrDefault("location") ?? string.Empty, offset, length);
    }

    private static long Number(WireReader tensor, string name, string? text, long otherwise) =>
        text is null ? otherwise
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value
        : throw tensor.Fault($"the tensor '{name}' lies at '{text}' of its file, which is no number");

    private static (string Key, string Value) ReadPair(WireReader pair)
    {
        string key = string.Empty;
        string value = string.Empty;
        while (pair.MoveNext())
        {
            (key, value) = (pair.Field, pair.Type) switch
            {
                (1, WireType.Bytes) => (pair.Text(), value),
                (2, WireType.Bytes) => (key, pair.Text()),
                _ => (key, value),
            };
        }

        return (key, value);
    }
}
