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

    /// <summary>Writes the sweep of the main job, made small; on generated images where the real ones are not at hand.</summary>
    public void WriteMain()
    {
        bool isReal = Environment.GetEnvironmentVariable("EXPERIMENTS_DATA") is { Length: > 0 } data && Directory.Exists(Path.Combine(data, "mnist"));
        (string From, string To)[] changes =
        [
            ("{kind: mnist, split: test, samples: 2000}", isReal ? "{kind: mnist, split: test, samples: 200, train_samples: 400}"
                : "{kind: glyphs, train_size: 400, test_size: 400, samples: 200}"),
            ("filters: 32", "filters: 4"),
            ("filters: 64", "filters: 8"),
            ("epochs: 8", "epochs: 100"),
            ("layers: [input, conv2, penultimate]", "layers: [penultimate]"),
        ];
        string yaml = File.ReadAllText(Repository.At("configs/mnist.yaml"));
        foreach ((string from, string to) in changes)
        {
            Assert.Contains(from, yaml, StringComparison.Ordinal);
            yaml = yaml.Replace(from, to, StringComparison.Ordinal);
        }

        Write($"{yaml}\nreport: {{pages: [Findings], html: false}}\n");
    }

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

    /// <summary>
    /// A line of <c>setup:</c> after which a job sees the file system as a command made it, and nobody else does: it goes on in a mount namespace of
    /// its own.
    /// </summary>
    public string OnNodes(string command)
    {
        File.WriteAllText(this["setup.sh"], $"[ -n \"$OWN\" ] || {{ export OWN=1; exec unshare -m bash \"$0\"; }}\n{command}\n");
        return $"source {this["setup.sh"]}";
    }

    /// <summary>Whether processes can have mounts of their own here.</summary>
    public bool CanMount => slurm.Ask("unshare", "-m", "echo", "yes").Trim() == "yes";

    public string Cache(string name) => this[$"{name}-cache"];

    /// <summary>Runs a command to its end and returns what it said.</summary>
    public string Say(string name, int code, params string[] arguments)
    {
        using SweepProcess process = Start(name, arguments);
        Assert.True(process.Wait() == code, process.Said);
        return process.Said;
    }

    /// <summary>Waits until an element of a sweep runs that computes something of a kind; returns its "job_index" and its node.</summary>
    public (string Job, string Node) Running(string name, string kind)
    {
        string[] found = [];
        Assert.True(PrivateSlurm.Wait(
            () => (found = slurm.Ask("squeue", "-h", "-r", "-t", "R", "-o", "%F_%K %N %j").Split('\n')
                .FirstOrDefault(line => Work(name, line).Contains($"\"{kind}\"", StringComparison.Ordinal))?.Split(' ') ?? []).Length > 0,
            Longest), $"no element ran: {slurm.Ask("squeue")}");
        return (found[0], found[1]);
    }

    /// <summary>Waits until an element of a sweep is in the middle of a training, whose first epoch is put down.</summary>
    public (string Job, string Node) Training(string name)
    {
        (string Job, string Node) at = Running(name, "train");
        string checkpoints = Path.Combine(Cache(name), "checkpoints");
        Assert.True(PrivateSlurm.Wait(
            () => Directory.Exists(checkpoints) && Directory.GetFiles(checkpoints, "*", SearchOption.AllDirectories).Length > 0, Longest));
        return at;
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

    /// <summary>Deletes the folder, once the processes of ended nodes have written their last into it.</summary>
    public void Dispose() => PrivateSlurm.Wait(Delete, TimeSpan.FromSeconds(30));

    private bool Delete()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>What an element of a sweep is to compute, by its line of the queue.</summary>
    private string Work(string name, string line)
    {
        string[] parts = line.Trim().Split(' ');
        string file = Path.Combine(this[name], ".slurm", parts[^1].Split('-')[^1], $"{parts[0].Split('_')[^1]}.json");
        return File.Exists(file) ? File.ReadAllText(file) : string.Empty;
    }
}
