using System.Numerics;

namespace Experiments.Data.Parquet;

/// <summary>Reads the pages of a column chunk: a dictionary first, where there is one, then values and which of them are null.</summary>
/// <param name="field">The column that is read.</param>
/// <param name="codec">The compression of the column's pages.</param>
/// <param name="decode">Reads the column's values from their bytes.</param>
internal sealed class ParquetPages<T>(ParquetField field, ParquetCodec codec, ValueDecoder<T> decode)
{
    private readonly int definitionWidth = BitOperations.Log2((uint)field.Definitions | 1) + 1;
    private T[]? dictionary;

    /// <summary>Fills <paramref name="target"/>, a value a row, out of a chunk's bytes; a null becomes <paramref name="missing"/>.</summary>
    /// <exception cref="InvalidDataException">A page is damaged, or there are fewer values or more than rows.</exception>
    public void Read(ReadOnlySpan<byte> chunk, Span<T> target, T missing)
    {
        ByteReader reader = new(chunk);
        for (int filled = 0; filled < target.Length;)
        {
            if (NextData(ref reader, chunk, target.Length - filled) is { } page)
            {
                Spread(ReadData(page.Page, chunk[page.Body], out _, out int[]? definitions), definitions, target.Slice(filled, page.Page.Values),
                    missing);
                filled += page.Page.Values;
            }
        }
    }

    /// <summary>
    /// The lists of so many rows: their elements one after another, a null <paramref name="missing"/>, and the length of each list.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// A page is damaged, there are other than so many lists, or more than <paramref name="most"/> elements.
    /// </exception>
    public (T[] Elements, int[] Lengths) ReadLists(ReadOnlySpan<byte> chunk, int rows, int most, T missing)
    {
        List<T> elements = [];
        int[] lengths = new int[rows];
        int row = -1;
        ByteReader reader = new(chunk);
        while (reader.Remaining > 0)
        {
            if (NextData(ref reader, chunk, most - elements.Count) is not { } page)
            {
                continue;
            }

            T[] values = ReadData(page.Page, chunk[page.Body], out int[]? repetitions, out int[]? definitions);
            for (int i = 0, next = 0; i < page.Page.Values; i++)
            {
                row += repetitions![i] == 0 ? 1 : 0;
                if (row < 0 || row >= rows)
                {
                    throw new InvalidDataException($"column {field.Name} has other than {rows} lists");
                }

                int level = definitions![i];
                if (level >= field.ListDefinition)
                {
                    elements.Add(level == field.Definitions ? values[next++] : missing);
                    lengths[row]++;
                }
            }
        }

        return row == rows - 1 ? ([.. elements], lengths) : throw new InvalidDataException($"column {field.Name} has other than {rows} lists");
    }

    /// <summary>Reads the next page's header; null after a dictionary, which is kept, and after pages that hold no values.</summary>
    private (ParquetPage Page, Range Body)? NextData(ref ByteReader reader, ReadOnlySpan<byte> chunk, int most)
    {
        ReadOnlySpan<byte> rest = chunk[(chunk.Length - reader.Remaining)..];
        ParquetPage page = ParquetPage.Read(rest, out int headerLength);
        reader.Take(headerLength);
        int start = chunk.Length - reader.Remaining;
        ReadOnlySpan<byte> body = reader.Take(page.StoredSize);
        if (page.Type == PageType.Dictionary)
        {
            dictionary = decode(field, ParquetEncoding.Plain, ParquetCodecs.Unpack(codec, body, page.Size), page.Values);
        }

        if (page.Type is not (PageType.Data or PageType.DataVersion2))
        {
            return null;
        }

        return page.Values <= most
            ? (page, start..(start + page.StoredSize))
            : throw new InvalidDataException($"column {field.Name} has more values than its row group has rows");
    }

    private T[] ReadData(ParquetPage page, ReadOnlySpan<byte> body, out int[]? repetitions, out int[]? definitions)
    {
        repetitions = null;
        definitions = null;
        ByteReader values;
        if (page.Type == PageType.Data)
        {
            if (page.LevelEncoding != ParquetEncoding.RunLength && field.Definitions > 0)
            {
                throw new InvalidDataException($"nulls in encoding {page.LevelEncoding} are not supported");
            }

            values = new ByteReader(ParquetCodecs.Unpack(codec, body, page.Size));
            repetitions = field.IsList ? BitPacking.ReadRuns(values.Take(values.Int32()), width: 1, page.Values) : null;
            definitions = field.Definitions > 0 ? BitPacking.ReadRuns(values.Take(values.Int32()), definitionWidth, page.Values) : null;
        }
        else
        {
            ByteReader stored = new(body);
            ReadOnlySpan<byte> repeated = stored.Take(page.RepetitionsLength);
            ReadOnlySpan<byte> levels = stored.Take(page.LevelsLength);
            repetitions = field.IsList ? BitPacking.ReadRuns(repeated, width: 1, page.Values) : null;
            definitions = field.Definitions > 0 ? BitPacking.ReadRuns(levels, definitionWidth, page.Values) : null;
            int size = page.Size - page.LevelsLength - page.RepetitionsLength;
            values = new ByteReader(page.Compressed && size > 0 ? ParquetCodecs.Unpack(codec, stored.TakeRest(), size) : stored.TakeRest());
        }

        return Decode(page.Encoding, values.TakeRest(), definitions?.Count(level => level == field.Definitions) ?? page.Values);
    }

    private T[] Decode(ParquetEncoding encoding, ReadOnlySpan<byte> bytes, int count)
    {
        if (encoding is not (ParquetEncoding.DictionaryIndices or ParquetEncoding.PlainDictionary) || count == 0)
        {
            return count == 0 ? [] : decode(field, encoding, bytes, count);
        }

        ByteReader reader = new(bytes);
        int width = reader.Next();
        T[] known = dictionary ?? throw new InvalidDataException($"column {field.Name} refers to a dictionary that is not there");
        return Array.ConvertAll(BitPacking.ReadRuns(reader.TakeRest(), width, count), index => (uint)index < (uint)known.Length
            ? known[index]
            : throw new InvalidDataException($"column {field.Name} refers to value {(uint)index} of a dictionary of {known.Length}"));
    }

    private void Spread(T[] values, int[]? definitions, Span<T> target, T missing)
    {
        if (definitions is null)
        {
            values.CopyTo(target);
            return;
        }

        for (int i = 0, next = 0; i < target.Length; i++)
        {
            target[i] = definitions[i] == field.Definitions ? values[next++] : missing;
        }
    }
}
