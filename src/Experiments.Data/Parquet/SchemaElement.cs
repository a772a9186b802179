namespace Experiments.Data.Parquet;

/// <summary>A node of the footer's schema, as stored: the tree is written in depth-first order.</summary>
internal sealed record SchemaElement
{
    private const int Required = 0;
    private const int OptionalOnce = 1;
    private const int RepeatedOften = 2;

    public PhysicalType? Type { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public int Children { get; private set; }

    private int Length { get; set; }

    private int Repetition { get; set; }

    private int Scale { get; set; }

    private ParquetMeaning Meaning { get; set; }

    /// <summary>Reads one node of the schema.</summary>
    public static SchemaElement Read(ref ThriftReader reader)
    {
        SchemaElement element = new();
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            switch (id, type)
            {
                case (1, ThriftType.Int32):
                    element.Type = (PhysicalType)reader.Int();
                    break;
                case (2, ThriftType.Int32):
                    element.Length = reader.Int();
                    break;
                case (3, ThriftType.Int32):
                    element.Repetition = reader.Int();
                    break;
                case (4, ThriftType.Binary):
                    element.Name = reader.Text();
                    break;
                case (5, ThriftType.Int32):
                    element.Children = reader.Int();
                    break;
                case (6, ThriftType.Int32):
                    element.Meaning = OfConverted(reader.Int());
                    break;
                case (7, ThriftType.Int32):
                    element.Scale = reader.Int();
                    break;
                case (10, ThriftType.Struct):
                    element.ReadLogical(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return element;
    }

    /// <summary>The column that this node at the top is; <paramref name="chunk"/> is the place of its first chunk.</summary>
    public ParquetField ToField(int chunk)
    {
        bool flat = Children == 0 && Repetition is Required or OptionalOnce
            && Type is >= PhysicalType.Boolean and <= PhysicalType.FixedLengthByteArray;
        return new ParquetField(Name, Type ?? PhysicalType.Boolean, flat ? Meaning : ParquetMeaning.Nested)
        {
            Definitions = Repetition == OptionalOnce ? 1 : 0,
            Length = Length,
            Scale = Scale,
            Chunk = chunk,
        };
    }

    /// <summary>
    /// The column that a node at the top is with all that is below it, in depth-first order: of lists, where each node has one child, one of them
    /// repeats, and a value comes last; nested, where it is anything else that is not flat.
    /// </summary>
    public static ParquetField ToField(IReadOnlyList<SchemaElement> nodes, int chunk)
    {
        SchemaElement leaf = nodes[^1];
        bool isList = nodes.Take(nodes.Count - 1).All(node => node.Children == 1) && leaf.Children == 0
            && nodes.Count(node => node.Repetition == RepeatedOften) == 1 && nodes.All(node => node.Repetition is >= Required and <= RepeatedOften)
            && leaf.Type is >= PhysicalType.Boolean and <= PhysicalType.FixedLengthByteArray;
        if (!isList)
        {
            return nodes[0].ToField(chunk);
        }

        int repeated = nodes.TakeWhile(node => node.Repetition != RepeatedOften).Count();
        return new ParquetField(nodes[0].Name, leaf.Type!.Value, nodes.Count == 1 ? nodes[0].Meaning : leaf.Meaning)
        {
            ListDefinition = nodes.Take(repeated + 1).Count(node => node.Repetition != Required),
            Definitions = nodes.Count(node => node.Repetition != Required),
            Length = leaf.Length,
            Scale = leaf.Scale,
            Chunk = chunk,
        };
    }

    private static ParquetMeaning OfConverted(int converted) => converted switch
    {
        0 or 4 or 19 => ParquetMeaning.Text,
        5 => ParquetMeaning.Decimal,
        >= 6 and <= 10 or 21 => ParquetMeaning.Time,
        >= 11 and <= 14 => ParquetMeaning.Unsigned,
        >= 15 and <= 18 => ParquetMeaning.Plain,
        _ => ParquetMeaning.Other,
    };

    /// <summary>A union: a structure of one field, which says the type and may hold its details.</summary>
    private void ReadLogical(ref ThriftReader reader)
    {
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            Meaning = id switch
            {
                1 or 4 or 12 => ParquetMeaning.Text,
                5 => ParquetMeaning.Decimal,
                6 or 7 or 8 => ParquetMeaning.Time,
                10 => ParquetMeaning.Plain,
                15 => ParquetMeaning.Half,
                _ => ParquetMeaning.Other,
            };
            if (type != ThriftType.Struct || id is not (5 or 10))
            {
                reader.Skip(type);
                continue;
            }

            for (int detail = 0; reader.Field(ref detail, out ThriftType detailType);)
            {
                if (id == 5 && detail == 1 && detailType == ThriftType.Int32)
                {
                    Scale = reader.Int();
                    continue;
                }

                Meaning = id == 10 && detail == 2 && detailType == ThriftType.False ? ParquetMeaning.Unsigned : Meaning;
                reader.Skip(detailType);
            }
        }
    }
}
