namespace Experiments.Data.Images;

/// <summary>The files of a folder or zip of images: those that are read, those that are left out, and folders that hold nothing.</summary>
/// <param name="Images">Relative paths of the images that are read, "/" between parts, in ordinal order.</param>
/// <param name="Unread">Relative paths of images whose type is not read, in the same form.</param>
/// <param name="Others">
/// Relative paths of files that are no images, in the same form; hidden files and those of file managers are not among them.
/// </param>
/// <param name="EmptyFolders">Folders without any file.</param>
internal sealed record FoundFiles(
    IReadOnlyList<string> Images, IReadOnlyList<string> Unread, IReadOnlyList<string> Others, IReadOnlyList<string> EmptyFolders)
{
    private const int Listed = 3;

    private static readonly string[] ReadTypes = [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff"];

    private static readonly string[] UnreadTypes =
    [
        ".avif", ".heic", ".heif", ".jxl", ".jp2", ".j2k", ".jpx", ".svg", ".psd", ".xcf", ".tga", ".dds", ".qoi", ".ico",
        ".ppm", ".pgm", ".pbm", ".pnm", ".pfm", ".exr", ".hdr", ".fits", ".dcm", ".nii",
        ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".raf", ".rw2",
    ];

    private static readonly string[] FileManagers = ["__MACOSX", "@eaDir", "Thumbs.db", "ehthumbs.db", "desktop.ini"];

    /// <summary>The words with which messages name the types that are read.</summary>
    public const string Types = "JPEG, PNG, WebP, BMP, GIF or TIFF";

    /// <summary>Sorts files and folders, given by their relative paths.</summary>
    public static FoundFiles Among(IEnumerable<string> files, IEnumerable<string> folders)
    {
        string[] visible = [.. files.Where(IsVisible).Order(StringComparer.Ordinal)];
        ILookup<int, string> kinds = visible.ToLookup(path => IsImage(path) ? 0 : HasType(path, UnreadTypes) ? 1 : 2);
        HashSet<string> filled = [.. visible.SelectMany(Above)];
        return new FoundFiles(
            [.. kinds[0]], [.. kinds[1]], [.. kinds[2]],
            [.. folders.Where(IsVisible).Where(folder => !filled.Contains(folder)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Tells whether a relative path is that of an image that is read.</summary>
    public static bool IsImage(string path) => HasType(path, ReadTypes) && IsVisible(path);

    /// <summary>Refuses folders that hold images, but none of a type that is read: each may be a class that would vanish.</summary>
    /// <exception cref="DataException">There is such a folder.</exception>
    public void RequireNoneLost(string source)
    {
        HashSet<string> kept = [.. Images.SelectMany(Above)];
        if (Unread.GroupBy(Folder).FirstOrDefault(folder => !kept.Contains(folder.Key)) is { } lost && (lost.Key.Length > 0 || Images.Count == 0))
        {
            string types = string.Join(", ", lost.Select(Path.GetExtension).Distinct(StringComparer.OrdinalIgnoreCase));
            string where = lost.Key.Length == 0 ? "no image that is read, but" : $"folder '{lost.Key}' holds";
            throw new DataException(
                $"{source}: {where} {lost.Count()} {types} files, a type that is not read, and nothing else; "
                + $"convert them to {Types}, or go without them with on_error: skip.");
        }
    }

    /// <summary>
    /// Tells of the files that are left out, a line a kind, with counts and names; <paramref name="damaged"/> are some of the images.
    /// </summary>
    public IEnumerable<string> Notes(IReadOnlyList<LeftOutFile> damaged)
    {
        if (damaged.Count > 0)
        {
            yield return $"{damaged.Count} of {Unread.Count + Images.Count} images left out, damaged: {Some([.. damaged.Select(file => file.File)])}";
        }

        if (Unread.Count > 0)
        {
            string types = string.Join(", ",
                Unread.Select(Path.GetExtension).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));
            yield return $"{Unread.Count} of {Unread.Count + Images.Count} images left out, their type is not read ({types}): {Some(Unread)}";
        }

        if (Others.Count > 0)
        {
            yield return $"{Counted(Others, "file")} left out, no image: {Some(Others)}";
        }

        if (EmptyFolders.Count > 0)
        {
            yield return $"{Counted(EmptyFolders, "folder")} without any image: {Some(EmptyFolders)}";
        }
    }

    /// <summary>The first few of these names, and how many more there are.</summary>
    public static string Some(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Listed)) + (names.Count > Listed ? $" and {names.Count - Listed} more" : string.Empty);

    private static string Counted(IReadOnlyList<string> names, string noun) => $"{names.Count} {noun}{(names.Count == 1 ? string.Empty : "s")}";

    private static bool HasType(string path, string[] types) => types.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static bool IsVisible(string path) => !path.Split('/').Any(part =>
        part.StartsWith('.') || FileManagers.Contains(part, StringComparer.OrdinalIgnoreCase));

    private static string Folder(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : string.Empty;

    /// <summary>Every folder above a path, but not the one that holds everything.</summary>
    private static IEnumerable<string> Above(string path)
    {
        for (string folder = Folder(path); folder.Length > 0; folder = Folder(folder))
        {
            yield return folder;
        }
    }
}
