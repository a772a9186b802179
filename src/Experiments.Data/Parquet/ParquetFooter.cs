using System.Buffers.Binary;

namespace Experiments.Data.Parquet;

/// <summary>One column of one row group.</summary>
/// <param name="Codec">The compression of the pages.</param>
/// <param name="Start">The offset of the first page.</param>
/// <param name="Length">The bytes of all pages together.</param>
internal sealed record ParquetChunk(ParquetCodec Codec, long Start, long Length);

/// <summary>Consecutive rows, column by column.</summary>
internal sealed record ParquetRowGroup(long Rows, IReadOnlyList<ParquetChunk> Chunks);

/// <summary>The footer of a Parquet file: its columns, and the places of their pages.</summary>
internal sealed record ParquetFooter(IReadOnlyList<ParquetField> Fields, IReadOnlyList<ParquetRowGroup> Groups)
{
    private const int TailLength = 8;

    /// <summary>Reads the footer at the end of a file.</summary>
    /// <exception cref="InvalidDataException">The file does not end as Parquet does, or the footer is damaged.</exception>
    public static ParquetFooter Read(Stream stream)
    {
        Span<byte> ends = stackalloc byte[4 + TailLength];
        bool complete = stream.Length >= ends.Length;
        if (complete)
        {
            stream.ReadExactly(ends[..4]);
            stream.Position = stream.Length - TailLength;
            stream.ReadExactly(ends[4..]);
        }

        if (!complete || !ends.StartsWith("PAR1"u8) || !ends.EndsWith("PAR1"u8))
        {
            throw new InvalidDataException("expected 'PAR1' at both ends");
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(ends[4..]);
        if (length > stream.Length - ends.Length)
        {
            throw new InvalidDataException($"a footer of {length} bytes does not fit the file of {stream.Length} bytes");
        }

        byte[] footer = new byte[length];
        stream.Position = stream.Length - TailLength - length;
        stream.ReadExactly(footer);
        return Parse(footer, stream.Length);
    }

    private static ParquetFooter Parse(byte[] bytes, long fileLength)
    {
        ThriftReader reader = new(bytes);
        List<SchemaElement> schema = [];
        List<ParquetRowGroup> groups = [];
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            switch (id, type)
            {
                case (2, ThriftType.List) when reader.List(out _) is int count:
                    for (int i = 0; i < count; i++)
                    {
                        schema.Add(SchemaElement.Read(ref reader));
                    }

                    break;
                case (4, ThriftType.List) when reader.List(out _) is int count:
                    for (int i = 0; i < count; i++)
                    {
                        groups.Add(ReadGroup(ref reader, fileLength));
                    }

                    break;
                case (8, ThriftType.Struct):
                    throw new InvalidDataException("the file is encrypted");
                default:
                    reader.Skip(type);
                    break;
            }
        }

        (ParquetField[] fields, int chunks) = Columns(schema);
        return groups.TrueForAll(group => group.Chunks.Count == chunks)
            ? new ParquetFooter(fields, groups)
            : throw new InvalidDataException($"a row group has not the {chunks} columns of the schema");
    }

    /// <summary>The nodes right below the root, and how many leaves there are in all.</summary>
    private static (ParquetField[] Fields, int Chunks) Columns(List<SchemaElement> schema)
    {
        List<ParquetField> fields = [];
        int chunks = 0;
        for (int i = 1; i < schema.Count;)
        {
            (int start, int first) = (i, chunks);
            for (long open = 1; open > 0; i++)
            {
                if (i >= schema.Count || schema[i].Children < 0)
                {
                    throw new InvalidDataException("the schema's tree is broken off");
                }

                open += schema[i].Children - 1;
                chunks += schema[i].Children == 0 ? 1 : 0;
            }

            fields.Add(SchemaElement.ToField(schema[start..i], first));
        }

        return ([.. fields], chunks);
    }

    private static ParquetRowGroup ReadGroup(ref ThriftReader reader, long fileLength)
    {
        List<ParquetChunk> chunks = [];
        long rows = 0;
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            switch (id, type)
            {
                case (1, ThriftType.List) when reader.List(out _) is int count:
                    for (int i = 0; i < count; i++)
                    {
                        chunks.Add(ReadChunk(ref reader, fileLength));
                    }

                    break;
                case (3, ThriftType.Int64):
                    rows = reader.Long();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new ParquetRowGroup(rows, chunks);
    }

    private static ParquetChunk ReadChunk(ref ThriftReader reader, long fileLength)
    {
        ParquetChunk? chunk = null;
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            switch (id, type)
            {
                case (1, ThriftType.Binary):
                    throw new InvalidDataException("its columns lie in other files");
                case (3, ThriftType.Struct):
                    chunk = ReadMetadata(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return chunk is { Start: >= 0, Length: >= 0 } && chunk.Start <= fileLength && chunk.Length <= fileLength - chunk.Start
            ? chunk
            : throw new InvalidDataException($"a column does not lie inside the file of {fileLength} bytes");
    }

    private static ParquetChunk ReadMetadata(ref ThriftReader reader)
    {
        ParquetCodec codec = ParquetCodec.Uncompressed;
        (long data, long dictionary, long length) = (-1, 0, -1);
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            switch (id, type)
            {
                case (4, ThriftType.Int32):
                    codec = (ParquetCodec)reader.Int();
                    break;
                case (7, ThriftType.Int64):
                    length = reader.Long();
                    break;
                case (9, ThriftType.Int64):
                    data = reader.Long();
                    break;
                case (11, ThriftType.Int64):
                    dictionary = reader.Long();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new ParquetChunk(codec, dictionary > 0 ? Math.Min(dictionary, data) : data, length);
    }
}
