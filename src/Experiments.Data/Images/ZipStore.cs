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
        using ZipArchive archive = ZipEntries.Open(path);
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

    private sealed class Reader(ZipStore store) : IImageReader
    {
        private readonly ZipArchive archive = ZipEntries.Open(store.path);

        /// <summary>Reads under a lock, for an archive has one stream; what takes time is decoding, which is done outside.</summary>
        public byte[] Read(int index)
        {
            lock (archive)
            {
                ZipArchiveEntry entry = archive.Entries[store.entries[index]];
                return entry.Length <= ImageFiles.LargestFile ? ZipEntries.Read(entry, store.Name(index)) : throw ImageFiles.TooLarge(store.Name(index));
            }
        }

        public void Dispose() => archive.Dispose();
    }
}
