using System.Buffers.Binary;
using System.Text;

namespace Experiments.Networks.Loading;

/// <summary>
/// Marks a symbol version that a 64-bit little-endian ELF library needs as weak, so that the dynamic linker only warns where the version is
/// absent. Works on the version needs of the dynamic section (Elfxx_Verneed and Elfxx_Vernaux, Linux Standard Base 5.0, section 10.7.3).
/// </summary>
internal sealed class WeakVersion
{
    private const int ProgramHeaderSize = 56;
    private const int LoadSegment = 1;
    private const int DynamicSegment = 2;
    private const long StringTable = 5;
    private const long VersionNeeds = 0x6ffffffe;
    private const long VersionNeedCount = 0x6fffffff;
    private const ushort WeakFlag = 2;

    private readonly byte[] image;
    private readonly List<(long Address, long Offset, long Size)> segments = [];
    private readonly Dictionary<long, long> dynamic = [];

    private WeakVersion(byte[] image)
    {
        this.image = image;
        long table = Int64(32);
        for (int i = 0; i < UInt16(56); i++)
        {
            ReadSegment((int)table + (i * ProgramHeaderSize));
        }
    }

    /// <summary>Sets the weak flag wherever <paramref name="version"/> is needed; returns how many entries it found (0: nothing to do).</summary>
    /// <exception cref="InvalidDataException">The image is not such a library.</exception>
    public static int Mark(byte[] image, string version)
    {
        if (image.Length < 64 || !image.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException("not a 64-bit little-endian ELF file");
        }

        try
        {
            return new WeakVersion(image).MarkNeeds(Encoding.ASCII.GetBytes(version + '\0'));
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or KeyNotFoundException or OverflowException)
        {
            throw new InvalidDataException("the ELF file's tables are damaged", fault);
        }
    }

    private void ReadSegment(int header)
    {
        (long offset, long address, long size) = (Int64(header + 8), Int64(header + 16), Int64(header + 32));
        int kind = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(header));
        if (kind == LoadSegment)
        {
            segments.Add((address, offset, size));
        }

        for (int entry = (int)offset; kind == DynamicSegment && entry < offset + size; entry += 16)
        {
            dynamic.TryAdd(Int64(entry), Int64(entry + 8));
        }
    }

    private int MarkNeeds(ReadOnlySpan<byte> version)
    {
        int marked = 0;
        long left = dynamic.GetValueOrDefault(VersionNeedCount);
        for (int need = left > 0 ? Offset(dynamic[VersionNeeds]) : 0; left > 0; left--)
        {
            int auxiliary = need + Int32(need + 8);
            for (int count = UInt16(need + 2); count > 0; count--)
            {
                marked += MarkIf(auxiliary, version);
                auxiliary += Int32(auxiliary + 12);
            }

            need += Int32(need + 12);
        }

        return marked;
    }

    private int MarkIf(int auxiliary, ReadOnlySpan<byte> version)
    {
        int name = Offset(dynamic[StringTable]) + Int32(auxiliary + 8);
        if (!image.AsSpan(name).StartsWith(version))
        {
            return 0;
        }

        Span<byte> flags = image.AsSpan(auxiliary + 4);
        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | WeakFlag));
        return 1;
    }

    private int Offset(long address)
    {
        (long start, long offset, _) = segments.Find(segment => address >= segment.Address && address < segment.Address + segment.Size);
        return checked((int)(address - start + offset));
    }

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(offset));

    private int Int32(int offset) => BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(offset));

    private long Int64(int offset) => BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(offset));
}
