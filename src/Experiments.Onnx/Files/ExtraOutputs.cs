using System.Text;

namespace Experiments.Onnx;

/// <summary>
/// Makes tensors inside a graph fetchable: ONNX Runtime hands out a graph's outputs only. A protobuf message that stands twice is merged and
/// its repeated fields are joined, so outputs are added by appending a second, otherwise empty graph to the file's bytes.
/// </summary>
internal static class ExtraOutputs
{
    /// <summary>Tags of ModelProto.graph, GraphProto.output and ValueInfoProto.name (onnx.proto), all of wire type "bytes".</summary>
    private const byte Graph = (7 << 3) | 2;
    private const byte Output = (12 << 3) | 2;
    private const byte Name = (1 << 3) | 2;

    /// <summary>The model with further outputs.</summary>
    public static byte[] Add(byte[] model, IEnumerable<string> names)
    {
        byte[] outputs = [.. names.SelectMany(name => Field(Output, Field(Name, Encoding.UTF8.GetBytes(name))))];
        return outputs.Length == 0 ? model : [.. model, .. Field(Graph, outputs)];
    }

    private static byte[] Field(byte tag, byte[] content) => [tag, .. Varint(content.Length), .. content];

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
