namespace Experiments.Onnx;

/// <summary>
/// A model as it is handed to ONNX Runtime. Tensors inside its graph are made outputs, for only outputs can be fetched. And what the file says
/// of shapes is left out, but for the inputs' ranks: the runtime follows shapes through the graph before it runs anything, and where a damaged
/// file makes one negative (a kernel larger than its image, say) it does not complain but ends the process.
/// </summary>
internal static class FetchableModel
{
    /// <summary>Fields of ModelProto and GraphProto (onnx.proto).</summary>
    private const int GraphField = 7;
    private const int InputField = 11;
    private const int OutputField = 12;
    private const int ValueInfoField = 13;

    /// <summary>The model's bytes with <paramref name="outputs"/> beside its own.</summary>
    public static byte[] Of(ReadOnlySpan<byte> model, IEnumerable<string> outputs)
    {
        WireWriter result = new();
        WireReader reader = new(model, 0);
        while (reader.MoveNext())
        {
            if (reader.Field == GraphField)
            {
                result.Bytes(GraphField, Graph(reader.Message, outputs));
            }
            else
            {
                result.Raw(reader.Raw);
            }
        }

        return result.ToArray();
    }

    private static byte[] Graph(WireReader graph, IEnumerable<string> outputs)
    {
        WireWriter result = new();
        while (graph.MoveNext())
        {
            switch (graph.Field)
            {
                case InputField or OutputField when ValueFacts.Read(graph.Message) is { ElementType: not null } value:
                    result.Bytes(graph.Field, value.WithoutShape(keepRank: graph.Field == InputField));
                    break;
                case ValueInfoField:
                    break;
                default:
                    result.Raw(graph.Raw);
                    break;
            }
        }

        foreach (string output in outputs)
        {
            result.Bytes(OutputField, new ValueFacts(output, null, null).WithoutShape(keepRank: false));
        }

        return result.ToArray();
    }
}
