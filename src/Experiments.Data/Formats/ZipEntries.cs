using System.IO.Compression;

namespace Experiments.Data;

/// <summary>Opens zip files and reads their entries into memory, trusting no length they declare.</summary>
internal static class ZipEntries
{
    /// <summary>Deflate cannot shrink data further than this, so what declares more was never in the file.</summary>
    private const long HighestRatio = 1032;

    /// <summary>Opens a zip and reads its directory.</summary>
    /// <exception cref="DataException">It is missing, damaged or no zip.</exception>
    public static ZipArchive Open(string path)
    {
        FileStream file = DataFile.OpenRead(path);
        try
        {
            ZipArchive archive = new(file, ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException fault)
        {
            file.Dispose();
            throw new DataException($"{path}: not a zip file, or damaged ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    /// <summary>The bytes of an entry; <paramref name="name"/> is what messages call it.</summary>
    /// <exception cref="DataException">It is damaged, or unpacks to another length than it declares.</exception>
    public static byte[] Read(ZipArchiveEntry entry, string name)
    {
        try
        {
            byte[] bytes = new byte[Math.Min(Math.Min(entry.Length, Math.Max(1, entry.CompressedLength) * HighestRatio) + 1, Array.MaxLength)];
            using Stream stream = entry.Open();
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return read == entry.Length
                ? bytes[..read]
                : throw new DataException($"{name}: unpacks to another length than the {entry.Length} bytes it declares.");
        }
        catch (InvalidDataException fault)
        {
            throw new DataException($"{name}: damaged ({fault.Message.TrimEnd('.')}).", fault);
        }
    }
}
