using System.IO.Enumeration;
using System.Text;
using Experiments.Data.Formats;

namespace Experiments.Data.Images;

/// <summary>Image files below a folder.</summary>
internal sealed class FolderStore : IImageStore
{
    private readonly string root;

    public FolderStore(string root)
    {
        this.root = root;
        ILookup<bool, string> all = List(root);
        Found = FoundFiles.Among(all[false], all[true]);
    }

    public FoundFiles Found { get; }

    /// <summary>Relative paths of everything below the folder, folders (true) apart from files.</summary>
    private static ILookup<bool, string> List(string root)
    {
        try
        {
            return Entries(root).ToLookup(
                entry => entry.IsFolder, entry => Path.GetRelativePath(root, entry.Path).Replace(Path.DirectorySeparatorChar, '/'));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{root}: cannot be searched for images ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    /// <summary>Links are followed, except one that leads back to where it came from; a folder that may not be read is a fault.</summary>
    private static FileSystemEnumerable<(string Path, bool IsFolder)> Entries(string root)
    {
        string real = new DirectoryInfo(root).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(root);
        EnumerationOptions everything = new() { RecurseSubdirectories = true, AttributesToSkip = default, IgnoreInaccessible = false };
        return new(root, (ref FileSystemEntry entry) => (entry.ToFullPath(), entry.IsDirectory), everything)
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || RequireEnd(entry.ToFullPath(), root, real),
        };
    }

    private static bool RequireEnd(string link, string root, string realRoot)
    {
        string target = Path.TrimEndingDirectorySeparator(Directory.ResolveLinkTarget(link, returnFinalTarget: true)!.FullName)
            + Path.DirectorySeparatorChar;
        string from = Path.Combine(realRoot, Path.GetRelativePath(root, link));
        return !from.StartsWith(target, StringComparison.Ordinal)
            ? true
            : throw new DataException($"{link}: a link that leads back to {target}, above itself; remove it.");
    }

    public string Fingerprint()
    {
        string[] hashes = new string[Found.Images.Count];
        Parallel.For(0, hashes.Length, i => hashes[i] = ContentHash.OfFile(Name(i)));
        StringBuilder text = new();
        foreach ((string path, string hash) in Found.Images.Zip(hashes))
        {
            text.Append(path).Append('\0').Append(hash).Append('\n');
        }

        return ContentHash.Of(text.ToString());
    }

    public IImageReader Open() => new Reader(this);

    public string Name(int index) => Path.Combine(root, Found.Images[index]);

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
