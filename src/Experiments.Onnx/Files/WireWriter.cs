using System.Buffers;

namespace Experiments.Onnx.Files;

/// <summary>Writes a protobuf message field by field.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>A field of bytes: text, or a message of its own.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> content)
    {
        Varint(((ulong)field << 3) | (ulong)WireType.Bytes);
        Varint((ulong)content.Length);
        bytes.Write(content);
    }

    /// <summary>Writes a field that is a number.</summary>
    public void Number(int field, ulong value)
    {
        Varint(((ulong)field << 3) | (ulong)WireType.Varint);
        Varint(value);
    }

    /// <summary>A field as it was read.</summary>
    public void Raw(ReadOnlySpan<byte> field) => bytes.Write(field);

    /// <summary>Returns the message as bytes.</summary>
    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Write([(byte)(value | 0x80)]);
        }

        bytes.Write([(byte)value]);
    }
}
