namespace Experiments.Data;

/// <summary>
/// An Apache Parquet file (format.parquet.org) of flat columns as a table, read a row group and a column at a time. A null is a missing
/// value. The index that pandas stores beside the columns is none of them.
/// </summary>
internal sealed class ParquetTable : ITableFile
{
    /// <summary>Values of a small file that are believed whatever its length: encodings store a run of equal values in a few bytes.</summary>
    private const long AlwaysBelieved = 1 << 24;

    /// <summary>Values a byte that are believed in a larger one.</summary>
    private const long HighestRatio = 1024;

    private const string PandasIndex = "__index_level_";
    private readonly string path;
    private readonly FileStream stream;
    private readonly ParquetFooter footer;
    private readonly ParquetField[] fields;

    /// <summary>Opens a file and reads its footer.</summary>
    /// <exception cref="DataException">It is missing or damaged.</exception>
    public ParquetTable(string path)
    {
        this.path = path;
        stream = DataFile.OpenRead(path);
        try
        {
            footer = ParquetFooter.Read(stream);
        }
        catch (InvalidDataException fault)
        {
            stream.Dispose();
            throw new DataException($"{path}: not a Parquet file, or damaged: {fault.Message}.", fault);
        }

        fields = [.. footer.Fields.Where(field => !field.Name.StartsWith(PandasIndex, StringComparison.Ordinal))];
        Columns = [.. fields.Select(field => field.Name)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public TableRows Read(TableSelection selection)
    {
        ParquetField[] features = [.. selection.Features.Select(column => Numeric(column, selection))];
        ParquetField? label = selection.Label is { } place ? Labelled(place) : null;
        int rows = CountRows(features.Length);
        NumberTable numbers = NumberTable.Create(rows, features.Length, isDouble: !features.All(field => field.IsSingle));
        string?[]? labels = label is null ? null : new string?[rows];
        int start = 0;
        foreach (ParquetRowGroup group in footer.Groups)
        {
            for (int j = 0; j < features.Length; j++)
            {
                Fill(numbers, start, j, ReadColumn(group, features[j], ParquetValues.Numbers, double.NaN));
            }

            if (label is not null)
            {
                ReadLabels(group, label).CopyTo(labels.AsSpan(start));
            }

            start += (int)group.Rows;
        }

        return new TableRows(numbers, labels);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private string?[] ReadLabels(ParquetRowGroup group, ParquetField field)
    {
        if (field.IsText)
        {
            return Array.ConvertAll(ReadColumn<string?>(group, field, ParquetValues.Texts, null), text => string.IsNullOrEmpty(text) ? null : Compositions.Of(text));
        }

        double[] numbers = ReadColumn(group, field, ParquetValues.Numbers, double.NaN);
        return Array.ConvertAll(numbers, value => double.IsNaN(value) ? null
            : field.Type == PhysicalType.Boolean ? (value == 1 ? "true" : "false") : NumberText.Label(value));
    }

    private T[] ReadColumn<T>(ParquetRowGroup group, ParquetField field, ValueDecoder<T> decode, T missing)
    {
        ParquetChunk chunk = group.Chunks[field.Chunk];
        try
        {
            byte[] bytes = new byte[chunk.Length <= Array.MaxLength ? chunk.Length : throw new InvalidDataException("a column chunk of more than 2 GiB")];
            stream.Position = chunk.Start;
            stream.ReadExactly(bytes);
            T[] values = new T[group.Rows];
            new ParquetPages<T>(field, chunk.Codec, decode).Read(bytes, values, missing);
            return values;
        }
        catch (InvalidDataException fault)
        {
            throw new DataException($"{path}: damaged or not supported at offset {chunk.Start}, column {field.Name}: {fault.Message}.", fault);
        }
    }

    private static void Fill(NumberTable numbers, int start, int feature, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            numbers.Set(start + i, feature, values[i]);
        }
    }

    /// <summary>Rows in all, once so many are plausible.</summary>
    private int CountRows(int columns)
    {
        long rows = 0;
        foreach (ParquetRowGroup group in footer.Groups)
        {
            rows = group.Rows is >= 0 and <= int.MaxValue ? rows + group.Rows : long.MaxValue / 2;
            if (rows > int.MaxValue)
            {
                break;
            }
        }

        Int128 values = (Int128)rows * Math.Max(1, columns);
        if (rows == 0 || values > Math.Min(Array.MaxLength, Math.Max(AlwaysBelieved, stream.Length * HighestRatio)))
        {
            throw new DataException(rows == 0
                ? $"{path}: holds no rows."
                : $"{path}: declares {values} values in {stream.Length} bytes; it is damaged, or too large for one matrix ({Array.MaxLength} values at most).");
        }

        return (int)rows;
    }

    private ParquetField Numeric(int column, TableSelection selection) => fields[column].IsNumeric
        ? fields[column]
        : throw new DataException(
            $"{path}: row 1, {TableFile.Place(Columns, column)}: holds {fields[column].Content}, not numbers; {selection.Remedy(column)}.");

    private ParquetField Labelled(int column) => fields[column].IsNumeric || fields[column].IsText
        ? fields[column]
        : throw new DataException($"{path}: {TableFile.Place(Columns, column)} holds {fields[column].Content}; labels are text or numbers.");
}
