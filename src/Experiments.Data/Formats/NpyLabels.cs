using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Experiments.Data.Numbers;

namespace Experiments.Data.Formats;

/// <summary>Reads NumPy's arrays of labels: whole or floating-point numbers, truth values (1 and 0), or text (of types U and S).</summary>
internal static class NpyLabels
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The labels, one a sample, null where one is missing.</summary>
    /// <exception cref="DataException">The file is missing or damaged, or its shape is not (n,) or (n, 1).</exception>
    public static string?[] Read(string path)
    {
        using FileStream stream = DataFile.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads labels from a stream that can be read twice.</summary>
    public static string?[] Read(Stream stream, string name)
    {
        NpyHeader header = NpyHeader.Read(stream, name);
        if (header.Shape is not ([_] or [_, 1]))
        {
            throw new DataException($"{name}: shape {header.ShapeText}; expected one label a sample, (n,).");
        }

        if (header.IsText)
        {
            return LabelTexts.OfCells(ReadTexts(stream, header, name));
        }

        stream.Position = 0;
        return header.Type[0] == 'f'
            ? Array.ConvertAll(NpyFile.ReadDouble(stream, name).Values, value => double.IsNaN(value) ? null : NumberText.Label(value))
            : Array.ConvertAll(NpyFile.ReadWhole(stream, name).Values, value => value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads an array of one text, of any dimensions; null where it holds something else.</summary>
    public static string? ReadOne(Stream stream, string name)
    {
        NpyHeader header = NpyHeader.Read(stream, name);
        return header.IsText && header.Count == 1 ? ReadTexts(stream, header, name)[0] : null;
    }

    private static string[] ReadTexts(Stream stream, NpyHeader header, string name)
    {
        byte[] bytes = new byte[header.ElementSize];
        string[] texts = new string[header.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            stream.ReadExactly(bytes);
            try
            {
                texts[i] = (header.Type[0] == 'U' ? Characters(bytes, header.BigEndian) : Utf8.GetString(bytes)).TrimEnd('\0');
            }
            catch (Exception fault) when (fault is DecoderFallbackException or ArgumentException)
            {
                throw new DataException(
                    $"{name}: element {i} is not text: {(header.Type[0] == 'U' ? "no character has such a number" : "not UTF-8")}.", fault);
            }
        }

        return texts;
    }

    /// <summary>Four bytes a character.</summary>
    private static string Characters(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        StringBuilder text = new(bytes.Length / 4);
        for (int start = 0; start < bytes.Length; start += 4)
        {
            ReadOnlySpan<byte> four = bytes[start..];
            text.Append(new Rune(bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(four) : BinaryPrimitives.ReadUInt32LittleEndian(four)).ToString());
        }

        return text.ToString();
    }
}
