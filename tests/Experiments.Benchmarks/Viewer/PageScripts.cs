namespace Experiments.Benchmarks;

/// <summary>The scripts by which pages are driven and made.</summary>
internal static class PageScripts
{
    /// <summary>The folder that they are in.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Viewer", "Scripts");

    /// <summary>The text of one.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));
}
