using Experiments.Reduction.Saving;

namespace Experiments.Results.Folder;

/// <summary>Files of an <see cref="OwnFolder"/> that are written and wait, in a hidden folder beside their places, until all of them are.</summary>
internal sealed class StagedFiles(string root)
{
    private const string Folder = ".experiments-next";
    private readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);

    /// <summary>Checksums of those that wait, by path inside the folder.</summary>
    public IReadOnlyDictionary<string, string> Hashes => hashes;

    /// <summary>Returns the path at which a file waits.</summary>
    public string Place(string name) => Path.Combine(root, Folder, name);

    /// <summary>Notes a file that was written and waits.</summary>
    public void Add(string name, string hash) => hashes[name] = hash;

    /// <summary>One waits no more.</summary>
    public void Forget(string name) => hashes.Remove(name);

    /// <summary>Moves a file that waits to its place.</summary>
    /// <exception cref="FolderLostException">The file that waited is gone.</exception>
    public void Move(string name, string place)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            FileRetry.Rename(() => File.Move(Place(name), place, overwrite: true));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FolderLostException($"{Place(name)} vanished while the sweep ran");
        }
    }

    /// <summary>Removes all that wait, also what a killed process left.</summary>
    public void Drop()
    {
        hashes.Clear();
        if (Directory.Exists(Path.Combine(root, Folder)))
        {
            Directory.Delete(Path.Combine(root, Folder), recursive: true);
        }
    }
}

/// <summary>The folder that results were written to has been removed, wholly or in part.</summary>
internal sealed class FolderLostException(string message) : IOException(message);
