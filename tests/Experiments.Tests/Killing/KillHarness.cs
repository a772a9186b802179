using Experiments.Reduction;

namespace Experiments.Tests.Killing;

/// <summary>
/// Starts a sweep again and again, kills it (SIGKILL) at random moments or just when it writes what has yet to be renamed, damages its cache in
/// between, and compares what it ends with to what an undisturbed run left: every picture's bytes and every score.
/// </summary>
internal sealed class KillHarness(Undisturbed expected, long seed, TextWriter log)
{
    private const int FewestKills = 3;
    private const int KillsApart = 8;
    private const int LatestSighting = 12;
    private readonly KilledSweep sweep = expected.Sweep;
    private readonly CounterRandom random = new(seed, "kill");
    private readonly SortedDictionary<string, int> inFlight = new(StringComparer.Ordinal);
    private int draws;

    /// <summary>Kills that hit a running process.</summary>
    public int Kills { get; private set; }

    /// <summary>Kills that hit it with a file or folder written, or being written, and not yet renamed.</summary>
    public int Caught { get; private set; }

    /// <summary>Artifacts that were damaged.</summary>
    public int Damages { get; private set; }

    /// <summary>Runs that came to their end after kills and agreed with the undisturbed one.</summary>
    public int Agreements { get; private set; }

    /// <summary>How many kills left each kind of unfinished thing; one kill may leave several.</summary>
    public IReadOnlyDictionary<string, int> LeftUnfinished => inFlight;

    /// <summary>Kills so often; returns what went wrong, or null.</summary>
    public string? Run(int kills, CancellationToken cancellation)
    {
        for (int round = 0; Kills < kills; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            string name = $"round{round}";
            int before = Kills;
            int until = Math.Min(kills, Kills + FewestKills + Draw(KillsApart));
            while (Kills < until && Kill(name))
            {
                Damage(name);
            }

            if ((sweep.Finish(name, $"{name}-cache", Jobs()) ?? expected.Difference(name)) is { } fault)
            {
                return $"after {Kills - before} kills in round {round} (of {Kills}): {fault}; kept in {sweep.Root}";
            }

            Agreements++;
            log.WriteLine($"round {round}: {Kills - before} kills, then the same results; {Kills} of {kills}");
            Directory.Delete(Path.Combine(sweep.Root, name), recursive: true);
            Directory.Delete(Path.Combine(sweep.Root, $"{name}-cache"), recursive: true);
        }

        return null;
    }

    /// <summary>Starts the sweep and kills it; false when it was done before.</summary>
    private bool Kill(string name)
    {
        string[] folders = [Path.Combine(sweep.Root, name), Path.Combine(sweep.Root, $"{name}-cache")];
        HashSet<string> older = InFlight.In(folders);
        using SweepProcess process = sweep.Start(name, $"{name}-cache", Jobs());
        bool ended = Draw(3) switch
        {
            0 => process.EndsWithin(expected.Time * Uniform()),
            1 => !Sees(process, () => InFlight.In(folders[1]).Where(InFlight.IsManifest), older),
            _ => !Sees(process, () => InFlight.In(folders[0]), older),
        };
        if (ended || process.HasExited)
        {
            return false;
        }

        process.Kill();
        Kills++;
        string[] left = [.. InFlight.In(folders).Except(older).Select(InFlight.Name).Distinct()];
        Caught += left.Length > 0 ? 1 : 0;
        foreach (string kind in left.DefaultIfEmpty("nothing"))
        {
            inFlight[kind] = inFlight.GetValueOrDefault(kind) + 1;
        }

        return true;
    }

    /// <summary>Waits until so many temporaries as the draw says have come by; false when the process ended before.</summary>
    private bool Sees(SweepProcess process, Func<IEnumerable<string>> look, HashSet<string> older)
    {
        HashSet<string> seen = [.. older];
        int wanted = seen.Count + 1 + Draw(LatestSighting);
        while (!process.HasExited)
        {
            seen.UnionWith(look());
            if (seen.Count >= wanted)
            {
                return true;
            }

            Thread.Yield();
        }

        return false;
    }

    /// <summary>Now and then flips a bit of a file of the cache, cuts it short or empties it.</summary>
    private void Damage(string name)
    {
        string cache = Path.Combine(sweep.Root, $"{name}-cache");
        string[] files = Directory.Exists(cache)
            ? [.. Directory.GetFiles(cache, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
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

    private int Jobs() => 1 + Draw(2);

    private double Uniform() => random.Uniform(0, draws++);

    private int Draw(int limit) => random.Below(limit, 0, draws++);
}
