using System.Text;

namespace Experiments.Onnx.Files;

/// <summary>A graph's input or output as declared (ValueInfoProto).</summary>
/// <param name="Name">The name of the input or output.</param>
/// <param name="ElementType">A tensor's element type (TensorProto.DataType); null for what is no tensor.</param>
/// <param name="Dimensions">The dimensions of the tensor, null where they are open; null when there is no shape.</param>
internal sealed record ValueFacts(string Name, int? ElementType, IReadOnlyList<int?>? Dimensions)
{
    /// <summary>Fields of ValueInfoProto, TypeProto, TypeProto.Tensor and TensorShapeProto: the first and the second of each.</summary>
    private const int First = 1;
    private const int Second = 2;

    /// <summary>Reads the declaration of an input or output.</summary>
    /// <exception cref="InvalidDataException">The declaration has no name, or is damaged.</exception>
    public static ValueFacts Read(WireReader value)
    {
        ValueFacts facts = new(string.Empty, null, null);
        while (value.MoveNext())
        {
            facts = value.Field switch
            {
                First => facts with { Name = value.Expect(WireType.Bytes).Text() },
                Second => ReadType(value.Expect(WireType.Bytes).Message, facts),
                _ => facts,
            };
        }

        return facts.Name.Length > 0 ? facts : throw value.Fault("an input or output has no name");
    }

    /// <summary>Returns the declaration as bytes without its shape, or with a shape in which every dimension is open.</summary>
    public byte[] WithoutShape(bool keepRank)
    {
        WireWriter value = new();
        value.Bytes(First, Encoding.UTF8.GetBytes(Name));
        if (ElementType is { } element)
        {
            WireWriter tensor = new();
            tensor.Number(First, (ulong)element);
            if (keepRank && Dimensions is not null)
            {
                WireWriter shape = new();
                foreach (int? _ in Dimensions)
                {
                    shape.Bytes(First, []);
                }

                tensor.Bytes(Second, shape.ToArray());
            }

            WireWriter type = new();
            type.Bytes(First, tensor.ToArray());
            value.Bytes(Second, type.ToArray());
        }

        return value.ToArray();
    }

    private static ValueFacts ReadType(WireReader type, ValueFacts facts)
    {
        while (type.MoveNext())
        {
            facts = type.Field == First ? ReadTensor(type.Expect(WireType.Bytes).Message, facts with { ElementType = 0 }) : facts;
        }

        return facts;
    }

    private static ValueFacts ReadTensor(WireReader tensor, ValueFacts facts)
    {
        while (tensor.MoveNext())
        {
            facts = tensor.Field switch
            {
                First => facts with { ElementType = (int)Math.Min(tensor.Expect(WireType.Varint).Number, int.MaxValue) },
                Second => facts with { Dimensions = ReadShape(tensor.Expect(WireType.Bytes).Message) },
                _ => facts,
            };
        }

        return facts;
    }

    private static List<int?> ReadShape(WireReader shape)
    {
        List<int?> dimensions = [];
        while (shape.MoveNext())
        {
            if (shape.Field == First)
            {
                dimensions.Add(ReadDimension(shape.Expect(WireType.Bytes).Message));
            }
        }

        return dimensions;
    }

    /// <summary>A dimension's size; null when it has a name, or none, or says 0 or less.</summary>
    private static int? ReadDimension(WireReader dimension)
    {
        int? size = null;
        while (dimension.MoveNext())
        {
            size = dimension.Field != First ? size
                : (long)dimension.Expect(WireType.Varint).Number switch
                {
                    <= 0 => null,
                    <= int.MaxValue and long value => (int)value,
                    _ => throw dimension.Fault("a dimension is larger than 2147483647"),
                };
        }

        return size;
    }
}
