namespace Experiments.Data.Parquet;

/// <summary>Parquet's DELTA_BINARY_PACKED: differences to a block's smallest one, packed in miniblocks of their own widths.</summary>
internal static class DeltaIntegers
{
    private const int LargestBlock = 1 << 16;

    /// <summary>Reads <paramref name="count"/> numbers and leaves the reader behind them.</summary>
    public static long[] Read(ref ByteReader reader, int count)
    {
        ulong blockSize = reader.VarInt();
        ulong miniblocks = reader.VarInt();
        ulong total = reader.VarInt();
        long value = reader.ZigZag();
        if (miniblocks == 0 || blockSize is 0 or > LargestBlock || blockSize % (miniblocks * 8) != 0 || total != (ulong)count)
        {
            throw new InvalidDataException(
                $"differences of {total} numbers in blocks of {blockSize} and {miniblocks} parts, where {count} numbers are expected");
        }

        long[] values = new long[count];
        int size = (int)(blockSize / miniblocks);
        int filled = Math.Min(count, 1);
        values.AsSpan(0, filled).Fill(value);
        while (filled < count)
        {
            long smallest = reader.ZigZag();
            ReadOnlySpan<byte> widths = reader.Take((long)miniblocks);
            for (int block = 0; block < widths.Length && filled < count; block++)
            {
                int width = widths[block] <= 64 ? widths[block] : throw new InvalidDataException($"numbers of {widths[block]} bits");
                ReadOnlySpan<byte> packed = reader.Take((long)size * width / 8);
                for (int i = 0; i < size && filled < count; i++)
                {
                    value = unchecked(value + smallest + (long)BitPacking.Read(packed, i, width));
                    values[filled++] = value;
                }
            }
        }

        return values;
    }
}
