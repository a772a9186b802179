namespace Experiments.Data;

/// <summary>Reads the pages of a column chunk: a dictionary first, where there is one, then values and which of them are null.</summary>
/// <param name="field">The column.</param>
/// <param name="codec">How its pages are compressed.</param>
/// <param name="decode">How its values are read.</param>
internal sealed class ParquetPages<T>(ParquetField field, ParquetCodec codec, ValueDecoder<T> decode)
{
    private T[]? dictionary;

    /// <summary>Fills <paramref name="target"/>, a value a row, out of a chunk's bytes; a null becomes <paramref name="missing"/>.</summary>
    /// <exception cref="InvalidDataException">A page is damaged, or there are fewer values or more than rows.</exception>
    public void Read(ReadOnlySpan<byte> chunk, Span<T> target, T missing)
    {
        ByteReader reader = new(chunk);
        for (int filled = 0; filled < target.Length;)
        {
            ReadOnlySpan<byte> rest = chunk[(chunk.Length - reader.Remaining)..];
            ParquetPage page = ParquetPage.Read(rest, out int headerLength);
            reader.Take(headerLength);
            ReadOnlySpan<byte> body = reader.Take(page.StoredSize);
            if (page.Type == PageType.Dictionary)
            {
                dictionary = decode(field, ParquetEncoding.Plain, ParquetCodecs.Unpack(codec, body, page.Size), page.Values);
            }
            else if (page.Type is PageType.Data or PageType.DataVersion2)
            {
                if (page.Values > target.Length - filled)
                {
                    throw new InvalidDataException($"column {field.Name} has more values than its row group has rows");
                }

                ReadData(page, body, target.Slice(filled, page.Values), missing);
                filled += page.Values;
            }
        }
    }

    private void ReadData(ParquetPage page, ReadOnlySpan<byte> body, Span<T> target, T missing)
    {
        int[]? present = null;
        ByteReader values;
        if (page.Type == PageType.Data)
        {
            values = new ByteReader(ParquetCodecs.Unpack(codec, body, page.Size));
            if (field.Optional)
            {
                present = page.LevelEncoding == ParquetEncoding.RunLength
                    ? BitPacking.ReadRuns(values.Take(values.Int32()), width: 1, target.Length)
                    : throw new InvalidDataException($"nulls in encoding {page.LevelEncoding} are not supported");
            }
        }
        else
        {
            ByteReader stored = new(body);
            ReadOnlySpan<byte> levels = stored.Take(page.LevelsLength);
            present = field.Optional ? BitPacking.ReadRuns(levels, width: 1, target.Length) : null;
            int size = page.Size - page.LevelsLength;
            values = new ByteReader(page.Compressed && size > 0 ? ParquetCodecs.Unpack(codec, stored.TakeRest(), size) : stored.TakeRest());
        }

        Spread(Decode(page.Encoding, values.TakeRest(), present?.Sum() ?? target.Length), present, target, missing);
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

    private static void Spread(T[] values, int[]? present, Span<T> target, T missing)
    {
        if (present is null)
        {
            values.CopyTo(target);
            return;
        }

        for (int i = 0, next = 0; i < target.Length; i++)
        {
            target[i] = present[i] == 0 ? missing : values[next++];
        }
    }
}
