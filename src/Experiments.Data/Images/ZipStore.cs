using System.IO.Compression;
using Experiments.Data.Formats;

namespace Experiments.Data.Images;

/// <summary>Image files inside a zip. Entries are read into memory by their place; their names never touch the disk.</summary>
internal sealed class ZipStore : IImageStore
{
    private readonly string path;
    private readonly int[] entries;

    public ZipStore(string path)
    {
        this.path = path;
        using ZipArchive archive = ZipEntries.Open(path);
        (string Name, int Entry)[] all = [.. archive.Entries.Select((entry, i) => (Name: entry.FullName.Replace('\\', '/'), Entry: i))];
        ILookup<bool, string> names = all.Select(entry => entry.Name).ToLookup(name => name.EndsWith('/'));
        Found = FoundFiles.Among(names[false], names[true].Select(name => name.TrimEnd('/')));
        entries = [.. all.Where(entry => FoundFiles.IsImage(entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => entry.Entry)];
    }

    public FoundFiles Found { get; }

    public string Name(int index) => $"{path}, entry {Found.Images[index]}";

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
                return entry.Length <= ImageFiles.LargestFile
                    ? ZipEntries.Read(entry, store.Name(index))
                    : throw ImageFiles.TooLarge(store.Name(index));
            }
        }

        public void Dispose() => archive.Dispose();
    }
}
