using System.Text;

namespace Experiments.Data;

/// <summary>Image files below a folder.</summary>
internal sealed class FolderStore : IImageStore
{
    private readonly string root;

    public FolderStore(string root)
    {
        this.root = root;
        Paths =
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(ImageFiles.IsImage)
                .Order(StringComparer.Ordinal),
        ];
    }

    public IReadOnlyList<string> Paths { get; }

    public string Fingerprint()
    {
        string[] hashes = new string[Paths.Count];
        Parallel.For(0, hashes.Length, i => hashes[i] = ContentHash.OfFile(Name(i)));
        StringBuilder text = new();
        foreach ((string path, string hash) in Paths.Zip(hashes))
        {
            text.Append(path).Append('\0').Append(hash).Append('\n');
        }

        return ContentHash.Of(text.ToString());
    }

    public IImageReader Open() => new Reader(this);

    public string Name(int index) => Path.Combine(root, Paths[index]);

    private sealed class Reader(FolderStore store) : IImageReader
    {
        public byte[] Read(int index)
        {
            string path = store.Name(index);
            using FileStream file = DataFile.OpenRead(path);
            byte[] bytes = new byte[file.Length <= ImageFiles.LargestFile ? file.Length : throw ImageFiles.TooLarge(path)];
            file.ReadExactly(bytes);
            return bytes;
        }

        public void Dispose()
        {
        }
    }
}
