using System.IO.Enumeration;
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
            .. Files(root)
                .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(ImageFiles.IsImage)
                .Order(StringComparer.Ordinal),
        ];
    }

    public IReadOnlyList<string> Paths { get; }

    /// <summary>Every file below the folder. Links are followed, except one that leads back to where it came from.</summary>
    private static FileSystemEnumerable<string> Files(string root)
    {
        string real = new DirectoryInfo(root).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(root);
        return new(root, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = default })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || RequireEnd(entry.ToFullPath(), root, real),
        };
    }

    private static bool RequireEnd(string link, string root, string realRoot)
    {
        string target = Path.TrimEndingDirectorySeparator(Directory.ResolveLinkTarget(link, returnFinalTarget: true)!.FullName) + Path.DirectorySeparatorChar;
        string from = Path.Combine(realRoot, Path.GetRelativePath(root, link));
        return !from.StartsWith(target, StringComparison.Ordinal)
            ? true
            : throw new DataException($"{link}: a link that leads back to {target}, above itself; remove it.");
    }

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
