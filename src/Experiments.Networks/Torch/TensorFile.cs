using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Experiments.Reduction.Saving;

namespace Experiments.Networks.Torch;

/// <summary>A named float32 tensor outside libtorch.</summary>
internal sealed record NamedTensor(string Name, IReadOnlyList<int> Shape, float[] Values);

/// <summary>
/// Float32 tensors in the safetensors format (8 bytes of header length, a JSON header, the values little-endian one after another), which
/// PyTorch, JAX and others read. The header's metadata carries a SHA-256 of the values; equal tensors and notes give equal bytes.
/// </summary>
internal sealed record TensorFile(IReadOnlyList<NamedTensor> Tensors, IReadOnlyDictionary<string, string> Notes)
{
    private const string ChecksumKey = "sha256";
    private const string NotesKey = "__metadata__";
    private const int LongestHeader = 100_000_000;

    /// <summary>A name that stands twice in a header leaves open which of its tensors is meant.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>A tensor by name.</summary>
    /// <exception cref="InvalidDataException">The file holds no tensor of that name.</exception>
    public NamedTensor this[string name] =>
        Tensors.FirstOrDefault(tensor => tensor.Name == name) ?? throw new InvalidDataException($"there is no tensor '{name}'");

    /// <summary>Writes the file, complete or not at all.</summary>
    public void Write(string path)
    {
        byte[] values = new byte[Tensors.Sum(tensor => 4 * tensor.Values.Length)];
        int end = 0;
        JsonObject header = [];
        foreach (NamedTensor tensor in Tensors)
        {
            int start = end;
            foreach (float value in tensor.Values)
            {
                BinaryPrimitives.WriteSingleLittleEndian(values.AsSpan(end), value);
                end += 4;
            }

            header[tensor.Name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. tensor.Shape]),
                ["data_offsets"] = new JsonArray(start, end),
            };
        }

        header[NotesKey] = new JsonObject(Notes.Append(KeyValuePair.Create(ChecksumKey, Checksum(values)))
            .Select(note => KeyValuePair.Create(note.Key, (JsonNode?)note.Value)));
        WriteParts(path, JsonSerializer.SerializeToUtf8Bytes(header), values);
    }

    /// <summary>Reads a file that <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message says how.</exception>
    public static TensorFile Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        long length = file.Length < 8 ? -1 : BinaryPrimitives.ReadInt64LittleEndian(file);
        if (length is < 2 or > LongestHeader || length > file.Length - 8)
        {
            throw new InvalidDataException("it is cut short");
        }

        try
        {
            return Parse(JsonNode.Parse(file.AsSpan(8, (int)length), null, Strict)!.AsObject(), file.AsSpan(8 + (int)length));
        }
        catch (Exception fault)
            when (fault is JsonException or InvalidOperationException or NullReferenceException or ArgumentOutOfRangeException or FormatException)
        {
            throw new InvalidDataException("its header is damaged", fault);
        }
    }

    private static TensorFile Parse(JsonObject header, ReadOnlySpan<byte> values)
    {
        Dictionary<string, string> notes = header[NotesKey]!.AsObject().ToDictionary(
            note => note.Key, note => (string?)note.Value ?? throw new InvalidDataException($"its note '{note.Key}' is null"));
        if (notes.GetValueOrDefault(ChecksumKey) != Checksum(values))
        {
            throw new InvalidDataException("its checksum does not match");
        }

        List<NamedTensor> tensors = [];
        int end = 0;
        foreach ((string name, JsonNode? entry) in header.Where(entry => entry.Key != NotesKey))
        {
            int start = end;
            end = (int)entry!["data_offsets"]![1]!;
            tensors.Add(Parse(name, entry, start, values[start..end]));
        }

        return end == values.Length ? new TensorFile(tensors, notes) : throw new InvalidDataException("its values go on behind the last tensor");
    }

    /// <summary>Tensors follow one another, so each takes up values of its own and a header cannot ask for more than the file holds.</summary>
    private static NamedTensor Parse(string name, JsonNode entry, int start, ReadOnlySpan<byte> bytes)
    {
        int[] shape = [.. entry["shape"]!.AsArray().Select(dimension => (int)dimension!)];
        decimal length = shape.Aggregate(4m, (product, dimension) => Math.Min(product * dimension, int.MaxValue));
        if ((string?)entry["dtype"] != "F32" || (int)entry["data_offsets"]![0]! != start || Array.Exists(shape, dimension => dimension < 0)
            || length != bytes.Length)
        {
            throw new InvalidDataException($"its header is damaged: tensor '{name}' does not fit the values");
        }

        float[] numbers = new float[bytes.Length / 4];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
        }

        return new NamedTensor(name, shape, numbers);
    }

    private static void WriteParts(string path, byte[] header, byte[] values)
    {
        // The format asks for values that start at a multiple of 8, padded with spaces.
        byte[] padded = [.. header, .. Enumerable.Repeat((byte)' ', (8 - (header.Length % 8)) % 8)];
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, padded.Length);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(length);
            stream.Write(padded);
            stream.Write(values);
        });
    }

    private static string Checksum(ReadOnlySpan<byte> values) => Convert.ToHexStringLower(SHA256.HashData(values));
}
