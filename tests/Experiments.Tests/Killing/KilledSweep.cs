using System.Diagnostics;
using System.Security.Cryptography;

namespace Experiments.Tests.Killing;

/// <summary>A sweep small enough to be run hundreds of times, each time in a process of its own; its files lie below a folder.</summary>
internal sealed class KilledSweep
{
    private const string Yaml = """
        name: killed
        seeds: 1
        datasets: [{kind: glyphs, train_size: 200, test_size: 150, samples: 120}]
        models:
          - kind: cnn
            layers: [{conv: {filters: 4}}, relu, {maxpool: 2}, flatten, {dense: 16, name: penultimate}, relu, {dense: classes}]
            training: {epochs: 3, batch_size: 32}
        layers: [input, penultimate]
        reducers: [{kind: pca}, {kind: umap, n_neighbors: [5, 15], n_epochs: 60}, {kind: tsne, perplexity: 10, n_iter: 150}]
        metrics: {neighbors: [5, 15]}
        report: {pages: [Findings]}
        """;

    public KilledSweep(string root)
    {
        Root = Directory.CreateDirectory(root).FullName;
        File.WriteAllText(Path.Combine(root, "killed.yaml"), Yaml);
    }

    public string Root { get; }

    /// <summary>The program and its arguments, for an output folder below the root.</summary>
    public static string[] CommandLine(string output, int jobs) => Program("sweep", "killed.yaml", "--out", output, "--jobs", $"{jobs}");

    /// <summary>The program and arguments for it.</summary>
    public static string[] Program(params string[] arguments) => ["dotnet", Path.Combine(AppContext.BaseDirectory, "experiments.dll"), .. arguments];

    /// <summary>Starts the sweep.</summary>
    public SweepProcess Start(string output, string cache, int jobs = 1) => Start(CommandLine(output, jobs), cache);

    /// <summary>Starts a command in the root, which finds its cache there.</summary>
    public SweepProcess Start(string[] command, string cache)
    {
        ProcessStartInfo start =
            new(command[0], command[1..]) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["EXPERIMENTS_CACHE"] = Path.Combine(Root, cache);
        return new SweepProcess(Process.Start(start)!);
    }

    /// <summary>Runs the sweep to its end; what it said when it failed, else null.</summary>
    public string? Finish(string output, string cache, int jobs = 1, string? setting = null)
    {
        using SweepProcess process = Start([.. CommandLine(output, jobs), .. setting is null ? Array.Empty<string>() : ["--set", setting]], cache);
        return process.Wait() == 0 ? null : $"exit code {process.ExitCode}: {process.Said}";
    }

    /// <summary>What a sweep left that no disturbance may change: hashes of its pictures, and the table of results without timings.</summary>
    public Dictionary<string, string> Content(string output)
    {
        string folder = Path.Combine(Root, output);
        Dictionary<string, string> content = Directory.GetFiles(folder, "embedding.npy", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
        string[] rows = File.ReadAllLines(Path.Combine(folder, "results.csv"));
        bool[] kept = [.. rows[0].Split(',').Select(column => !column.StartsWith("seconds_", StringComparison.Ordinal) && column != "peak_mb")];
        content["results.csv"] = string.Join('\n', rows.Select(row => string.Join(',', row.Split(',').Where((_, c) => kept[c]))));
        content["report.pdf"] = File.Exists(Path.Combine(folder, "report.pdf")) ? "there" : "missing";
        return content;
    }
}
