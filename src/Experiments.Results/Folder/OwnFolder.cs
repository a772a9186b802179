using System.Security.Cryptography;
using Experiments.Data;
using Experiments.Reduction.Saving;

namespace Experiments.Results.Folder;

/// <summary>
/// A folder in which files of this program and of others may lie. Only what its list (<c>files.sha256</c>) names is ever replaced or removed; where
/// something else has a name that is wanted, writing is refused. Every file is written whole or not at all.
/// </summary>
public sealed class OwnFolder
{
    private const int MostNamed = 3;

    private readonly Lock gate = new();
    private readonly FileList list;
    private readonly Dictionary<string, FileMark> files;
    private readonly StagedFiles next;

    private bool replacesList;

    private OwnFolder(string root, ListedFiles? listed)
    {
        Root = root;
        list = new FileList(root);
        next = new StagedFiles(root);
        files = listed?.Files ?? new Dictionary<string, FileMark>(StringComparer.Ordinal);
        HasList = listed is not null;
    }

    /// <summary>The path of the folder.</summary>
    public string Root { get; }

    /// <summary>True when what is written waits beside its place for <see cref="Commit"/>.</summary>
    public bool IsStaged { get; private set; }

    /// <summary>True when the folder had a list when it was opened.</summary>
    public bool HasList { get; private set; }

    /// <summary>Opens a folder, which need not exist; <see cref="SweepFiles.Folder"/> also knows those of earlier versions.</summary>
    /// <exception cref="SweepException">The folder's list is damaged.</exception>
    internal static OwnFolder Open(string root)
    {
        string full = Path.GetFullPath(root);
        return new OwnFolder(full, new FileList(full).Read());
    }

    /// <summary>Opens a folder whose list is of no use: a new one takes its place.</summary>
    internal static OwnFolder WithoutList(string root) => new(Path.GetFullPath(root), null) { replacesList = true };

    /// <summary>Counts files as own that are known to be so though the list does not name them.</summary>
    public void Adopt(IEnumerable<string> paths)
    {
        lock (gate)
        {
            foreach (string path in paths.Where(File.Exists))
            {
                files.TryAdd(Inner(path), default);
            }
        }
    }

    /// <summary>Refuses to go on where something stands in the way of any of these files that the list does not name.</summary>
    /// <exception cref="SweepException">Something does; up to three are named.</exception>
    public void RequireFree(IEnumerable<string> paths)
    {
        string[] foreign = [.. paths.Where(IsForeign)];
        if (foreign.Length > 0)
        {
            string names = string.Join(", ", foreign.Take(MostNamed).Select(path => $"'{OneLine.Of(path)}'"))
                + (foreign.Length > MostNamed ? $" and {foreign.Length - MostNamed} more" : string.Empty);
            throw new SweepException(
                $"{names}: not written by this program here, so not replaced; move {(foreign.Length > 1 ? "them" : "it")} away, or name another "
                + "folder");
        }
    }

    /// <summary>Tells whether the list names a file.</summary>
    public bool Owns(string path)
    {
        lock (gate)
        {
            return files.ContainsKey(Inner(path));
        }
    }

