namespace Experiments.Data.Parquet;

/// <summary>The ways in which Parquet stores the values of a column.</summary>
internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLengthByteArray = 7,
}

/// <summary>The meanings of stored values, as far as this program distinguishes them.</summary>
internal enum ParquetMeaning
{
    /// <summary>The meaning that the physical type has by itself.</summary>
    Plain,

    /// <summary>Whole numbers without a sign.</summary>
    Unsigned,

    /// <summary>Whole numbers divided by a power of ten.</summary>
    Decimal,

    /// <summary>Numbers of half precision.</summary>
    Half,

    /// <summary>Text in UTF-8.</summary>
    Text,

    /// <summary>Dates, times of day, points in time, spans.</summary>
    Time,

    /// <summary>Lists, maps or records.</summary>
    Nested,

    /// <summary>Anything else: identifiers, shapes, …</summary>
    Other,
}

/// <summary>A top-level column of a Parquet file.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">The way in which the column's values are stored.</param>
/// <param name="Meaning">The meaning of the stored values.</param>
internal sealed record ParquetField(string Name, PhysicalType Type, ParquetMeaning Meaning)
{
    /// <summary>
    /// The number of nodes, from the top down to a value itself, that may be missing or repeat: the definition level of a value that is there.
    /// </summary>
    public int Definitions { get; init; }

    /// <summary>The definition level from which on a list has an element, if only a null; 0 for a column of single values.</summary>
    public int ListDefinition { get; init; }

    /// <summary>True when each row holds a list of values.</summary>
    public bool IsList => ListDefinition > 0;

    /// <summary>Bytes of a value of <see cref="PhysicalType.FixedLengthByteArray"/>.</summary>
    public int Length { get; init; }

    /// <summary>Digits behind the point of a decimal.</summary>
    public int Scale { get; init; }

    /// <summary>Place of its chunk in every row group; a nested column has several, from here on.</summary>
    public int Chunk { get; init; }

    /// <summary>True when the values are numbers or truth values.</summary>
    public bool IsNumeric => (Meaning, Type) switch
    {
        (ParquetMeaning.Plain, PhysicalType.Boolean or PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.Float or PhysicalType.Double) => true,
        (ParquetMeaning.Unsigned, PhysicalType.Int32 or PhysicalType.Int64) => true,
        (ParquetMeaning.Decimal, PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray) => true,
        (ParquetMeaning.Half, PhysicalType.FixedLengthByteArray) => Length == 2,
        _ => false,
    };

    /// <summary>True when the values are exact in single precision.</summary>
    public bool IsSingle => Type is PhysicalType.Boolean or PhysicalType.Float || Meaning == ParquetMeaning.Half;

    /// <summary>True when the values are text; bytes of which nothing is said are taken for it, as older programs wrote text.</summary>
    public bool IsText => !IsList && Type == PhysicalType.ByteArray && Meaning is ParquetMeaning.Text or ParquetMeaning.Plain;

    /// <summary>The content of the column, in words.</summary>
    public string Content => Meaning == ParquetMeaning.Nested || (IsList && !IsNumeric) ? "lists or records"
        : IsList ? "lists of numbers"
        : IsNumeric ? "numbers"
        : IsText ? "text"
        : Meaning == ParquetMeaning.Time || Type == PhysicalType.Int96 ? "dates or times"
        : "values of another kind";
}
