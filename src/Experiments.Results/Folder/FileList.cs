using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Experiments.Data;
using Experiments.Reduction.Saving;

namespace Experiments.Results.Folder;

/// <summary>
/// The list of a folder's own files: a line "checksum, two spaces, path" for each, as sha256sum has it, so that <c>sha256sum -c files.sha256</c>
/// checks them. While files are written, lines are appended, each before its file gets its name: until the list is sealed again, the last two lines
/// on a path count. Sealed, it says how many files it names, so that one cut short is recognised.
/// </summary>
internal sealed class FileList(string root)
{
    /// <summary>The name of the list in its folder.</summary>
    public const string Name = "files.sha256";

    private const string Heading =
        "# Written by experiments, which replaces and removes here only what this list names. To check: sha256sum -c files.sha256";
    private const string Removal = "# removed: ";
    private const string Replacing = "# replacing earlier results";
    private const string Total = "# files: ";
    private const int HashLength = 64;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>The path of the list.</summary>
    public string Place { get; } = Path.Combine(root, Name);

    /// <summary>The checksum of a file as lists have it.</summary>
    public static string HashOf(string path)
    {
        using FileStream stream =
            FileRetry.Run(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1));
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Reads the list; null where there is none.</summary>
    /// <exception cref="SweepException">The list is damaged, or cannot be read.</exception>
    public ListedFiles? Read()
    {
        if (!File.Exists(Place))
        {
            return null;
        }

        try
        {
            return Parse(FileRetry.Run(() => File.ReadAllText(Place)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new SweepException($"{Place}: not a list of files, or damaged: {OneLine.Of(fault.Message)}", fault);
        }
    }

    /// <summary>Says that a file is about to get its name.</summary>
    public void Add(string path, string hash) => Append($"{hash}  {path}");

    /// <summary>Says that a file is gone.</summary>
    public void AddRemoval(string path) => Append(Removal + path);

    /// <summary>Says that until it is sealed files of two runs stand beside each other.</summary>
    public void AddReplacing() => Append(Replacing);

    /// <summary>Writes it anew, whole, unless it says just that.</summary>
    public void Seal(IReadOnlyDictionary<string, FileMark> files)
    {
        IEnumerable<string> lines = files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Value.Hash}  {file.Key}");
        string text = string.Join('\n', [Heading, .. lines, $"{Total}{files.Count}", string.Empty]);
        if (!File.Exists(Place) || File.ReadAllText(Place) != text)
        {
            AtomicFile.Write(Place, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }
    }

    private void Append(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        FileRetry.Run(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
            using FileStream stream = new(Place, FileMode.Append, FileAccess.Write, FileShare.None, 1);
            stream.Write(bytes);
            return true;
        });
    }

    private static ListedFiles Parse(string text)
    {
        ListedFiles listed = new();
        bool isSealed = false;

        // A last line without its end was cut by a kill: what it was to say did not happen yet.
        foreach (string line in text.Split('\n')[..^1])
        {
            if (line.StartsWith(Total, StringComparison.Ordinal))
            {
                isSealed = line == $"{Total}{listed.Files.Count}" && !isSealed ? true : throw new FormatException("lines are missing");
                listed.Files.Keys.ToList().ForEach(path => listed.Files[path] = listed.Files[path] with { IsSealed = true });
            }
            else if (line.StartsWith(Removal, StringComparison.Ordinal))
            {
                listed.Files.Remove(Inner(line[Removal.Length..]));
            }
            else if (line == Replacing)
            {
                listed.IsBeingReplaced = true;
            }
            else if (line != Heading)
            {
                string path = Inner(PathOf(line));
                listed.Files[path] = listed.Files.GetValueOrDefault(path).Next(line[..HashLength]);
            }
        }

        return isSealed ? listed : throw new FormatException("it is cut short");
    }

    private static string PathOf(string line) =>
        line.Length > HashLength + 2 && !line.AsSpan(0, HashLength).ContainsAnyExcept(Digits) && line.AsSpan(HashLength, 2) is "  "
            ? line[(HashLength + 2)..] : throw new FormatException($"'{line}' is no checksum and path");

    /// <summary>A path that stays inside the folder.</summary>
    private static string Inner(string path) =>
        path.Split('/').All(PlainName.Is) ? path : throw new FormatException($"'{path}' is no path inside the folder");
}

/// <summary>The mark of a file in a list.</summary>
/// <param name="Hash">The file's checksum (SHA-256, hexadecimal).</param>
/// <param name="Earlier">
/// The checksum that the file had before, which it still has where it was about to be replaced; null where it had none.
/// </param>
/// <param name="IsSealed">True when the file stood there when the list was written whole, so that it must be there.</param>
internal readonly record struct FileMark(string? Hash, string? Earlier = null, bool IsSealed = false)
{
    /// <summary>The mark once the file is written again.</summary>
    public FileMark Next(string hash) => this with { Hash = hash, Earlier = Hash };

    /// <summary>Tells whether a file of that checksum is what was written.</summary>
    public bool Is(string hash) => hash == Hash || hash == Earlier;
}

/// <summary>A list as it was read.</summary>
internal sealed class ListedFiles
{
    /// <summary>Marks by path inside the folder, '/' between parts.</summary>
    public Dictionary<string, FileMark> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>True when earlier results were being replaced when the list was last written.</summary>
    public bool IsBeingReplaced { get; set; }
}
