namespace Experiments.Data.Parquet;

/// <summary>Whole numbers of a fixed number of bits, one after another, the lowest bit first.</summary>
internal static class BitPacking
{
    /// <summary>The number at place <paramref name="index"/>; bits beyond the end are a fault.</summary>
    public static ulong Read(ReadOnlySpan<byte> bytes, int index, int width)
    {
        long bit = (long)index * width;
        if (bit + width > 8L * bytes.Length)
        {
            throw new InvalidDataException("packed numbers break off");
        }

        ulong value = 0;
        for (int done = 0; done < width;)
        {
            int offset = (int)((bit + done) & 7);
            int taken = Math.Min(8 - offset, width - done);
            ulong part = ((ulong)bytes[(int)((bit + done) >> 3)] >> offset) & ((1UL << taken) - 1);
            value |= part << done;
            done += taken;
        }

        return value;
    }

    /// <summary>
    /// Parquet's hybrid of runs and packed numbers: each piece starts with a number whose lowest bit says which it is.
    /// </summary>
    public static int[] ReadRuns(ReadOnlySpan<byte> bytes, int width, int count)
    {
        if (width > 32)
        {
            throw new InvalidDataException($"numbers of {width} bits");
        }

        ByteReader reader = new(bytes);
        int[] values = new int[count];
        for (int filled = 0; filled < count;)
        {
            ulong header = reader.VarInt();
            int wanted = (int)Math.Min((header & 1) == 0 ? header >> 1 : (header >> 1) * 8, (ulong)(count - filled));
            if (wanted == 0)
            {
                throw new InvalidDataException("a run of no values");
            }

            if ((header & 1) == 0)
            {
                values.AsSpan(filled, wanted).Fill((int)Read(reader.Take((width + 7) / 8), 0, width));
            }
            else
            {
                // The last piece may be cut off where its values end.
                ReadOnlySpan<byte> packed = reader.Take((long)Math.Min((header >> 1) * (ulong)width, (ulong)reader.Remaining));
                for (int i = 0; i < wanted; i++)
                {
                    values[filled + i] = (int)Read(packed, i, width);
                }
            }

            filled += wanted;
        }

        return values;
    }
}
