using System.IO.Compression;

namespace Experiments.Data;

/// <summary>Image files inside a zip. Entries are read into memory by their place; their names never touch the disk.</summary>
internal sealed class ZipStore : IImageStore
{
    private readonly string path;
    private readonly int[] entries;

    public ZipStore(string path)
    {
        this.path = path;
        using ZipArchive archive = OpenArchive();
        (string Name, int Entry)[] images =
        [
            .. archive.Entries.Select((entry, i) => (Name: entry.FullName.Replace('\\', '/'), Entry: i))
                .Where(entry => ImageFiles.IsImage(entry.Name))
                .OrderBy(entry => entry.Name, StringComparer.Ordinal),
        ];
        Paths = [.. images.Select(image => image.Name)];
        entries = [.. images.Select(image => image.Entry)];
    }

    public IReadOnlyList<string> Paths { get; }

    public string Name(int index) => $"{path}, entry {Paths[index]}";

    public string Fingerprint() => ContentHash.OfFile(path);

    public IImageReader Open() => new Reader(this);

    private ZipArchive OpenArchive()
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

    private sealed class Reader(ZipStore store) : IImageReader
    {
        private readonly ZipArchive archive = store.OpenArchive();

        /// <summary>Reads under a lock, for an archive has one stream; what takes time is decoding, which is done outside.</summary>
        public byte[] Read(int index)
        {
            lock (archive)
            {
                ZipArchiveEntry entry = archive.Entries[store.entries[index]];
                try
                {
                    return Read(entry, store.Name(index));
                }
                catch (InvalidDataException fault)
                {
                    throw new DataException($"{store.Name(index)}: damaged ({fault.Message.TrimEnd('.')}).", fault);
                }
            }
        }

        public void Dispose() => archive.Dispose();

        /// <summary>Reads one byte more than declared at most: a declared length is a claim.</summary>
        private static byte[] Read(ZipArchiveEntry entry, string name)
        {
            if (entry.Length > ImageFiles.LargestFile)
            {
                throw ImageFiles.TooLarge(name);
            }

            byte[] bytes = new byte[Math.Min(entry.Length, Math.Max(1, entry.CompressedLength) * 1032) + 1];
            using Stream stream = entry.Open();
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return read == entry.Length
                ? bytes[..read]
                : throw new DataException($"{name}: unpacks to another length than the {entry.Length} bytes it declares.");
        }
    }
}
