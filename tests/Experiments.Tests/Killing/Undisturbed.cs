using System.Diagnostics;

namespace Experiments.Tests.Killing;

/// <summary>What a sweep leaves when nothing disturbs it, which every other run is held against.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Content">What it left.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Bytes">The space that its folder and cache took.</param>
internal sealed record Undisturbed(KilledSweep Sweep, IReadOnlyDictionary<string, string> Content, TimeSpan Time, long Bytes)
{
    /// <summary>Runs the sweep below a folder.</summary>
    public static Undisturbed In(string root)
    {
        KilledSweep sweep = new(root);
        Stopwatch watch = Stopwatch.StartNew();
        if (sweep.Finish("undisturbed", "undisturbed-cache") is { } fault)
        {
            throw new InvalidOperationException($"the undisturbed run failed: {fault}");
        }

        long bytes = new[] { "undisturbed", "undisturbed-cache" }.Sum(folder =>
            new DirectoryInfo(Path.Combine(root, folder)).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));
        return new Undisturbed(sweep, sweep.Content("undisturbed"), watch.Elapsed, bytes);
    }

    /// <summary>In what the output folder of another run differs; null when in nothing.</summary>
    public string? Difference(string output)
    {
        Dictionary<string, string> found = Sweep.Content(output);
        string[] names = [.. Content.Keys.Union(found.Keys).Where(name => Content.GetValueOrDefault(name) != found.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal)];
        return names.Length == 0 ? null : $"{string.Join(", ", names)} of {output} differ from the undisturbed run";
    }
}
