namespace Experiments.Tests;

/// <summary>The source tree in which the tests run.</summary>
internal static class Repository
{
    /// <summary>The folder that holds it all.</summary>
    public static string Root { get; } = Find();

    /// <summary>Full path of a file or folder of the repository.</summary>
    /// <param name="path">Path within the repository, with slashes.</param>
    public static string At(string path) => Path.Combine([Root, .. path.Split('/')]);

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Experiments.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
