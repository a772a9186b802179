using Experiments.Data;

namespace Experiments.Onnx.Files;

/// <summary>
/// Reads the parts of an ONNX file (onnx.proto) that name tensors, and checks the rest so far that the native runtime, which trusts its
/// input more than one should, is given nothing malformed: whole fields, weights as large as their shapes say, no deep nesting.
/// </summary>
internal sealed class GraphReader
{
    private const int DeepestNesting = 32;

    /// <summary>Operators that give other numbers on every run.</summary>
    private static readonly string[] RandomOperators =
        ["Bernoulli", "Multinomial", "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike"];

    /// <summary>Attributes that kernels divide by, or make sizes of, without looking.</summary>
    private static readonly string[] PositiveAttributes =
        ["blocksize", "dilations", "group", "hidden_size", "kernel_shape", "num_groups", "size", "strides"];

    private readonly List<ValueFacts> inputs = [];
    private readonly List<string> outputs = [];
    private readonly List<ComputedTensor> tensors = [];
    private readonly List<ExternalTensor> external = [];
    private int depth;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidDataException">The file is no ONNX model, or a damaged one.</exception>
    public static GraphFacts Read(ReadOnlySpan<byte> file)
    {
        GraphReader reader = new();
        reader.ReadModel(new WireReader(file, 0));
        return new GraphFacts(reader.inputs, reader.outputs, [.. reader.tensors.DistinctBy(tensor => tensor.Name)], reader.external);
    }

    private void ReadModel(WireReader model)
    {
        bool hasVersion = false;
        bool hasGraph = false;
        while (model.MoveNext())
        {
            switch (model.Field, model.Type)
            {
                case (1, WireType.Varint):
                    hasVersion = true;
                    break;
                case (7, WireType.Bytes) when hasGraph:
                    throw model.Fault("it holds two graphs");
                case (7, WireType.Bytes):
                    hasGraph = true;
                    ReadGraph(model.Message, isMain: true);
                    break;
                case (25, WireType.Bytes):
                    ReadFunction(model.Message);
                    break;
                case (1 or 7 or 25, _):
                    throw model.Fault($"field {model.Field} of the model is of the wrong type");
                default:
                    break;
            }
        }

        if (!hasVersion || !hasGraph)
        {
            throw new InvalidDataException($"it has no {(hasVersion ? "graph" : "format version")}");
        }

        if (outputs.Count == 0 || tensors.Count == 0)
        {
            throw new InvalidDataException($"its graph has no {(tensors.Count == 0 ? "nodes" : "outputs")}");
        }
    }

    private void ReadGraph(WireReader graph, bool isMain)
    {
        Enter(graph);
        while (graph.MoveNext())
        {
            switch (graph.Field)
            {
                case 1:
                    IReadOnlyList<ComputedTensor> computed = ReadNode(Expect(graph));
                    tensors.AddRange(isMain ? computed : []);
                    break;
                case 5:
                    ReadTensor(Expect(graph));
                    break;
                case 11 when isMain:
                    inputs.Add(ValueFacts.Read(Expect(graph)));
                    break;
                case 12 when isMain:
                    outputs.Add(ValueFacts.Read(Expect(graph)).Name);
                    break;
                case 15:
                    ReadSparse(Expect(graph));
                    break;
                default:
                    break;
            }
        }

        depth--;
    }

    private void ReadFunction(WireReader function)
    {
        while (function.MoveNext())
        {
            if (function.Field == 7)
            {
                ReadNode(Expect(function));
            }
        }
    }

    private IReadOnlyList<ComputedTensor> ReadNode(WireReader node)
    {
        List<string> names = [];
        string operation = string.Empty;
        while (node.MoveNext())
        {
            switch (node.Field)
            {
                case 2:
                    names.Add(ReadOutputName(node));
                    break;
                case 4:
                    Expect(node);
                    operation = OneLine.Of(node.Text());
                    break;
                case 5:
                    ReadAttribute(Expect(node));
                    break;
                default:
                    break;
            }
        }

        // An output that nobody uses has an empty name.
        return !RandomOperators.Contains(operation)
            ? [.. names.Where(name => name.Length > 0).Select(name => new ComputedTensor(name, operation))]
            : throw new InvalidDataException(
                $"it draws random numbers ({operation}), so its outputs differ from run to run; export it for inference");
    }

    private static string ReadOutputName(WireReader node)
    {
        Expect(node);
        string name = node.Text();
        return name.Any(char.IsControl) ? throw node.Fault("a tensor's name has control characters") : name;
    }

    private void ReadAttribute(WireReader attribute)
    {
        string name = string.Empty;
        List<long> numbers = [];
        bool isReference = false; // In a function: the value is its caller's.
        while (attribute.MoveNext())
        {
            switch (attribute.Field)
            {
                case 1:
                    Expect(attribute);
                    name = attribute.Text();
                    break;
                case 3 or 8:
                    attribute.AddNumbers(numbers);
                    break;
                case 5 or 10:
                    ReadTensor(Expect(attribute));
                    break;
                case 6 or 11:
                    ReadGraph(Expect(attribute), isMain: false);
                    break;
                case 22 or 23:
                    ReadSparse(Expect(attribute));
                    break;
                case 21:
                    isReference = true;
                    break;
                default:
                    break;
            }
        }

        // A number that is left out is 0.
        if (PositiveAttributes.Contains(name) && !isReference && numbers.DefaultIfEmpty().Min() is <= 0 and long least)
        {
            throw attribute.Fault($"the attribute '{name}' is {least}, where only positive numbers have a meaning");
        }
    }

    private void ReadSparse(WireReader sparse)
    {
        while (sparse.MoveNext())
        {
            if (sparse.Field is 1 or 2)
            {
                ReadTensor(Expect(sparse));
            }
        }
    }

    private void ReadTensor(WireReader tensor)
    {
        if (TensorReader.Read(tensor) is { } outside)
        {
            external.Add(outside);
        }
    }

    private void Enter(WireReader at)
    {
        if (++depth > DeepestNesting)
        {
            throw at.Fault($"graphs are nested deeper than {DeepestNesting} levels");
        }
    }

    private static WireReader Expect(WireReader field) => field.Expect(WireType.Bytes).Message;
}
