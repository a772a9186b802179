using System.Buffers.Binary;

namespace Experiments.Data.Formats;

/// <summary>Reads IDX files of bytes (LeCun, Cortes and Burges, "The MNIST database", section "File formats"), gzip or not.</summary>
public static class IdxFile
{
    private const int UnsignedByte = 8;

    /// <summary>Reads the whole array.</summary>
    /// <exception cref="DataException">The file is missing, damaged, or holds other elements than bytes.</exception>
    public static NpyArray<byte> Read(string path) => Parse(Unpacked.Read(path), path);

    /// <summary>Reads the array out of a file's unpacked content.</summary>
    internal static NpyArray<byte> Parse(byte[] content, string path)
    {
        if (content.Length < 4 || content[0] != 0 || content[1] != 0 || content[2] != UnsignedByte || content[3] is 0 or > 8)
        {
            string got = Convert.ToHexString(content.AsSpan(0, Math.Min(4, content.Length)));
            throw new DataException($"{path}: not an IDX file of bytes: starts with {got}, expected 000008 and the number of dimensions.");
        }

        int dimensions = content[3];
        int start = 4 + (4 * dimensions);
        if (content.Length < start)
        {
            throw new DataException(
                $"{path}: truncated at offset {content.Length}: the header of {dimensions} dimensions takes {start} bytes.");
        }

        int[] shape = new int[dimensions];
        long count = 1;
        for (int axis = 0; axis < dimensions; axis++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(4 + (4 * axis)));
            count = Math.Min(count * length, long.MaxValue / uint.MaxValue);
            shape[axis] = (int)Math.Min(length, int.MaxValue);
        }

        int found = content.Length - start;
        return count == found
            ? new NpyArray<byte>(content[start..], shape)
            : throw new DataException(
                $"{path}: {(count > found ? "truncated" : "too long")}: the header declares {string.Join(" x ", shape)} bytes "
                + $"after offset {start}, the file has {found}.");
    }
}
