using System.Diagnostics;
using System.Security.Cryptography;
using Experiments.Reduction;

namespace Experiments.Tests.Killing;

/// <summary>
/// Runs a sweep again and again in a process of its own, kills it (SIGKILL) at random moments, damages its cache in between, and compares what it
/// ends with to what an undisturbed run left: every picture's bytes and every score.
/// </summary>
internal sealed class KillHarness(string root, long seed, TextWriter log)
{
    private const string Sweep = """
        name: killed
        seeds: 2
        datasets: [{kind: glyphs, train_size: 300, test_size: 240, samples: 200}]
        models:
          - kind: cnn
            layers: [{conv: {filters: 4}}, relu, {maxpool: 2}, flatten, {dense: 16, name: penultimate}, relu, {dense: classes}]
            training: {epochs: 4, batch_size: 32}
        layers: [input, penultimate]
        reducers: [{kind: pca}, {kind: umap, n_neighbors: [5, 15], n_epochs: 60}, {kind: tsne, perplexity: [5, 20], n_iter: 150}]
        report: {pages: [Findings, Leaderboard]}
        """;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "experiments.dll");
    private readonly CounterRandom random = new(seed, "kill");
    private int draws;
    private TimeSpan whole;

    /// <summary>Kills that hit a running process.</summary>
    public int Kills { get; private set; }

    /// <summary>Artifacts that were damaged.</summary>
    public int Damages { get; private set; }

    /// <summary>Runs that came to their end after kills and agreed with the undisturbed one.</summary>
    public int Agreements { get; private set; }

    /// <summary>Kills so often; returns what went wrong, or null.</summary>
    public string? Run(int kills, CancellationToken cancellation)
    {
        Directory.CreateDirectory(root);
        File.WriteAllText(Path.Combine(root, "killed.yaml"), Sweep);
        Stopwatch watch = Stopwatch.StartNew();
        if (Finish("undisturbed", "undisturbed-cache") is { } broken)
        {
            return $"the undisturbed run failed: {broken}";
        }

        whole = watch.Elapsed;
        Dictionary<string, string> expected = Content("undisturbed");
        for (int round = 0; Kills < kills; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            string name = $"round{round}";
            int before = Kills;
            while (Kills < kills && Kill(name, whole * Uniform()))
            {
                Damage(name);
            }

            if ((Finish(name, $"{name}-cache") ?? Difference(expected, Content(name))) is { } fault)
            {
                return $"after {Kills - before} kills in round {round} (of {Kills}): {fault}; kept in {root}";
            }

            Agreements++;
            log.WriteLine($"round {round}: {Kills - before} kills, then the same results; {Kills} of {kills}");
            Directory.Delete(Path.Combine(root, name), recursive: true);
            Directory.Delete(Path.Combine(root, $"{name}-cache"), recursive: true);
        }

        return null;
    }

    /// <summary>Starts the sweep and kills it after a while; false when it was done before.</summary>
    private bool Kill(string name, TimeSpan after)
    {
        (Process process, Task<string> said) = Start(name, $"{name}-cache");
        using (process)
        {
            Stopwatch watch = Stopwatch.StartNew();
            if (process.WaitForExit(after))
            {
                whole = watch.Elapsed;
                return false;
            }

            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            said.Wait();
            Kills++;
            return true;
        }
    }

    /// <summary>Runs the sweep to its end; what it said when it failed.</summary>
    private string? Finish(string name, string cache)
    {
        (Process process, Task<string> said) = Start(name, cache);
        using (process)
        {
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"exit code {process.ExitCode}: {said.Result.Trim()}";
        }
    }

    private (Process Process, Task<string> Said) Start(string name, string cache)
    {
        ProcessStartInfo start = new("dotnet", [Program, "sweep", "killed.yaml", "--out", name, "--jobs", Draw(2) == 0 ? "1" : "2"])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["EXPERIMENTS_CACHE"] = Path.Combine(root, cache);
        Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        return (process, Task.WhenAll(output, error).ContinueWith(both => string.Join('\n', both.Result), TaskScheduler.Default));
    }

    /// <summary>Now and then flips a bit of a file of the cache, cuts it short or empties it.</summary>
    private void Damage(string name)
    {
        string cache = Path.Combine(root, $"{name}-cache");
        string[] files = Directory.Exists(cache) ? [.. Directory.GetFiles(cache, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
        if (files.Length == 0 || Draw(3) > 0)
        {
            return;
        }

        string file = files[Draw(files.Length)];
        byte[] bytes = File.ReadAllBytes(file);
        switch (Draw(3))
        {
            case 0 when bytes.Length > 0:
                bytes[Draw(bytes.Length)] ^= (byte)(1 << Draw(8));
                break;
            case 1:
                bytes = bytes[..(bytes.Length / 2)];
                break;
            default:
                bytes = [];
                break;
        }

        File.WriteAllBytes(file, bytes);
        Damages++;
    }

    /// <summary>Hashes of pictures, and the table of results without its timings.</summary>
    private Dictionary<string, string> Content(string name)
    {
        string folder = Path.Combine(root, name);
        Dictionary<string, string> content = Directory.GetFiles(folder, "embedding.npy", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
        string[] rows = File.ReadAllLines(Path.Combine(folder, "results.csv"));
        bool[] kept = [.. rows[0].Split(',').Select(column => !column.StartsWith("seconds_", StringComparison.Ordinal) && column != "peak_mb")];
        content["results.csv"] = string.Join('\n', rows.Select(row => string.Join(',', row.Split(',').Where((_, c) => kept[c]))));
        content["report.pdf"] = File.Exists(Path.Combine(folder, "report.pdf")) ? "there" : "missing";
        return content;
    }

    private static string? Difference(Dictionary<string, string> expected, Dictionary<string, string> found)
    {
        string[] names = [.. expected.Keys.Union(found.Keys).Where(name => expected.GetValueOrDefault(name) != found.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? null : $"{string.Join(", ", names)} differ from the undisturbed run";
    }

    private double Uniform() => random.Uniform(0, draws++);

    private int Draw(int limit) => random.Below(limit, 0, draws++);
}