    /// <summary>Writes a file that is whole before it has its name.</summary>
    /// <exception cref="SweepException">Something else lies there.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Put(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        RequireFree([path]);
        EnsureList();
        string name = Inner(path);
        HashedFile.Write(IsStaged ? next.Place(name) : path, write, hash => Note(name, hash));
    }

    /// <summary>Writes a file, unless it holds just that content.</summary>
    public void Put(string path, byte[] content)
    {
        if (!IsSame(path, Convert.ToHexStringLower(SHA256.HashData(content))))
        {
            Put(path, stream => stream.Write(content));
        }
    }

    /// <summary>Copies a file of that checksum, unless it is there already.</summary>
    internal void Keep(string source, string hash, string path)
    {
        if (!IsSame(path, hash))
        {
            using FileStream stream = FileRetry.Run(() => File.OpenRead(source));
            Put(path, stream.CopyTo);
        }
    }

    /// <summary>Removes files that the list names; others stay. Folders that are empty then go too.</summary>
    public void Remove(IEnumerable<string> paths)
    {
        foreach (string path in paths.Where(Owns).ToArray())
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }

            lock (gate)
            {
                files.Remove(Inner(path));
                list.AddRemoval(Inner(path));
            }

            for (string at = Path.GetDirectoryName(path)!; at.Length > Root.Length && Directory.Exists(at)
                && !Directory.EnumerateFileSystemEntries(at).Any(); at = Path.GetDirectoryName(at)!)
            {
                Directory.Delete(at);
            }
        }
    }

    /// <summary>The files that the list names below a folder inside this one.</summary>
    public string[] Below(string folder)
    {
        lock (gate)
        {
            return [.. files.Keys.Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal)).Select(Outer)];
        }
    }

    /// <summary>From now on what is written lies beside its place until <see cref="Commit"/>: what the folder holds stays as it is.</summary>
    public void Stage() => IsStaged = true;

    /// <summary>
    /// Puts everything that waits into its place, file by file, and removes what <paramref name="isStale"/> says of the list's names. A folder whose
    /// replacement was cut short says so when it is read.
    /// </summary>
    public void Commit(Func<string, bool> isStale)
    {
        EnsureList();
        if (next.Hashes.Count > 0)
        {
            list.AddReplacing();
        }

        foreach ((string name, string hash) in next.Hashes)
        {
            Enlist(name, hash);
            next.Move(name, FilePlace.Real(Outer(name)));
        }

        IsStaged = false;
        Remove([.. files.Keys.Where(isStale).Select(Outer)]);
        DropStaged();
        Seal();
    }

    /// <summary>Forgets the files that wait.</summary>
    public void DropStaged() => next.Drop();

    /// <summary>Writes the list anew, shorter, and removes temporaries that killed processes left of the files it names.</summary>
    public void Seal()
    {
        lock (gate)
        {
            WriteList();
        }

        foreach (IGrouping<string, string> folder in files.Keys.GroupBy(name => Path.GetDirectoryName(Outer(name))!))
        {
            HashSet<string> names = [.. folder.Select(name => Path.GetFileName(name))];
            AtomicFile.RemoveAbandoned(folder.Key, names.Contains);
        }
    }

    /// <summary>Takes out of the list what is not there: a kill came before it was written, or somebody removed it.</summary>
    internal void ForgetMissing()
    {
        foreach (string name in files.Keys.Where(name => !File.Exists(Outer(name))).ToArray())
        {
            files.Remove(name);
        }
    }

    /// <summary>The first file that the list names and that is not there; null when all are.</summary>
    public string? FirstMissing()
    {
        lock (gate)
        {
            return files.Keys.Select(Outer).FirstOrDefault(path => !File.Exists(path));
        }
    }

    /// <summary>Tells whether a file holds what was last written to it.</summary>
    public bool IsAsWritten(string path)
    {
        lock (gate)
        {
            return files.TryGetValue(Inner(path), out FileMark mark) && File.Exists(path) && (mark.Hash is null || mark.Is(FileList.HashOf(path)));
        }
    }

    private bool IsForeign(string path) => !Owns(path) && Path.Exists(path) && !FilePlace.IsChannel(path);

    /// <summary>Tells whether a file of ours holds that; one that was adopted, or written just before a kill, gets its mark then.</summary>
    private bool IsSame(string path, string hash)
    {
        bool isSame = Owns(path) && File.Exists(path) && FileList.HashOf(path) == hash;
        if (isSame)
        {
            EnsureList();
            lock (gate)
            {
                next.Forget(Inner(path));
                Enlist(Inner(path), hash);
            }
        }

        return isSame;
    }

    private void Note(string name, string hash)
    {
        lock (gate)
        {
            if (IsStaged)
            {
                next.Add(name, hash);
            }
            else
            {
                Enlist(name, hash);
            }
        }
    }

    private void Enlist(string name, string hash)
    {
        if (files.GetValueOrDefault(name).Hash != hash)
        {
            list.Add(name, hash);
            files[name] = files.GetValueOrDefault(name).Next(hash);
        }
    }

    /// <summary>A list that lines can be added to.</summary>
    private void EnsureList()
    {
        lock (gate)
        {
            if (!HasList || !File.Exists(list.Place))
            {
                WriteList();
            }
        }
    }

    private void WriteList()
    {
        RequireFree(HasList || replacesList ? [] : [list.Place]);
        Directory.CreateDirectory(Root);
        foreach (string name in files.Where(file => file.Value.Hash is null && File.Exists(Outer(file.Key))).Select(file => file.Key).ToArray())
        {
            files[name] = new FileMark(FileList.HashOf(Outer(name)));
        }

        list.Seal(files.Where(file => file.Value.Hash is not null).ToDictionary());
        HasList = true;
    }

    private string Outer(string name) => Path.Combine([Root, .. name.Split('/')]);

    private string Inner(string path) => PlainName.Below(Root, path);
}
