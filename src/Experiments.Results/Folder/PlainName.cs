using Experiments.Data;

namespace Experiments.Results.Folder;

/// <summary>
/// The one place where a name read from a file becomes part of a path: a plain name names a file or folder right where it is looked for, on every
/// system.
/// </summary>
public static class PlainName
{
    private const int Longest = 200;

    /// <summary>Tells whether a name is plain: neither empty nor long, no separator, no control character, no dots alone.</summary>
    public static bool Is(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= Longest && name.Trim('.', ' ').Length > 0 && !name.Any(c => char.IsControl(c) || c is '/' or '\\' or ':');
    }

    /// <summary>A text as a plain name: what none may hold becomes a dash, and what is too long is cut.</summary>
    public static string From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string name = string.Concat(text.Select(c => Is($"a{c}") ? c : '-'));
        return Is(name) ? name : $"{name[..Math.Min(name.Length, Longest - 1)]}-";
    }

    /// <summary>A path's plain names below a folder, with slashes between.</summary>
    /// <exception cref="SweepException">The path is not below the folder, or a name is not plain.</exception>
    public static string Below(string folder, string path)
    {
        string name = Path.GetRelativePath(folder, Path.GetFullPath(path)).Replace(Path.DirectorySeparatorChar, '/');
        return name.Split('/').All(Is) ? name : throw new SweepException($"'{OneLine.Of(path)}' is no name for a file in '{folder}'");
    }

    /// <summary>A path of a folder and plain names below it.</summary>
    /// <exception cref="SweepException">A name is not plain.</exception>
    public static string Under(string folder, params ReadOnlySpan<string> names)
    {
        string path = folder;
        foreach (string name in names)
        {
            path = Is(name) ? Path.Combine(path, name) : throw new SweepException($"'{OneLine.Of(name)}' cannot be the name of a file");
        }

        return path;
    }
}
