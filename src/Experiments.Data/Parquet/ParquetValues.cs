using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Experiments.Data.Parquet;

/// <summary>Decodes the values of a page that are not null: <paramref name="count"/> of them out of <paramref name="bytes"/>.</summary>
internal delegate T[] ValueDecoder<T>(ParquetField field, ParquetEncoding encoding, ReadOnlySpan<byte> bytes, int count);

/// <summary>The two kinds of values this program reads.</summary>
internal static class ParquetValues
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Numbers of any type; truth values are 1 and 0.</summary>
    public static double[] Numbers(ParquetField field, ParquetEncoding encoding, ReadOnlySpan<byte> bytes, int count) => field.Type switch
    {
        PhysicalType.Boolean => Truths(encoding, bytes, count),
        PhysicalType.Int32 => Whole<int>(field, encoding, bytes, count),
        PhysicalType.Int64 => Whole<long>(field, encoding, bytes, count),
        PhysicalType.Float => Array.ConvertAll(Plain<float>(encoding, bytes, count), value => (double)value),
        PhysicalType.Double => Plain<double>(encoding, bytes, count),
        _ => Array.ConvertAll(
            ByteArrays.Read(encoding, bytes, count, field.Type == PhysicalType.FixedLengthByteArray ? field.Length : 0), value =>
                Number(field, value)),
    };

    /// <summary>Reads values that are texts.</summary>
    public static string[] Texts(ParquetField field, ParquetEncoding encoding, ReadOnlySpan<byte> bytes, int count)
    {
        try
        {
            return Array.ConvertAll(ByteArrays.Read(encoding, bytes, count, length: 0), Utf8.GetString);
        }
        catch (DecoderFallbackException fault)
        {
            throw new InvalidDataException($"column {field.Name} is not UTF-8 text", fault);
        }
    }

    private static double[] Truths(ParquetEncoding encoding, ReadOnlySpan<byte> bytes, int count)
    {
        if (encoding == ParquetEncoding.RunLength)
        {
            ByteReader reader = new(bytes);
            return Array.ConvertAll(BitPacking.ReadRuns(reader.Take(reader.Int32()), width: 1, count), value => (double)value);
        }

        if (encoding != ParquetEncoding.Plain || count > 8L * bytes.Length)
        {
            throw new InvalidDataException($"{count} truth values in encoding {encoding} and {bytes.Length} bytes");
        }

        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = BitPacking.Read(bytes, i, width: 1);
        }

        return values;
    }

    private static double[] Whole<T>(ParquetField field, ParquetEncoding encoding, ReadOnlySpan<byte> bytes, int count)
        where T : unmanaged, IBinaryInteger<T>
    {
        ByteReader reader = new(bytes);
        T[] values = encoding == ParquetEncoding.DeltaBinaryPacked
            ? Array.ConvertAll(DeltaIntegers.Read(ref reader, count), T.CreateTruncating)
            : Plain<T>(encoding, bytes, count);
        double unit = field.Meaning == ParquetMeaning.Decimal ? Math.Pow(10, field.Scale) : 1;
        bool unsigned = field.Meaning == ParquetMeaning.Unsigned;
        return Array.ConvertAll(values, value => (unsigned ? Unsigned(value) : double.CreateChecked(value)) / unit);
    }

    private static double Unsigned<T>(T value)
        where T : IBinaryInteger<T> => typeof(T) == typeof(int) ? uint.CreateTruncating(value) : ulong.CreateTruncating(value);

    private static T[] Plain<T>(ParquetEncoding encoding, ReadOnlySpan<byte> bytes, int count)
        where T : unmanaged
    {
        int width = Marshal.SizeOf<T>();
        ReadOnlySpan<byte> plain = encoding switch
        {
            ParquetEncoding.Plain => new ByteReader(bytes).Take((long)count * width),
            ParquetEncoding.ByteStreamSplit => StreamSplit.Join(bytes, width, count),
            _ => throw new InvalidDataException($"numbers in encoding {encoding} are not supported"),
        };
        return MemoryMarshal.Cast<byte, T>(plain).ToArray();
    }

    /// <summary>A number in bytes, the highest first: a decimal, or (the lowest first) half precision.</summary>
    private static double Number(ParquetField field, byte[] bytes) => field.Meaning == ParquetMeaning.Half
        ? (double)MemoryMarshal.Read<Half>(bytes)
        : (double)new BigInteger(bytes, isUnsigned: false, isBigEndian: true) / Math.Pow(10, field.Scale);
}
