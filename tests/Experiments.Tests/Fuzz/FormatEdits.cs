using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Experiments.Data.Formats;

namespace Experiments.Tests.Fuzz;

/// <summary>Damage that knows the format, and so gets past what blind damage fails at: compression, checksums, grammar.</summary>
internal static class FormatEdits
{
    private static readonly string[] HostileNames =
    [
        "../escape.png", "../../a/b.png", "/etc/a.png", "a\\..\\..\\b.png", "C:\\a.png", "a/./b.png", "a//b.png", "a/b.png/", "a\0b.png",
        "a\nb.png", ".png",
        "train/a/0.png", "train/a/0.png", "x/y/z/w/v.png", "\u202egnp.exe.png", "con.png", "a/b.PNG", new string('n', 300) + ".png",
    ];

    private static readonly double[] StrangeNumbers =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, -0.0, 0, -1, 1e30, -1e30, int.MaxValue];

    private static readonly Func<Random, JsonNode?>[] JsonValues =
    [
        _ => null, _ => 0, _ =>
            -1, _ => 1e308, _ => int.MaxValue, _ => long.MinValue, _ => 0.5, _ => "", _ => "../../x", _ => "/etc/passwd", _ => "a\0b",
        _ => "line\nbreak\u001b[31m", _ =>
            "NaN", _ => "Infinity", _ => true, _ => new JsonArray(), _ => new JsonObject(), _ => new JsonArray((JsonNode?)null),
        _ => new JsonObject { [""] = null }, random => new string('w', 1 << random.Next(15)), _ => new JsonArray(0, -1, int.MaxValue),
        _ => new JsonObject { ["../x"] = 1 },
    ];

    /// <summary>Damages what a gzip file holds and packs it again; now and then adds a second member or garbage behind the first.</summary>
    public static byte[] Gzip(byte[] content, Random random) => random.Next(6) switch
    {
        0 => [.. content, .. content],
        1 => [.. content, .. ByteMutation.Apply(content, random)],
        _ => content is [0x1F, 0x8B, ..] ? Pack(ByteMutation.Apply(Unpack(content), random)) : ByteMutation.Apply(content, random),
    };

    /// <summary>Damages headers and content of a tar, makes its headers' checksums right again, and packs it.</summary>
    public static byte[] TarGzip(byte[] content, Random random)
    {
        const int Block = 512;
        byte[] tar = Unpack(content);
        int[] headers = [.. Enumerable.Range(0, tar.Length / Block).Select(block => block * Block)
            .Where(start => tar.AsSpan(start + 257, 5).SequenceEqual("ustar"u8))];
        int at = headers[random.Next(headers.Length)];
        byte[] damaged = ByteMutation.Apply(tar[at..(at + Block)], random);
        damaged.AsSpan(0, Math.Min(damaged.Length, Block)).CopyTo(tar.AsSpan(at));
        tar.AsSpan(at + 148, 8).Fill((byte)' ');
        int sum = tar.AsSpan(at, Block).ToArray().Sum(value => value);
        Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ").CopyTo(tar, at + 148);
        return Pack(random.Next(4) == 0 ? tar[..random.Next(tar.Length)] : tar);
    }

    /// <summary>Gives an NPY file another shape that its length fits, or numbers nobody expects.</summary>
    public static byte[] Npy(byte[] content, Random random)
    {
        using MemoryStream stream = new(content);
        NpyHeader header = NpyHeader.Read(stream, "seed");
        byte[] values = content[(int)stream.Position..];
        int rows = header.Shape.Count == 0 ? 1 : Math.Max(1, header.Shape[0]);
        int rest = values.Length / header.ElementSize / rows;
        int[] shape = random.Next(6) switch
        {
            0 => [values.Length / header.ElementSize],
            1 => [rest, rows],
            2 => [rows, 1, rest],
            3 => [0, .. header.Shape],
            4 when rows > 1 => [rows / 2, .. header.Shape.Skip(1)],
            _ => [.. header.Shape],
        };
        byte[] kept = values[..(header.ElementSize * shape.Aggregate(1, (product, length) => product * length))];
        for (int changes = random.Next(4); changes > 0 && kept.Length > 0; changes--)
        {
            Strange(header, random).CopyTo(kept, random.Next(kept.Length / header.ElementSize) * header.ElementSize);
        }

        return [.. NpyHeader.Encode(header.Type, shape), .. kept];
    }

    private static byte[] Strange(NpyHeader header, Random random)
    {
        double value = StrangeNumbers[random.Next(StrangeNumbers.Length)];
        return header.Type switch
        {
            "f4" => BitConverter.GetBytes((float)value),
            "f8" => BitConverter.GetBytes(value),
            _ => [.. Enumerable.Repeat((byte)random.Next(256), header.ElementSize)],
        };
    }

    /// <summary>Packs bytes as gzip.</summary>
    public static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>Damages a PNG's chunks and makes their checksums right again.</summary>
    public static byte[] Png(byte[] content, Random random)
    {
        if (content is not [0x89, (byte)'P', ..])
        {
            return ByteMutation.Apply(content, random);
        }

        byte[] damaged = [.. content];
        int start = 8;
        while (start + 12 <= damaged.Length)
        {
            int length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(damaged.AsSpan(start));
            if (length < 0 || start + 12 + length > damaged.Length)
            {
                break;
            }

            Span<byte> body = damaged.AsSpan(start + 4, 4 + length);
            if (length > 0 && random.Next(3) == 0)
            {
                byte[] data = ByteMutation.Apply(body[4..].ToArray(), random);
                data.AsSpan(0, Math.Min(data.Length, length)).CopyTo(body[4..]);
            }

            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(damaged.AsSpan(start + 8 + length), Crc(body));
            start += 12 + length;
        }

        return damaged;
    }

    /// <summary>Damages what lies in a zip, gives entries hostile names, and packs them again.</summary>
    public static byte[] Zip(byte[] content, Random random)
    {
        using ZipArchive source = new(new MemoryStream(content));
        using MemoryStream packed = new();
        using (ZipArchive target = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in source.Entries.Where(_ => random.Next(20) > 0))
            {
                using MemoryStream bytes = new();
                using (Stream stream = entry.Open())
                {
                    stream.CopyTo(bytes);
                }

                string name = random.Next(12) == 0 ? HostileNames[random.Next(HostileNames.Length)] : entry.FullName;
                using Stream written =
                    target.CreateEntry(name, random.Next(2) == 0 ? CompressionLevel.NoCompression : CompressionLevel.Fastest).Open();
                written.Write(random.Next(12) == 0 ? Png(bytes.ToArray(), random) : bytes.ToArray());
            }
        }

        return packed.ToArray();
    }

    /// <summary>Replaces, removes, doubles or adds values of a JSON document.</summary>
    public static byte[] Json(byte[] content, Random random)
    {
        JsonNode root = JsonNode.Parse(content)!;
        for (int edits = 1 + random.Next(3); edits > 0; edits--)
        {
            List<JsonNode> parents = [.. Parents(root)];
            switch (parents[random.Next(parents.Count)])
            {
                case JsonObject { Count: > 0 } mapping:
                    EditEntry(mapping, random);
                    break;
                case JsonArray { Count: > 0 } list:
                    EditItem(list, random);
                    break;
                default:
                    break;
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    /// <summary>Damages the header of a safetensors file, whose checksum covers the values alone.</summary>
    public static byte[] Tensors(byte[] content, Random random)
    {
        int length = (int)System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(content);
        byte[] header = Json(content[8..(8 + length)], random);
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. content.AsSpan(8 + length)];
    }

    /// <summary>Damages the header of a fitted model, or its numbers, and makes lengths and checksum right again.</summary>
    public static byte[] Fitted(byte[] content, Random random)
    {
        const int Prefix = 16;
        int length = BitConverter.ToInt32(content, 12);
        byte[] header = content[Prefix..(Prefix + length)];
        byte[] values = content[(Prefix + length)..^SHA256.HashSizeInBytes];
        if (random.Next(3) == 0)
        {
            BitConverter.GetBytes((float)StrangeNumbers[random.Next(StrangeNumbers.Length)]).CopyTo(values, random.Next(values.Length / 4) * 4);
        }
        else
        {
            header = Json(header, random);
        }

        byte[] body = [.. content.AsSpan(0, 12), .. BitConverter.GetBytes(header.Length), .. header, .. values];
        return [.. body, .. SHA256.HashData(body)];
    }

    private static void EditEntry(JsonObject mapping, Random random)
    {
        string key = mapping.ElementAt(random.Next(mapping.Count)).Key;
        JsonNode? old = mapping[key];
        mapping.Remove(key);
        switch (random.Next(6))
        {
            case 0:
                break;
            case 1:
                mapping[key + "x"] = old;
                break;
            default:
                mapping[key] = JsonValues[random.Next(JsonValues.Length)](random);
                break;
        }
    }

    private static void EditItem(JsonArray list, Random random)
    {
        int index = random.Next(list.Count);
        switch (random.Next(4))
        {
            case 0:
                list.RemoveAt(index);
                break;
            case 1:
                list.Add(list[index]?.DeepClone());
                break;
            default:
                list[index] = JsonValues[random.Next(JsonValues.Length)](random);
                break;
        }
    }

    private static IEnumerable<JsonNode> Parents(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject mapping => mapping.Select(entry => entry.Value),
            JsonArray list => list,
            _ => [],
        };
        return children.OfType<JsonNode>().Where(child => child is JsonObject or JsonArray).SelectMany(Parents).Prepend(node);
    }

    private static byte[] Unpack(byte[] content)
    {
        using GZipStream gzip = new(new MemoryStream(content), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>CRC-32 as PNG uses it (ISO 3309).</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
