using Experiments.Tests.Killing;

namespace Experiments.Tests.Cluster;

/// <summary>
/// A private Slurm, and the sweep of the main job run twice for all tests: on this machine, and on a node where its training hangs until its time is
/// over, which takes a minute and a half of waiting.
/// </summary>
public sealed class ClusterFixture : IDisposable
{
    private readonly Lazy<MainSweep> main;

    public ClusterFixture() => main = new Lazy<MainSweep>(() => new MainSweep(Slurm));

    public PrivateSlurm Slurm { get; } = new();

    /// <summary>The sweep of the main job.</summary>
    internal MainSweep Main => main.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (main.IsValueCreated)
        {
            main.Value.Dispose();
        }

        Slurm.Dispose();
        if (main.IsValueCreated)
        {
            main.Value.Bench.Dispose();
        }
    }
}

/// <summary>The sweep of the main job, made small, which several tests run on the cluster in their ways.</summary>
internal sealed class MainSweep : IDisposable
{
    /// <summary>The name of the run whose training hangs.</summary>
    public const string Late = "late";

    private const string Here = "local";
    private readonly SweepProcess local;
    private readonly SweepProcess late;
    private readonly Task hang;

    public MainSweep(PrivateSlurm slurm)
    {
        Bench = new ClusterBench(slurm);
        Bench.WriteMain();
        local = Bench.Local(Here);
        late = Bench.OnSlurm(
            Late, "--slurm", $"partition={PrivateSlurm.Aside}", "--slurm", "time=1m", "--slurm", "sbatch=[--signal=B:CONT@1]");
        hang = Task.Run(() => PrivateSlurm.FreezeNode(Bench.Training(Late).Node));
    }

    public ClusterBench Bench { get; }

    /// <summary>What the run on this machine left.</summary>
    public Dictionary<string, string> Expected => Ended(local, Here);

    /// <summary>What the run left whose training hangs.</summary>
    public Dictionary<string, string> AfterHanging()
    {
        hang.GetAwaiter().GetResult();
        return Ended(late, Late);
    }

    /// <summary>What a run leaves, when it has come to its end.</summary>
    public Dictionary<string, string> Ended(SweepProcess process, string name)
    {
        Assert.True(process.Wait() == 0, process.Said);
        return Bench.Content(name);
    }

    /// <summary>Ends what still runs; its folder goes when the nodes are gone too.</summary>
    public void Dispose()
    {
        local.Dispose();
        late.Dispose();
    }
}
