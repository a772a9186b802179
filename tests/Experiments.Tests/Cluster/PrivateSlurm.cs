using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Experiments.Tests.Cluster;

/// <summary>
/// A Slurm of its own: a controller and a few node daemons on this machine, with all their files in one folder, without systemd, munge, accounting
/// or control groups. It is started as root, and stopped by process ids.
/// </summary>
public sealed class PrivateSlurm : IDisposable
{
    /// <summary>The elements that an array may have: few, so that arrays have to be cut.</summary>
    public const int LargestArray = 10;

    private const string Controller = "/usr/sbin/slurmctld";
    private const string Daemon = "/usr/sbin/slurmd";
    private const int Nodes = 4;

    /// <summary>A partition of one node on which nothing else runs.</summary>
    public const string Aside = "aside";

    /// <summary>A partition in which a job may take no more than these minutes.</summary>
    public const string Brief = "brief";

    public const int BriefMinutes = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Starts it, where that is possible.</summary>
    public PrivateSlurm()
    {
        Missing = !File.Exists(Controller) || !File.Exists(Daemon) ? "needs slurmctld (Debian: apt-get install slurmctld slurmd slurm-client)"
            : Environment.UserName != "root" ? "a private Slurm is started as root"
            : null;
        if (Missing is null)
        {
            Root = Directory.CreateTempSubdirectory("slurm-").FullName;
            Start();
        }
    }

    /// <summary>Why there is none; null where there is one.</summary>
    public string? Missing { get; private set; }

    /// <summary>The folder of its files.</summary>
    public string Root { get; } = string.Empty;

    /// <summary>The file that tells clients where it is.</summary>
    public string Configuration => Path.Combine(Root, "slurm.conf");

    /// <summary>Runs one of its commands and returns what it prints.</summary>
    public string Ask(string command, params string[] arguments)
    {
        using Process process = Process.Start(StartInfo(command, arguments))!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + error.GetAwaiter().GetResult();
    }

    /// <summary>A line for every job that ended, as the completion log has it.</summary>
    public string[] Ended => File.Exists(Path.Combine(Root, "jobs.txt")) ? File.ReadAllLines(Path.Combine(Root, "jobs.txt")) : [];

    /// <summary>Kills a node as a power cut does: its daemon, the steps that it runs, and what they started.</summary>
    public void KillNode(string node)
    {
        int daemon = int.Parse(File.ReadAllText(PidFile(node)), CultureInfo.InvariantCulture);
        int[] all = [daemon, .. StepsOf(node).SelectMany(step => (int[])[step, .. Below(step)])];
        Signal("KILL", all);
        Ask("scontrol", "update", $"NodeName={node}", "State=DOWN", "Reason=killed");
    }

    /// <summary>Stops the steps of a node and what they started, as a program does that hangs.</summary>
    public static void FreezeNode(string node) => Signal("STOP", [.. StepsOf(node).SelectMany(Below)]);

    /// <summary>Lets them go on.</summary>
    public static void ThawNode(string node) => Signal("CONT", [.. StepsOf(node).SelectMany(Below)]);

    /// <summary>Starts a node's daemon again.</summary>
    public void StartNode(string node) => Ask(Daemon, "-N", node, "-f", Configuration);

    /// <summary>Waits until no job waits or runs, but for those of the partition aside.</summary>
    public bool IsEmptyWithin(TimeSpan time) => Wait(() => Ask("squeue", "--noheader", $"--partition=main,one,{Brief}").Trim().Length == 0, time);

    /// <summary>Waits until something holds.</summary>
    public static bool Wait(Func<bool> holds, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(start) > time)
            {
                return false;
            }

