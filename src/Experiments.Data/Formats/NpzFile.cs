using System.IO.Compression;

namespace Experiments.Data.Formats;

/// <summary>Reads NumPy's NPZ files (numpy.savez and savez_compressed): a zip with an NPY file for each array.</summary>
internal sealed class NpzFile : IDisposable
{
    private const string Extension = ".npy";
    private readonly string path;
    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> arrays = new(StringComparer.Ordinal);

    /// <summary>Opens a file and reads which arrays it holds.</summary>
    /// <exception cref="DataException">The file is missing, damaged, or holds no array.</exception>
    public NpzFile(string path)
    {
        this.path = path;
        archive = ZipEntries.Open(path);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.FullName.EndsWith(Extension, StringComparison.Ordinal)))
        {
            arrays[entry.FullName[..^Extension.Length]] = entry;
        }

        if (arrays.Count == 0)
        {
            archive.Dispose();
            throw new DataException($"{path}: holds no arrays; expected a zip of .npy files (write one with numpy.savez).");
        }
    }

    /// <summary>The array meant by a name, or the only one.</summary>
    /// <exception cref="DataException">There is no array of that name, or no name is given and there are several arrays.</exception>
    public string Choose(string? name)
    {
        if (name is null)
        {
            return arrays.Count == 1
                ? arrays.Keys.Single()
                : throw new DataException($"{path}: holds {arrays.Count} arrays, {List()}; say which one is meant: {path}:{arrays.Keys.First()}.");
        }

        return arrays.ContainsKey(name) ? name : throw new DataException($"{path}: holds no array '{name}'; it holds {List()}.");
    }

    /// <summary>Tells whether there is an array of that name.</summary>
    public bool Has(string name) => arrays.ContainsKey(name);

    /// <summary>Reads an array by <paramref name="read"/>(NPY stream, what messages call it).</summary>
    /// <exception cref="DataException">The file is damaged.</exception>
    public T Read<T>(string name, Func<Stream, string, T> read)
    {
        string title = $"{path}, array {name}";
        ZipEntries.Guard(title, () =>
        {
            using Stream start = arrays[name].Open();
            return NpyHeader.Read(start, title, arrays[name].Length);
        });
        using MemoryStream stream = new(ZipEntries.Read(arrays[name], title), writable: false);
        return read(stream, title);
    }

    /// <summary>Reads the array that a file's part names, or its only one.</summary>
    public static T Read<T>(FilePart file, Func<Stream, string, T> read)
    {
        using NpzFile npz = new(file.Path);
        return npz.Read(npz.Choose(file.Part), read);
    }

    /// <inheritdoc/>
    public void Dispose() => archive.Dispose();

    private string List()
    {
        const int Shown = 12;
        string names = string.Join(", ", arrays.Keys.Take(Shown));
        return arrays.Count > Shown ? $"{names} and {arrays.Count - Shown} more" : names;
    }
}
