using Experiments.Data.Formats;

namespace Experiments.Data.Sources;

/// <summary>
/// The places in which files are looked for: a dataset's own in the user's data folder, then in the cache of downloads; a user's files where they
/// say.
/// </summary>
public static class FileSearch
{
    /// <summary>The user's data folder; null when none is set.</summary>
    /// <exception cref="DataException">The folder is set but does not exist.</exception>
    public static string? DataFolder(this DataContext context)
    {
        if (string.IsNullOrEmpty(context.DataDirectory))
        {
            return null;
        }

        return Directory.Exists(context.DataDirectory)
            ? context.DataDirectory
            : throw new DataException($"{context.DataDirectory}: the data folder (--data or EXPERIMENTS_DATA) does not exist.");
    }

    /// <summary>The folder of the cache that belongs to one kind of dataset.</summary>
    public static string CacheFolder(this DataContext context, string kind) => Path.Combine(context.CacheDirectory, kind);

    /// <summary>Returns the first of some names that is a file in one of some folders; null when none is.</summary>
    public static string? FirstFile(IEnumerable<string> folders, IReadOnlyList<string> names) => folders
        .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>
    /// A path the user wrote: absolute (or from ~, the home folder), or below the sweep file's folder, the data folder, the current folder.
    /// </summary>
    /// <exception cref="DataException">The path leads nowhere from any of these folders.</exception>
    public static string Resolve(this DataContext context, string path)
    {
        string[] places = context.Places(path);
        return places.FirstOrDefault(Path.Exists)
            ?? throw new DataException(
                $"{path}: no such file or folder; looked for "
                + $"{string.Join(", ", places[..^1])}{(places.Length > 1 ? " and " : string.Empty)}{places[^1]}.");
    }

    /// <summary>Finds a file with a part: "x.npz:features".</summary>
    /// <exception cref="DataException">There is no such file.</exception>
    internal static FilePart ResolvePart(this DataContext context, string text) =>
        context.Places(text).Select(FilePart.Parse).FirstOrDefault(file => File.Exists(file.Path)) ?? new FilePart(context.Resolve(text), null);

    /// <summary>Returns the places to which a path may lead, in the order in which they are looked at.</summary>
    private static string[] Places(this DataContext context, string path)
    {
        RequirePath(path);
        path = path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]) : path;
        string?[] folders = [context.FileDirectory, context.DataFolder(), Environment.CurrentDirectory];
        return [.. folders.OfType<string>().Select(folder => Path.GetFullPath(Path.Combine(folder, path))).Distinct()];
    }

    /// <summary>Refuses a text that the system would not take for a path at all.</summary>
    private static void RequirePath(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new DataException($"'{OneLine.Of(path)}' is no path; name a file or folder.");
        }
    }
}
