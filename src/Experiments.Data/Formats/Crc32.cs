using System.Buffers.Binary;

namespace Experiments.Data.Formats;

/// <summary>CRC-32 as zip files carry it (ISO 3309, reflected polynomial EDB88320), eight bytes a step.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    /// <summary>Table i: what a byte adds to the sum when i more bytes follow it.</summary>
    private static readonly uint[][] Tables = CreateTables();

    /// <summary>The checksum of these bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            ulong next = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = Tables[7][(byte)next] ^ Tables[6][(byte)(next >> 8)] ^ Tables[5][(byte)(next >> 16)] ^ Tables[4][(byte)(next >> 24)]
                ^ Tables[3][(byte)(next >> 32)] ^ Tables[2][(byte)(next >> 40)] ^ Tables[1][(byte)(next >> 48)] ^ Tables[0][(byte)(next >> 56)];
        }

        foreach (byte value in bytes)
        {
            crc = (crc >> 8) ^ Tables[0][(byte)(crc ^ value)];
        }

        return ~crc;
    }

    private static uint[][] CreateTables()
    {
        uint[][] tables = [.. Enumerable.Range(0, sizeof(ulong)).Select(_ => new uint[256])];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (Polynomial & (uint)-(int)(crc & 1));
            }

            tables[0][value] = crc;
        }

        for (int i = 1; i < tables.Length; i++)
        {
            for (int value = 0; value < 256; value++)
            {
                uint before = tables[i - 1][value];
                tables[i][value] = (before >> 8) ^ tables[0][(byte)before];
            }
        }

        return tables;
    }
}
