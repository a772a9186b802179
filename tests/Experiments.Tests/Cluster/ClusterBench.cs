using System.Diagnostics;
using System.Security.Cryptography;
using Experiments.Tests.Killing;

namespace Experiments.Tests.Cluster;

/// <summary>Runs sweeps on a private Slurm, each in a process of its own; their folders lie below one that goes away.</summary>
internal sealed class ClusterBench : IDisposable
{
    /// <summary>Much more than it takes, for machines on which much else runs.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly PrivateSlurm slurm;

    public ClusterBench(PrivateSlurm slurm)
    {
        Assert.SkipWhen(slurm.Missing is not null, slurm.Missing ?? string.Empty);
        this.slurm = slurm;
        Root = Directory.CreateTempSubdirectory("cluster-").FullName;
    }

    public string Root { get; }

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Writes a sweep file.</summary>
    public void Write(string yaml) => File.WriteAllText(this["sweep.yaml"], yaml);

    /// <summary>Starts the sweep on this machine.</summary>
    public SweepProcess Local(string name) => Start(name, ["sweep", "sweep.yaml", "--out", name]);

    /// <summary>Starts the sweep on the cluster.</summary>
    public SweepProcess OnSlurm(string name, params string[] more) => Start(name, ["sweep", "sweep.yaml", "--out", name, "--on", "slurm", .. more]);

    /// <summary>Starts a command; the cache is the sweep's own.</summary>
    public SweepProcess Start(string name, string[] arguments)
    {
        string[] command = KilledSweep.Program(arguments);
        ProcessStartInfo start = new(command[0], command[1..])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["EXPERIMENTS_CACHE"] = Cache(name);
        start.Environment["SLURM_CONF"] = slurm.Configuration;
        return new SweepProcess(Process.Start(start)!);
    }

    public string Cache(string name) => this[$"{name}-cache"];

    /// <summary>Runs a command to its end and returns what it said.</summary>
    public string Say(string name, int code, params string[] arguments)
    {
        using SweepProcess process = Start(name, arguments);
        Assert.True(process.Wait() == code, process.Said);
        return process.Said;
    }

    /// <summary>Waits until the sweep's elements run on a node, and returns "job_index node" of the first.</summary>
    public string[] Running(string kind = "")
    {
        string[] found = [];
        Assert.True(PrivateSlurm.Wait(
            () => (found = slurm.Ask("squeue", "-h", "-r", "-t", "R", "-o", "%F_%K %N %j").Split('\n')
                .FirstOrDefault(line => line.Contains("experiments-", StringComparison.Ordinal)
                    && (kind.Length == 0 || Log(line).Contains(kind, StringComparison.Ordinal)))?.Split(' ') ?? []).Length > 0,
            Longest), $"no element ran: {slurm.Ask("squeue")}");
        return found;
    }

    /// <summary>What a sweep left that no machine may change: hashes of its arrays, and the table of results without timings.</summary>
    public Dictionary<string, string> Content(string name)
    {
        Dictionary<string, string> content = Directory.GetFiles(this[name], "*.npy", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(this[name], file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
        string[] rows = File.ReadAllLines(Path.Combine(this[name], "results.csv"));
        bool[] kept = [.. rows[0].Split(',').Select(column => !column.StartsWith("seconds_", StringComparison.Ordinal) && column != "peak_mb")];
        content["results.csv"] = string.Join('\n', rows.Select(row => string.Join(',', row.Split(',').Where((_, c) => kept[c]))));
        return content;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>What an element said, and what it is to compute.</summary>
    private string Log(string line)
    {
        string[] parts = line.Split(' ');
        string index = parts[0].Split('_')[1];
        string batch = parts[2].Trim().Split('-')[^1];
        return string.Concat(Directory.GetDirectories(Root).Select(folder => Path.Combine(folder, ".slurm", batch, $"{index}.json"))
            .Where(File.Exists).Select(File.ReadAllText));
    }
}
