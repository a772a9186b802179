using System.IO.Compression;

namespace Experiments.Data.Formats;

/// <summary>Reads a file that may be wrapped by gzip.</summary>
internal static class Unpacked
{
    /// <summary>Deflate cannot shrink data further than this, so what is longer was never in the file.</summary>
    private const long HighestRatio = 1032;

    /// <summary>The content, unpacked when the file starts as gzip does.</summary>
    /// <exception cref="DataException">The file is missing, damaged, or holds more than 2 GiB.</exception>
    public static byte[] Read(string path)
    {
        using FileStream file = DataFile.OpenRead(path);
        Span<byte> start = stackalloc byte[2];
        bool packed = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start[0] == 0x1F && start[1] == 0x8B;
        file.Position = 0;
        try
        {
            return packed ? Unpack(file, path) : ReadPlain(file, path);
        }
        catch (InvalidDataException fault)
        {
            throw new DataException($"{path}: damaged gzip data ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    private static byte[] ReadPlain(FileStream file, string path)
    {
        if (file.Length > Array.MaxLength)
        {
            throw new DataException($"{path}: holds more than {Array.MaxLength} bytes.");
        }

        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    private static byte[] Unpack(FileStream file, string path)
    {
        long limit = Math.Min(UnpackBudget.For(file.Length), file.Length * HighestRatio);
        using GZipStream gzip = new(file, CompressionMode.Decompress);
        using MemoryStream content = new();
        byte[] buffer = new byte[1 << 17];
        int read;
        while ((read = gzip.Read(buffer)) > 0)
        {
            if (content.Length + read > limit)
            {
                throw UnpackBudget.Exceeded(path, file.Length, "unpack it first (gunzip)");
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