            Thread.Sleep(100);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Root.Length > 0)
        {
            Ask("scancel", "--quiet", "--full", "--user=root");
            IsEmptyWithin(TimeSpan.FromSeconds(10));
            Signal("KILL", [.. Directory.GetFiles(Root, "*.pid").Select(file => int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture))]);
            Directory.Delete(Root, recursive: true);
        }
    }

    private void Start()
    {
        File.WriteAllText(Configuration, Text());
        Directory.CreateDirectory(Path.Combine(Root, "state"));
        string said = Ask(Controller, "-c", "-f", Configuration);
        for (int i = 1; i <= Nodes; i++)
        {
            Directory.CreateDirectory(Path.Combine(Root, $"n{i}"));
            StartNode($"n{i}");
        }

        if (!Wait(() => Idle() == Nodes, Longest))
        {
            Missing = $"a private Slurm does not come up here: {said} {Ask("sinfo", "-N")}";
        }
    }

    private int Idle() =>
        Ask("sinfo", "-h", "-N", "-t", "idle", "-o", "%N").Split('\n').Distinct().Count(line => line.StartsWith('n'));

    private string Text()
    {
        string host = Dns.GetHostName().Split('.')[0];
        int port = FreePorts();
        return $"""
            ClusterName=private
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={port}
            AuthType=auth/none
            AuthInfo=cred_expire=5
            CredType=cred/none
            SlurmUser=root
            SlurmdUser=root
            StateSaveLocation={Root}/state
            SlurmdSpoolDir={Root}/%n
            SlurmctldPidFile={Root}/slurmctld.pid
            SlurmdPidFile={Root}/%n.pid
            SlurmctldLogFile={Root}/slurmctld.log
            SlurmdLogFile={Root}/%n.log
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            JobAcctGatherType=jobacct_gather/linux
            JobAcctGatherFrequency=task=1
            JobAcctGatherParams=OverMemoryKill
            AccountingStorageType=accounting_storage/none
            JobCompType=jobcomp/filetxt
            JobCompLoc={Root}/jobs.txt
            SwitchType=switch/none
            MpiDefault=none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU_Memory
            SchedulerType=sched/backfill
            SchedulerParameters=bf_interval=1,sched_interval=1,batch_sched_delay=0
            SlurmdParameters=config_overrides
            ReturnToService=2
            SlurmdTimeout=10
            SlurmctldTimeout=10
            KillWait=5
            MaxArraySize={LargestArray}
            JobRequeue=1
            NodeName=n[1-{Nodes}] NodeHostname={host} NodeAddr=127.0.0.1 Port=[{port + 1}-{port + Nodes}] CPUs=1 RealMemory=16000 State=UNKNOWN
            PartitionName=main Nodes=n[1-3] Default=YES MaxTime=INFINITE State=UP
            PartitionName=one Nodes=n1 MaxTime=INFINITE State=UP
            PartitionName={Brief} Nodes=n[1-3] MaxTime={BriefMinutes} State=UP
            PartitionName={Aside} Nodes=n4 MaxTime=INFINITE State=UP

            """;
    }

    /// <summary>The first of a few ports in a row that nobody listens on.</summary>
    private static int FreePorts()
    {
        for (int port = 17000 + (Environment.ProcessId % 1000 * 8); ; port += Nodes + 1)
        {
            if (Enumerable.Range(port, Nodes + 1).All(IsFree))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private ProcessStartInfo StartInfo(string command, string[] arguments)
    {
        ProcessStartInfo start = new(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = Configuration;
        return start;
    }

    private string PidFile(string node) => Path.Combine(Root, $"{node}.pid");

    /// <summary>The processes that look after a node's jobs: their environment names the node, as that of what they started does.</summary>
    private static IEnumerable<int> StepsOf(string node) => Processes().Where(process => process.Name == "slurmstepd"
        && Below(process.Id).Any(child => Read($"/proc/{child}/environ").Contains($"SLURMD_NODENAME={node}\0", StringComparison.Ordinal)))
        .Select(process => process.Id);

    private static int[] Below(int parent) =>
        [.. Processes().Where(process => process.Parent == parent).SelectMany(child => (int[])[child.Id, .. Below(child.Id)])];

    private static IEnumerable<(int Id, int Parent, string Name)> Processes() => Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) ? id : 0).Where(id => id > 0)
        .Select(id => (Id: id, Stat: Read($"/proc/{id}/stat"))).Where(one => one.Stat.Contains(')', StringComparison.Ordinal))
        .Select(one => (one.Id, int.Parse(one.Stat[(one.Stat.LastIndexOf(')') + 4)..].Split(' ')[0], CultureInfo.InvariantCulture),
            one.Stat[(one.Stat.IndexOf('(', StringComparison.Ordinal) + 1)..one.Stat.LastIndexOf(')')]));

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static void Signal(string name, int[] processes)
    {
        using Process kill = Process.Start("bash", ["-c", $"kill -{name} \"$@\" 2>/dev/null || true", "kill", .. processes.Select(id => $"{id}")]);
        kill.WaitForExit();
    }
}
