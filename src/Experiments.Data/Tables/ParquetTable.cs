using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Data.Parquet;

namespace Experiments.Data.Tables;

/// <summary>
/// An Apache Parquet file (format.parquet.org) as a table, read a row group and a column at a time. A null is a missing value; a column of lists of
/// one length is as many columns, "name[0]", "name[1]", …. The index that pandas stores beside the columns is none of them.
/// </summary>
internal sealed class ParquetTable : ITableFile
{
    /// <summary>Values of a small file that are believed whatever its length: encodings store a run of equal values in a few bytes.</summary>
    private const long AlwaysBelieved = 1 << 24;

    /// <summary>Values a byte that are believed in a larger one.</summary>
    private const long HighestRatio = 1024;

    private const int LongestList = 1 << 20;
    private const string PandasIndex = "__index_level_";
    private const string UnnamedIndex = "Unnamed: 0";
    private readonly string path;
    private readonly FileStream stream;
    private readonly ParquetFooter footer;
    private readonly Slot[] slots;

    /// <summary>The lists of the first row group, read to learn their length, until they are asked for.</summary>
    private readonly Dictionary<ParquetField, double[]> firstLists = [];

    /// <summary>Opens a file and reads its footer, and of columns of lists the first row group.</summary>
    /// <exception cref="DataException">The file is missing or damaged.</exception>
    public ParquetTable(string path)
    {
        this.path = path;
        stream = DataFile.OpenRead(path);
        try
        {
            footer = ParquetFooter.Read(stream);
            slots = [.. footer.Fields.Where(field => !field.Name.StartsWith(PandasIndex, StringComparison.Ordinal)).SelectMany(SlotsOf)];
        }
        catch (InvalidDataException fault)
        {
            stream.Dispose();
            throw new DataException($"{path}: not a Parquet file, or damaged: {fault.Message}.", fault);
        }

        Columns = [.. slots.Select(slot => slot.Name)];
        Index = Columns.Count > 1 && Columns[0] == UnnamedIndex ? 0 : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public int? Index { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => Index is null ? [] : ["column 1 numbers the rows and is left out"];

    /// <inheritdoc/>
    public TableRows Read(TableSelection selection)
    {
        Slot[] features = [.. selection.Features.Select(column => Numeric(column, selection))];
        ParquetField? label = selection.Label is { } place ? Labelled(place) : null;
        int rows = CountRows(features.Length);
        NumberTable numbers = NumberTable.Create(rows, features.Length, isDouble: !features.All(slot => slot.Field.IsSingle));
        string?[]? labels = label is null ? null : new string?[rows];
        string?[][] texts = [.. selection.Texts.Select(_ => new string?[rows])];
        int start = 0;
        foreach (ParquetRowGroup group in footer.Groups)
        {
            foreach (IGrouping<ParquetField, (int Index, Slot Item)> wanted in features.Index().GroupBy(feature => feature.Item.Field))
            {
                Fill(numbers, start, group, wanted.Key, [.. wanted.Select(feature => (feature.Index, feature.Item.Element))]);
            }

            if (label is not null)
            {
                ReadLabels(group, label).CopyTo(labels.AsSpan(start));
            }

            for (int j = 0; j < texts.Length; j++)
            {
                ReadLabels(group, slots[selection.Texts[j]].Field).CopyTo(texts[j].AsSpan(start));
            }

            start += (int)group.Rows;
        }

        return new TableRows(numbers, labels, texts);
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> TextColumns(IReadOnlyList<int> columns) => [.. columns.Where(column => slots[column].Field.IsText)];

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    /// <summary>A column, or one for each element of its lists: as many as the first list has.</summary>
    private IEnumerable<Slot> SlotsOf(ParquetField field)
    {
        if (!field.IsList || !field.IsNumeric || CountRows(1) == 0)
        {
            return [new Slot(field, 0, 1, field.Name)];
        }

        ParquetRowGroup group = footer.Groups.First(group => group.Rows > 0);
        int length;
        try
        {
            (double[] elements, int[] lengths) = ReadLists(group, field);
            length = lengths.FirstOrDefault(length => length > 0);
            firstLists[field] = length is > 0 and <= LongestList
                ? Even(group, field, elements, lengths, length)
                : throw new DataException($"{path}: column {field.Name}: the first list has {length} values, expected 1 to {LongestList}.");
        }
        catch (DataException fault)
        {
            return [new Slot(field, 0, 1, field.Name) { Fault = fault }];
        }

        return Enumerable.Range(0, length).Select(element => new Slot(field, element, length, $"{field.Name}[{element}]"));
    }

    /// <summary>The lists side by side, an empty one as missing values.</summary>
    private double[] Even(ParquetRowGroup group, ParquetField field, double[] elements, int[] lengths, int length)
    {
        double[] even = new double[(long)lengths.Length * length];
        for (int row = 0, next = 0; row < lengths.Length; row++)
        {
            if (lengths[row] != 0 && lengths[row] != length)
            {
                long before = footer.Groups.TakeWhile(other => other != group).Sum(other => other.Rows);
                throw new DataException(
                    $"{path}: row {before + row + 1}, column {field.Name}: a list of {lengths[row]} where the first has {length}; lists of features "
                    + $"are of one length.");
            }

            Span<double> target = even.AsSpan(row * length, length);
            if (lengths[row] == 0)
            {
                target.Fill(double.NaN);
            }

            elements.AsSpan(next, lengths[row]).CopyTo(target);
            next += lengths[row];
        }

        return even;
    }

    private (double[] Elements, int[] Lengths) ReadLists(ParquetRowGroup group, ParquetField field)
    {
        int most = (int)Math.Min(Array.MaxLength, Math.Max(AlwaysBelieved, stream.Length * HighestRatio));
        return ReadChunk(group, field, bytes =>
            new ParquetPages<double>(field, group.Chunks[field.Chunk].Codec, ParquetValues.Numbers)
            .ReadLists(bytes, (int)group.Rows, most, double.NaN));
    }

    private void Fill(NumberTable numbers, int start, ParquetRowGroup group, ParquetField field, (int Feature, int Element)[] wanted)
    {
        double[]? values = null;
        int length = 1;
        if (field.IsList)
        {
            length = slots.First(slot => slot.Field == field).Length;
            bool first = firstLists.Remove(field, out values) && group == footer.Groups.First(one => one.Rows > 0);
            if (!first)
            {
                (double[] elements, int[] lengths) = ReadLists(group, field);
                values = Even(group, field, elements, lengths, length);
            }
        }

        values ??= ReadColumn(group, field, ParquetValues.Numbers, double.NaN);
        for (int i = 0; i < group.Rows; i++)
        {
            foreach ((int feature, int element) in wanted)
            {
                numbers.Set(start + i, feature, values[(i * length) + element]);
            }
        }
    }

    private string?[] ReadLabels(ParquetRowGroup group, ParquetField field)
    {
        if (field.IsText)
        {
            return Array.ConvertAll(ReadColumn<string?>(group, field, ParquetValues.Texts, null), text =>
                string.IsNullOrEmpty(text) ? null : Compositions.Of(text));
        }

        double[] numbers = ReadColumn(group, field, ParquetValues.Numbers, double.NaN);
        return Array.ConvertAll(numbers, value => double.IsNaN(value) ? null
            : field.Type == PhysicalType.Boolean ? (value == 1 ? "true" : "false") : NumberText.Label(value));
    }

    private T[] ReadColumn<T>(ParquetRowGroup group, ParquetField field, ValueDecoder<T> decode, T missing) => ReadChunk(group, field, bytes =>
    {
        T[] values = new T[group.Rows];
        new ParquetPages<T>(field, group.Chunks[field.Chunk].Codec, decode).Read(bytes, values, missing);
        return values;
    });

    private T ReadChunk<T>(ParquetRowGroup group, ParquetField field, Func<byte[], T> read)
    {
        ParquetChunk chunk = group.Chunks[field.Chunk];
        try
        {
            byte[] bytes = new byte[chunk.Length <= Array.MaxLength
                ? chunk.Length
                : throw new InvalidDataException("a column chunk of more than 2 GiB")];
            stream.Position = chunk.Start;
            stream.ReadExactly(bytes);
            return read(bytes);
        }
        catch (InvalidDataException fault)
        {
            throw new DataException($"{path}: damaged or not supported at offset {chunk.Start}, column {field.Name}: {fault.Message}.", fault);
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
                : $"{path}: declares {values} values in {stream.Length} bytes; it is damaged, or too large for one matrix ({Array.MaxLength} values "
                + $"at most).");
        }

        return (int)rows;
    }

    private Slot Numeric(int column, TableSelection selection) => slots[column].Fault is { } fault
        ? throw new DataException($"{fault.Message.TrimEnd('.')}; {selection.Remedy(column)}.", fault)
        : slots[column].Field.IsNumeric ? slots[column]
        : throw new DataException(
            $"{path}: row 1, {TableFile.Place(Columns, column)}: holds {slots[column].Field.Content}, not numbers; {selection.Remedy(column)}.");

    private ParquetField Labelled(int column)
    {
        ParquetField field = slots[column].Field;
        return !field.IsList && (field.IsNumeric || field.IsText)
            ? field
            : throw new DataException($"{path}: {TableFile.Place(Columns, column)} holds {field.Content}; labels are text or numbers.");
    }

    /// <summary>A column of the table: a column of the file, or one element of its lists.</summary>
    /// <param name="Field">The column of the file.</param>
    /// <param name="Element">The number of the element in its list, from 0; 0 for single values.</param>
    /// <param name="Length">Elements of every list; 1 for single values.</param>
    /// <param name="Name">The name of the table's column.</param>
    private sealed record Slot(ParquetField Field, int Element, int Length, string Name)
    {
        /// <summary>The reason why the column's lists are no features; null where they may be.</summary>
        public DataException? Fault { get; init; }
    }
}
