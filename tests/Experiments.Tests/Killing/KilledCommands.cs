using System.Diagnostics;
using System.Security.Cryptography;
using Experiments.Reduction;

namespace Experiments.Tests.Killing;

/// <summary>
/// Kills the commands that write from finished sweeps, two of them in turn, over what the one before wrote: whatever the moment, every file is as one
/// of the two left it, and the next run brings all of them up to date and leaves no temporaries.
/// </summary>
internal sealed class KilledCommands(Undisturbed expected, long seed)
{
    private const string FileList = "files.sha256";
    private static readonly string[] Sources = ["undisturbed", "other"];

    private static readonly (string Name, Func<string, string, string, string[]> Line)[] All =
    [
        ("sqlite", (from, _, to) => ["export", from, "--to", "sqlite", "--output", $"{to}/results.db"]),
        ("parquet", (from, _, to) => ["export", from, "--to", "parquet", "--output", to]),
        ("mlflow", (from, _, to) => ["export", from, "--to", "mlflow", "--output", to]),
        ("projector", (from, _, to) => ["export", from, "--to", "projector", "--output", to]),
        ("report", (from, _, to) =>
            ["report", from, "--output", $"{to}/report.pdf", "--figures", $"{to}/figures", "--pages", "leaderboard,embeddings"]),
        ("compare", (from, other, to) => ["compare", from, other, "--out", to]),
        ("explain", (from, _, to) => ["explain", from, "--sample", "1", "--output", $"{to}/explained.pdf"]),
    ];

    private readonly KilledSweep sweep = expected.Sweep;
    private readonly CounterRandom random = new(seed, "kill commands");
    private readonly Dictionary<string, (Dictionary<string, string>[] Content, TimeSpan Time)> known = [];
    private int draws;

    /// <summary>Names of the commands, and of the pruning of a cache.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(command => command.Name), "prune"];

    /// <summary>Kills that hit a running process.</summary>
    public int Kills { get; private set; }

    /// <summary>Kills each of some commands once; what went wrong, or null.</summary>
    public string? Run(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if ((name == "prune" ? Prune() : Kill(name)) is { } fault)
            {
                return $"{name}: {fault}; kept in {sweep.Root}";
            }
        }

        return null;
    }

    private string? Kill(string name)
    {
        if (!known.ContainsKey(name) && Learn(name) is { } problem)
        {
            return problem;
        }

        // The folder holds what the second sweep left: the first one's run is killed over it, then the second one's brings it back.
        (Dictionary<string, string>[] content, TimeSpan time) = known[name];
        int turn = draws % 2;
        if (Finish(Line(name, 1 - turn)) is { } unprepared)
        {
            return unprepared;
        }

        using (SweepProcess process = Start(Line(name, turn)))
        {
            Kills += process.EndsWithin(time * (0.1 + (0.9 * random.Uniform(0, draws++)))) ? 0 : 1;
            process.Kill();
        }

        return Torn(Content(name), content) is { } torn ? $"a kill left {torn}"
            : Finish(Line(name, turn)) is { } fault ? fault
            : Differing(Content(name), content[turn]) is { } differing ? $"after a kill it ended with another {differing}"
            : InFlight.In(Path.Combine(sweep.Root, name)).FirstOrDefault();
    }

    /// <summary>Runs it undisturbed for both sweeps, until nothing changes any more.</summary>
    private string? Learn(string name)
    {
        Dictionary<string, string>[] content = [[], []];
        Stopwatch watch = new();
        for (int run = 0; run < 4; run++)
        {
            watch.Restart();
            if (Finish(Line(name, run % 2)) is { } fault)
            {
                return fault;
            }

            watch.Stop();
            content[run % 2] = Content(name);
        }

        known[name] = (content, watch.Elapsed);
        return null;
    }

    /// <summary>A cache whose pruning was killed holds whole artifacts alone, and a sweep on it ends as ever.</summary>
    private string? Prune()
    {
        string cache = Path.Combine(sweep.Root, "pruned-cache");
        Copy(Path.Combine(sweep.Root, "undisturbed-cache"), cache);
        using (SweepProcess process = sweep.Start(KilledSweep.Program("cache", "prune", "--max-size", "1KB"), "pruned-cache"))
        {
            Kills += process.EndsWithin(TimeSpan.FromMilliseconds(80 + (250 * random.Uniform(0, draws++)))) ? 0 : 1;
            process.Kill();
        }

        string? fault = sweep.Finish("pruned", "pruned-cache") ?? expected.Difference("pruned") ?? InFlight.In(cache).FirstOrDefault();
        Directory.Delete(cache, recursive: true);
        return fault;
    }

    private static string[] Line(string name, int turn) =>
        KilledSweep.Program(All.Single(command => command.Name == name).Line(Sources[turn], Sources[1 - turn], name));

    private string? Finish(string[] line)
    {
        if (!Directory.Exists(Path.Combine(sweep.Root, Sources[1]))
            && sweep.Finish(Sources[1], "undisturbed-cache", jobs: 1, "seeds=2") is { } unprepared)
        {
            return unprepared;
        }

        using SweepProcess process = Start(line);
        return process.Wait() == 0 ? null : $"exit code {process.ExitCode}: {process.Said}";
    }

    private SweepProcess Start(string[] line) => sweep.Start(line, "undisturbed-cache");

    private Dictionary<string, string> Content(string name)
    {
        string folder = Path.Combine(sweep.Root, name);
        return Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is { } one && one != FileList && !one.StartsWith('.'))
            .ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
    }

    /// <summary>A file that is neither of the two, or that both have and that is gone.</summary>
    private static string? Torn(Dictionary<string, string> found, Dictionary<string, string>[] content) =>
        found.Keys.FirstOrDefault(file => content.All(one => one.GetValueOrDefault(file) != found[file])) is { } odd ? $"'{odd}' as no run writes it"
        : content[0].Keys.Intersect(content[1].Keys).FirstOrDefault(file => !found.ContainsKey(file)) is { } lost ? $"no '{lost}'"
        : null;

    private static string? Differing(Dictionary<string, string> found, Dictionary<string, string> content) =>
        found.Keys.Union(content.Keys).FirstOrDefault(file => found.GetValueOrDefault(file) != content.GetValueOrDefault(file));

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string place = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }
    }
}
