using System.IO.Compression;

namespace Experiments.Data.Formats;

/// <summary>Opens zip files and reads their entries into memory, trusting no length they declare.</summary>
internal static class ZipEntries
{
    private const long FirstBuffer = 1 << 20;

    /// <summary>Opens a zip and reads its directory.</summary>
    /// <exception cref="DataException">The file is missing, damaged or no zip.</exception>
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

    /// <summary>
    /// The bytes of an entry; <paramref name="name"/> is what messages call it. Memory grows with what comes, not with what is declared.
    /// </summary>
    /// <exception cref="DataException">
    /// The entry is damaged, larger than <see cref="UnpackBudget"/> allows, or unpacks to other bytes than it declares.
    /// </exception>
    public static byte[] Read(ZipArchiveEntry entry, string name)
    {
        if (entry.Length > UnpackBudget.For(entry.CompressedLength))
        {
            throw UnpackBudget.Exceeded(name, entry.CompressedLength, "unpack the archive and name the file that was in it");
        }

        return Guard(name, () =>
        {
            using Stream stream = entry.Open();
            byte[] bytes = new byte[Math.Min(entry.Length, FirstBuffer) + 1];
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            while (read == bytes.Length && read <= entry.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(2L * read, entry.Length + 1));
                read += stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
            }

            Array.Resize(ref bytes, read);
            return read != entry.Length ? throw new DataException($"{name}: unpacks to another length than the {entry.Length} bytes it declares.")
                : Crc32.Of(bytes) != entry.Crc32
                ? throw new DataException($"{name}: damaged (its bytes have another CRC-32 than the archive says); copy or make the file again.")
                : bytes;
        });
    }

    /// <summary>Reads an entry; what the archive says of its damage becomes one line.</summary>
    public static T Guard<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException fault)
        {
            throw new DataException($"{name}: damaged ({fault.Message.TrimEnd('.')}).", fault);
        }
    }
}
