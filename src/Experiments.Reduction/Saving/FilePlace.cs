using System.Runtime.InteropServices;
using System.Text;

namespace Experiments.Reduction.Saving;

/// <summary>Finds the place to which a path leads: through symbolic links of files and folders, to a file, a device or a pipe.</summary>
internal static class FilePlace
{
    private const int MostLinks = 40;
    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The absolute path without symbolic links in any part; parts that do not exist are kept as they are.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Real(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string rest = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        for (int links = 0; links <= MostLinks; links++)
        {
            if (FirstLink(rest) is not var (link, target))
            {
                return rest;
            }

            string from = Path.Combine(Path.GetDirectoryName(link)!, target);
            rest = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Join(from, rest[link.Length..])));
        }

        throw new IOException($"{path}: its symbolic links lead in a circle");
    }

    /// <summary>Tells whether two paths lead to the same place, whether or not something is there.</summary>
    public static bool Same(string a, string b) => string.Equals(Real(a), Real(b), Comparison);

    /// <summary>Tells whether a path leads into a folder, however deep, or to the folder itself.</summary>
    public static bool IsIn(string path, string folder)
    {
        string inner = Real(path) + Path.DirectorySeparatorChar;
        return inner.StartsWith(Real(folder) + Path.DirectorySeparatorChar, Comparison);
    }

    /// <summary>Tells whether the path leads to what bytes are sent through and not kept in: a device, a pipe or a socket.</summary>
    public static bool IsChannel(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return OperatingSystem.IsLinux() ? TypeOf(path) is not (0 or Node.RegularFile or Node.Folder)
            : !OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);
    }

    /// <summary>The first part of a path that is a symbolic link, and where that leads; null where none is.</summary>
    private static (string Link, string Target)? FirstLink(string path)
    {
        for (int end = Path.GetPathRoot(path)!.Length; end < path.Length;)
        {
            int next = path.IndexOf(Path.DirectorySeparatorChar, end);
            string part = next < 0 ? path : path[..next];
            if (new FileInfo(part).LinkTarget is { } target)
            {
                return (part, target);
            }

            end = next < 0 ? path.Length : next + 1;
        }

        return null;
    }

    /// <summary>The type bits of what is there, links followed; 0 where nothing is, or the system cannot say.</summary>
    private static int TypeOf(string path)
    {
        byte[] status = new byte[Node.StatusLength];
        try
        {
            int failed = Node.Statx(Node.CurrentFolder, Encoding.UTF8.GetBytes(Path.GetFullPath(path) + '\0'), 0, Node.WantsType, status);
            return failed != 0 ? 0 : BitConverter.ToUInt16(status, Node.ModeAt) & Node.TypeBits;
        }
        catch (EntryPointNotFoundException)
        {
            return 0;
        }
    }

    /// <summary>The part of Linux' statx that is read here; its layout is the kernel's, the same on every processor.</summary>
    private static class Node
    {
        public const int CurrentFolder = -100;
        public const uint WantsType = 1;
        public const int StatusLength = 256;
        public const int ModeAt = 28;
        public const int TypeBits = 0xF000;
        public const int RegularFile = 0x8000;
        public const int Folder = 0x4000;

        [DllImport("libc", EntryPoint = "statx")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] status);
    }
}
