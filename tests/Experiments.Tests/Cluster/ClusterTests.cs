using System.Globalization;
using System.Text.RegularExpressions;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Tests.Killing;

namespace Experiments.Tests.Cluster;

/// <summary>Sweeps on a private Slurm of three nodes end as they do on one machine, whatever happens meanwhile.</summary>
[Slow]
public partial class ClusterTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private readonly PrivateSlurm slurm = cluster.Slurm;

    private const string Search = """
        name: searched
        datasets: [{kind: glyphs, train_size: 100, test_size: 100, samples: 80}]
        reducers: [{kind: umap, n_neighbors: {low: 3, high: 30}, n_epochs: 50}]
        search: {strategy: tpe, trials: 8, batch: 4, startup: 4, seed: 3}
        metrics: {neighbors: [5]}
        report: {pages: [Findings]}
        """;

    /// <summary>A sweep of one trial without a training.</summary>
    private const string One = """
        name: one
        datasets: [{kind: glyphs, train_size: 100, test_size: 100, samples: 80}]
        reducers: [{kind: umap, n_neighbors: 5, n_epochs: 50}]
        metrics: {neighbors: [5]}
        report: {pages: [Findings], html: false}

        """;

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    [Fact]
    public void A_sweep_on_a_cluster_ends_with_the_bytes_of_one_machine()
    {
        Assert.SkipWhen(slurm.Missing is not null, slurm.Missing ?? string.Empty);
        ClusterBench bench = cluster.Main.Bench;
        using SweepProcess sweep = bench.OnSlurm("cluster", "--slurm", "chunk=1");

        Assert.Equal(cluster.Main.Expected, cluster.Main.Ended(sweep, "cluster"));
        SweepResults results = ResultsFile.Read(new SweepPaths(bench["cluster"]));
        Assert.Matches("^n[1-3](, n[1-3])*: .+", results.Environment["nodes"]);
        Assert.DoesNotContain("nodes", ResultsFile.Read(new SweepPaths(bench["local"])).Environment.Keys);
        Assert.Contains("done     13 of 13 trials, 0 failed; the sweep is finished", bench.Say("cluster", 0, "sweep", "--status", "cluster"),
            StringComparison.Ordinal);

        // More elements than an array may have: the first array is full, another has the rest.
        int[] places = [.. slurm.Ended.Select(line => ArrayPlace().Match(line)).Where(place => place.Success)
            .Select(place => int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(PrivateSlurm.LargestArray - 1, places.Max());
    }

    [Fact]
    public void A_training_that_hangs_until_its_time_is_over_goes_on_with_twice_the_time()
    {
        Assert.SkipWhen(slurm.Missing is not null, slurm.Missing ?? string.Empty);

        Assert.Equal(cluster.Main.Expected, cluster.Main.AfterHanging());

        string[] jobs = [.. slurm.Ended.Where(line => line.Contains($"Partition={PrivateSlurm.Aside} ", StringComparison.Ordinal))];
        Assert.Contains(jobs, line => line.Contains("JobState=TIMEOUT", StringComparison.Ordinal)
            && line.Contains("TimeLimit=1 ", StringComparison.Ordinal));
        Assert.Contains(jobs, line => line.Contains("JobState=COMPLETED", StringComparison.Ordinal)
            && line.Contains("TimeLimit=2 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Drivers_and_nodes_that_die_cost_time_and_nothing_else()
    {
        Assert.SkipWhen(slurm.Missing is not null, slurm.Missing ?? string.Empty);
        ClusterBench bench = cluster.Main.Bench;
        const string Name = "killed";
        using (SweepProcess first = bench.OnSlurm(Name))
        {
            // Its job is told that its time is over, as Slurm tells it two minutes before; the training goes on from its last epoch.
            (string job, string node) = bench.Training(Name);
            PrivateSlurm.FreezeNode(node);
            slurm.Ask("scancel", "--batch", "--signal=USR1", job);
            PrivateSlurm.ThawNode(node);
            string ended = $"JobId={job.Split('_')[0]} ";
            Assert.True(PrivateSlurm.Wait(() => slurm.Ended.Any(line => line.Contains(ended, StringComparison.Ordinal)), Soon));
            first.Kill();
        }

        using (SweepProcess second = bench.OnSlurm(Name))
        {
            string node = bench.Running(Name, "train").Node;
            slurm.KillNode(node);
            slurm.StartNode(node);
            bench.Running(Name, "trial");
            second.Kill();
        }

        using SweepProcess third = bench.OnSlurm(Name);
        Assert.Equal(cluster.Main.Expected, cluster.Main.Ended(third, Name));
        Assert.True(slurm.IsEmptyWithin(Soon), slurm.Ask("squeue"));
    }

    [Fact]
    public void A_search_is_the_same_on_one_node_on_three_and_here()
    {
        using ClusterBench bench = new(slurm);
        bench.Write(Search);
        using SweepProcess local = bench.Local("local");
        Assert.True(local.Wait() == 0, local.Said);
        using SweepProcess one = bench.OnSlurm("one", "--slurm", "partition=one");
        using SweepProcess three = bench.OnSlurm("three", "--slurm", "chunk=1");

        Assert.True(one.Wait() == 0, one.Said);
        Assert.True(three.Wait() == 0, three.Said);

        Assert.Equal(bench.Content("local"), bench.Content("one"));
        Assert.Equal(bench.Content("local"), bench.Content("three"));
        Assert.Equal(Steps(bench["local"]), Steps(bench["three"]));
    }

    /// <summary>
    /// The time for which a trial waits its turn in an element is none of its own: otherwise those to come would be spread over dozens.
    /// </summary>
    [Fact]
    public void Hundreds_of_short_trials_are_the_work_of_a_few_elements()
    {
        using ClusterBench bench = new(slurm);
        bench.Write(One.Replace("metrics:", "seeds: 600\nmetrics:", StringComparison.Ordinal));
        int before = slurm.Ended.Length;

        using SweepProcess cluster = bench.OnSlurm("cluster");

        Assert.True(cluster.EndsWithin(Soon));
        Assert.True(cluster.ExitCode == 0, cluster.Said);
        Assert.InRange(slurm.Ended.Length - before, 3, 12);
    }

    [Fact]
    public void A_stage_that_fails_by_its_own_fault_is_a_row_with_its_reason_and_its_node()
    {
        using ClusterBench bench = new(slurm);
        bench.Write(One + "time_limit: 0.001s\n");

        string said = bench.Say("cluster", 3, "sweep", "sweep.yaml", "--out", "cluster", "--on", "slurm");

        Assert.Contains("1 failed: embedding (UMAP", said, StringComparison.Ordinal);
        string row = File.ReadAllLines(Path.Combine(bench["cluster"], "results.csv"))[1];
        Assert.Matches(@"past the time limit of 0\.001 s \(on n[1-3]\)", row);
        Assert.Matches(@"failed   embedding \(UMAP.*past the time limit", bench.Say("cluster", 0, "sweep", "--status", "cluster"));
        string again = bench.Say("cluster", 3, "sweep", "sweep.yaml", "--out", "cluster", "--on", "slurm");
        Assert.Contains("--retry-failed", again, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_stops_the_sweep_in_one_line_and_leaves_no_jobs()
    {
        using ClusterBench bench = new(slurm);
        bench.Write(Search);
        using TinyDisk disk = new(bench.Cache("cluster"));
        Assert.SkipUnless(disk.IsThere, "no memory disk can be mounted here to be filled");

        string said = bench.Say("cluster", 1, "sweep", "sweep.yaml", "--out", "cluster", "--on", "slurm");

        string line = Assert.Single(said.Split('\n'), line => line.StartsWith("experiments: ", StringComparison.Ordinal));
        Assert.Contains("No space left on device", line, StringComparison.Ordinal);
        Assert.True(slurm.IsEmptyWithin(Soon), slurm.Ask("squeue"));
    }

    [Fact]
    public void A_disk_that_is_full_on_the_nodes_alone_makes_rows_with_reasons()
    {
        using ClusterBench bench = new(slurm);
        bench.Write(One);
        string full = bench.OnNodes($"mount -t tmpfs -o size=4k tmpfs {bench.Cache("cluster")}/embedding");
        Directory.CreateDirectory(Path.Combine(bench.Cache("cluster"), "embedding"));
        Assert.SkipUnless(bench.CanMount, "mount namespaces cannot be had here");

        string said = bench.Say("cluster", 3, "sweep", "sweep.yaml", "--out", "cluster", "--on", "slurm", "--slurm", $"setup={full}");

        const string Reason = @"job \d+_0 on n[1-3]: FAILED \(exit code 74\); its log ends: .*No space left on device";
        Assert.Matches($"1 failed: UMAP.*{Reason}", said);
        Assert.Matches(Reason, File.ReadAllText(Path.Combine(bench["cluster"], "results.csv")));
        Assert.Matches($"failed   UMAP.*{Reason}", bench.Say("cluster", 0, "sweep", "--status", "cluster"));
        bench.Say("cluster", 0, "sweep", "sweep.yaml", "--out", "cluster", "--on", "slurm", "--retry-failed");
    }

    [Fact]
    public void Too_little_memory_is_doubled_and_a_short_partition_gets_jobs_of_its_time()
    {
        using ClusterBench bench = new(slurm);
        bench.Write(One);

        // The first time 150 MB are held for longer than Slurm needs to see them; a trial alone may be too quick for that.
        string mark = bench["greedy"];
        string greedy = $"test -e {mark} || {{ touch {mark}; (head -c 150m /dev/zero; sleep 5) | tail > /dev/null; }}";
        string said = bench.Say("cluster", 0, "sweep", "sweep.yaml", "--out", "cluster", "--on", "slurm", "--slurm", "memory=60MB",
            "--slurm", $"partition={PrivateSlurm.Brief}", "--slurm", $"setup={greedy}");

        Assert.Matches(@"job \d+_0 on n[1-3]: FAILED \(signal 9\); handed in again \(1 of 1\)", said);
        Assert.Contains(slurm.Ended, line => line.Contains($"Partition={PrivateSlurm.Brief} TimeLimit={PrivateSlurm.BriefMinutes} ",
            StringComparison.Ordinal) && line.Contains("mem=114M", StringComparison.Ordinal));
    }

    [Fact]
    public void Nodes_that_see_late_what_others_wrote_end_with_the_same_bytes()
    {
        using ClusterBench bench = new(slurm);
        using LaggingFolders folders = new(bench.Root, ["n1", "n2", "n3"]);
        Assert.SkipUnless(folders.Missing is null, folders.Missing ?? string.Empty);
        bench.Write(One);
        bench.Say("local", 0, "sweep", "sweep.yaml", "--out", "local");
        string own = bench.OnNodes($"mount --bind {folders.OfNodes}/$SLURMD_NODENAME {folders.Shared}");

        bench.Say("shared/cache", 0, "sweep", "sweep.yaml", "--out", "shared/out", "--on", "slurm", "--slurm", $"setup={own}", "--slurm", "chunk=1");

        Assert.Equal(bench.Content("local"), bench.Content("shared/out"));
    }

    [Fact]
    public void Cancel_leaves_nothing_in_the_queue_and_its_driver_stops()
    {
        using ClusterBench bench = new(slurm);
        bench.WriteMain();

        // It is still at work when it is cancelled, however long the commands before that take.
        bench.Write(File.ReadAllText(bench["sweep.yaml"]).Replace("epochs: 100", "epochs: 100000", StringComparison.Ordinal));
        using SweepProcess driver = bench.OnSlurm("cluster");
        bench.Running("cluster", "train");
        Assert.Matches(@"running  job \d+_0 on n[1-3] since .*: train of cnn on ", bench.Say("cluster", 0, "sweep", "--status", "cluster"));

        string refused = bench.Say("cluster", 1, "sweep", "sweep.yaml", "--out", "cluster", "--on", "slurm");
        string said = bench.Say("cluster", 0, "sweep", "--cancel", "cluster");

        Assert.Contains("is being written by another sweep", refused, StringComparison.Ordinal);
        Assert.Contains("taken out of the queue", said, StringComparison.Ordinal);
        Assert.True(driver.EndsWithin(Soon));
        Assert.True(driver.ExitCode == 1, driver.Said);
        Assert.True(slurm.IsEmptyWithin(TimeSpan.FromSeconds(1)), slurm.Ask("squeue"));
    }

    [Fact]
    public void A_driver_that_is_interrupted_says_which_jobs_it_leaves_and_a_detached_one_goes_on_with_them()
    {
        using ClusterBench bench = new(slurm);
        bench.WriteMain();
        string node;
        using (SweepProcess driver = bench.OnSlurm("cluster"))
        {
            node = bench.Training("cluster").Node;
            PrivateSlurm.FreezeNode(node);
            driver.Signal("INT");
            Assert.True(driver.EndsWithin(Soon));
            Assert.Equal(130, driver.ExitCode);
            Assert.Matches("jobs? [0-9, ]+ left in the queue; sweep --cancel cluster ends (it|them)", driver.Said);
        }

        string job = bench.Say("cluster", 0, "sweep", "sweep.yaml", "--out", "cluster", "--on", "slurm", "--detach");

        Assert.Matches(@"^job \d+ runs the sweep", job);
        string file = Path.Combine(bench["cluster"], ".slurm", "driver.log");
        Assert.True(PrivateSlurm.Wait(() => File.Exists(file) && File.ReadAllText(file).Contains(
            "of jobs from an earlier run still in the queue, not handed in again", StringComparison.Ordinal), Soon));
        PrivateSlurm.ThawNode(node);
        Assert.True(slurm.IsEmptyWithin(TimeSpan.FromMinutes(6)), slurm.Ask("squeue"));
        Assert.True(ResultsFile.Read(new SweepPaths(bench["cluster"])).Finished.Length > 0, File.ReadAllText(file));
    }

    private static string[] Steps(string folder) =>
        [.. ResultsFile.Read(new SweepPaths(folder)).Search!.Steps
            .Select(step => $"{step.Number} {step.Reducer} {string.Join(' ', step.Trials)} {string.Join(' ', step.Scores)}")];

    [GeneratedRegex(@" ArrayTaskId=(\d+) ")]
    private static partial Regex ArrayPlace();
}
