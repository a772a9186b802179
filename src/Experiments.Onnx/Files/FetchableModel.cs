namespace Experiments.Onnx.Files;

/// <summary>
/// A model as it is handed to ONNX Runtime. Tensors inside its graph are made outputs, for only outputs can be fetched. And what the file says
/// of shapes is left out, but for the inputs' ranks: the runtime follows shapes through the graph before it runs anything, and where a damaged
/// file makes one negative (a kernel larger than its image, say) it does not complain but ends the process.
/// </summary>
internal static class FetchableModel
{
    /// <summary>Fields of ModelProto, GraphProto, TensorProto and StringStringEntryProto (onnx.proto).</summary>
    private const int GraphField = 7;
    private const int InitializerField = 5;
    private const int InputField = 11;
    private const int OutputField = 12;
    private const int ValueInfoField = 13;
    private const int ExternalDataField = 13;
    private const int KeyField = 1;
    private const int ValueField = 2;

    /// <summary>
    /// The model's bytes with <paramref name="outputs"/> beside its own, and weights at <paramref name="locations"/> instead of those it gives.
    /// </summary>
    public static byte[] Of(ReadOnlySpan<byte> model, IEnumerable<string> outputs, IReadOnlyDictionary<string, string> locations)
    {
        WireWriter result = new();
        WireReader reader = new(model, 0);
        while (reader.MoveNext())
        {
            if (reader.Field == GraphField)
            {
                result.Bytes(GraphField, Graph(reader.Message, outputs, locations));
            }
            else
            {
                result.Raw(reader.Raw);
            }
        }

        return result.ToArray();
    }

    private static byte[] Graph(WireReader graph, IEnumerable<string> outputs, IReadOnlyDictionary<string, string> locations)
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
                case InitializerField when locations.Count > 0:
                    result.Bytes(InitializerField, Tensor(graph.Message, locations));
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

    private static byte[] Tensor(WireReader tensor, IReadOnlyDictionary<string, string> locations)
    {
        WireWriter result = new();
        while (tensor.MoveNext())
        {
            if (tensor.Field == ExternalDataField && Location(tensor.Message) is { } location && locations.TryGetValue(location, out string? other))
            {
                WireWriter pair = new();
                pair.Bytes(KeyField, "location"u8);
                pair.Bytes(ValueField, System.Text.Encoding.UTF8.GetBytes(other));
                result.Bytes(ExternalDataField, pair.ToArray());
            }
            else
            {
                result.Raw(tensor.Raw);
            }
        }

        return result.ToArray();
    }

    /// <summary>The value of a pair whose key is "location"; null of any other.</summary>
    private static string? Location(WireReader pair)
    {
        (string key, string value) = (string.Empty, string.Empty);
        while (pair.MoveNext())
        {
            (key, value) = pair.Field == KeyField ? (pair.Text(), value) : (key, pair.Text());
        }

        return key == "location" ? value : null;
    }
}
