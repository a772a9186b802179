namespace Experiments.Tests.Killing;

/// <summary>What a process is writing, told from outside by the temporaries that lie in its folders: each has yet to get its name.</summary>
internal static class InFlight
{
    private const string Temporary = ".part";
    private static readonly string[] Results =
        ["results.json", "results.csv", "artifacts.json", "report.pdf", "config.yaml", "embedding.npy", "metrics.json"];
    private static readonly EnumerationOptions Hidden = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>Paths of all temporaries below folders; a folder that goes away meanwhile has none.</summary>
    public static HashSet<string> In(params string[] folders)
    {
        HashSet<string> found = [];
        foreach (string folder in folders.Where(Directory.Exists))
        {
            try
            {
                found.UnionWith(Directory.EnumerateFileSystemEntries(folder, $".*{Temporary}", Hidden));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It changes under us; the next look sees more.
            }
        }

        return found;
    }

    /// <summary>What a temporary is, in words.</summary>
    public static string Name(string path)
    {
        string name = Path.GetFileName(path);
        return path.Contains($"{Path.DirectorySeparatorChar}checkpoints{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "a checkpoint"
            : name.StartsWith(".manifest.json.", StringComparison.Ordinal) ? "an artifact's manifest, its files written"
            : Directory.Exists(path) ? Folder(path)
            : Path.GetFileName(Path.GetDirectoryName(path)!).EndsWith(Temporary, StringComparison.Ordinal) ? "a file of an artifact"
            : Results.FirstOrDefault(file => name.StartsWith($".{file}.", StringComparison.Ordinal)) ?? "another file of the results";
    }

    /// <summary>Whether a temporary is an artifact's manifest: nothing is left to do but two renames.</summary>
    public static bool IsManifest(string path) => Path.GetFileName(path).StartsWith(".manifest.json.", StringComparison.Ordinal);

    private static string Folder(string draft) =>
        File.Exists(Path.Combine(draft, "manifest.json")) ? "an artifact, whole but for its name" : "an artifact's folder";
}
