namespace Experiments.Data.Parquet;

/// <summary>The kinds of pages.</summary>
internal enum PageType
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataVersion2 = 3,
}

/// <summary>The ways in which values are written.</summary>
internal enum ParquetEncoding
{
    Plain = 0,
    PlainDictionary = 2,
    RunLength = 3,
    DeltaBinaryPacked = 5,
    DeltaLengthByteArray = 6,
    DeltaByteArray = 7,
    DictionaryIndices = 8,
    ByteStreamSplit = 9,
}

/// <summary>The header before a page.</summary>
internal sealed record ParquetPage
{
    public PageType Type { get; private set; }

    /// <summary>Bytes of the page, unpacked.</summary>
    public int Size { get; private set; }

    /// <summary>Bytes of the page in the file.</summary>
    public int StoredSize { get; private set; }

    /// <summary>Values in it, nulls among them.</summary>
    public int Values { get; private set; }

    public ParquetEncoding Encoding { get; private set; }

    /// <summary>The encoding of the levels that say which values are null (version 1).</summary>
    public ParquetEncoding LevelEncoding { get; private set; } = ParquetEncoding.RunLength;

    /// <summary>Bytes that say which values are null (version 2); they are never compressed.</summary>
    public int LevelsLength { get; private set; }

    /// <summary>Bytes before them that say where lists begin (version 2).</summary>
    public int RepetitionsLength { get; private set; }

    /// <summary>True when the rest is compressed (version 2).</summary>
    public bool Compressed { get; private set; } = true;

    /// <summary>Reads the header at the front of <paramref name="bytes"/> and says how long it is.</summary>
    public static ParquetPage Read(ReadOnlySpan<byte> bytes, out int length)
    {
        ThriftReader reader = new(bytes);
        ParquetPage page = new();
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            switch (id, type)
            {
                case (1, ThriftType.Int32):
                    page.Type = (PageType)reader.Int();
                    break;
                case (2, ThriftType.Int32):
                    page.Size = reader.Int();
                    break;
                case (3, ThriftType.Int32):
                    page.StoredSize = reader.Int();
                    break;
                case (5 or 7 or 8, ThriftType.Struct):
                    page.ReadDetails(ref reader, isVersion2: id == 8);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        length = bytes.Length - reader.Remaining;
        return page is { Size: >= 0, StoredSize: >= 0, Values: >= 0, LevelsLength: >= 0, RepetitionsLength: >= 0 }
            ? page
            : throw new InvalidDataException("a page declares a negative length");
    }

    private void ReadDetails(ref ThriftReader reader, bool isVersion2)
    {
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            switch (id, type)
            {
                case (1, ThriftType.Int32):
                    Values = reader.Int();
                    break;
                case (2, ThriftType.Int32) when !isVersion2:
                    Encoding = (ParquetEncoding)reader.Int();
                    break;
                case (3, ThriftType.Int32) when !isVersion2:
                    LevelEncoding = (ParquetEncoding)reader.Int();
                    break;
                case (4, ThriftType.Int32) when isVersion2:
                    Encoding = (ParquetEncoding)reader.Int();
                    break;
                case (5, ThriftType.Int32) when isVersion2:
                    LevelsLength = reader.Int();
                    break;
                case (6, ThriftType.Int32) when isVersion2:
                    RepetitionsLength = reader.Int();
                    break;
                case (7, ThriftType.True or ThriftType.False) when isVersion2:
                    Compressed = type == ThriftType.True;
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}
