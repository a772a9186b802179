using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Tests.Killing;

namespace Experiments.Tests.Cluster;

/// <summary>Sweeps on a private Slurm of three nodes end as they do on one machine, whatever happens meanwhile.</summary>
[Slow]
public class ClusterTests(PrivateSlurm slurm) : IClassFixture<PrivateSlurm>
{
    private const string Yaml = """
        name: cluster
        seeds: 2
        datasets: [{kind: glyphs, train_size: 400, test_size: 200, samples: 120}]
        models:
          - kind: cnn
            layers: [{conv: {filters: 4}}, relu, {maxpool: 2}, flatten, {dense: 16, name: penultimate}, relu, {dense: classes}]
            training: {epochs: EPOCHS, batch_size: 16}
        layers: [penultimate]
        reducers: [{kind: pca}, {kind: umap, n_neighbors: [5, 15], n_epochs: 60}, {kind: tsne, perplexity: 10, n_iter: 150}]
        metrics: {neighbors: [5, 15]}
        report: {pages: [Findings, Appendix]}
        slurm: {cpus: 1, chunk: 1}
        """;

    private const string Search = """
        name: searched
        datasets: [{kind: glyphs, train_size: 100, test_size: 100, samples: 80}]
        reducers: [{kind: umap, n_neighbors: {low: 3, high: 30}, n_epochs: 50}]
        search: {strategy: tpe, trials: 8, batch: 4, startup: 4, seed: 3}
        metrics: {neighbors: [5]}
        report: {pages: [Findings]}
        """;

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    [Fact]
    public void A_sweep_on_a_cluster_ends_with_the_bytes_of_one_machine()
    {
        using ClusterBench bench = new(slurm);
        bench.Write(Yaml.Replace("EPOCHS", "2", StringComparison.Ordinal));
        int before = slurm.Ended.Length;
        using SweepProcess local = bench.Local("local");
        using SweepProcess cluster = bench.OnSlurm("cluster");

        Assert.True(local.Wait() == 0, local.Said);
        Assert.True(cluster.Wait() == 0, cluster.Said);

        Assert.Equal(bench.Content("local"), bench.Content("cluster"));
        SweepResults results = ResultsFile.Read(new SweepPaths(bench["cluster"]));
        Assert.Matches("^n[1-3](, n[1-3])*: .+", results.Environment["nodes"]);
        Assert.DoesNotContain("nodes", ResultsFile.Read(new SweepPaths(bench["local"])).Environment.Keys);
        Assert.True(slurm.Ended.Length - before > PrivateSlurm.LargestArray, "elements were not spread over arrays");
        Assert.Contains("done     7 of 7 trials, 0 failed; the sweep is finished", bench.Say("cluster", 0, "sweep", "--status", "cluster"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Drivers_and_nodes_that_die_cost_time_and_nothing_else()
    {
        using ClusterBench bench = new(slurm);
        bench.Write(Yaml.Replace("EPOCHS", "40", StringComparison.Ordinal));
        using SweepProcess local = bench.Local("local");
        using (SweepProcess first = bench.OnSlurm("cluster"))
        {
            // Its job is told that its time is over, as Slurm tells it two minutes before; the training goes on from its last epoch.
            string job = bench.Running("\"train\"")[0];
            Assert.True(PrivateSlurm.Wait(() => Directory.Exists(Path.Combine(bench.Cache("cluster"), "checkpoints"))
                && Directory.GetFiles(Path.Combine(bench.Cache("cluster"), "checkpoints"), "*", SearchOption.AllDirectories).Length > 0, Soon));
            slurm.Ask("scancel", "--batch", "--signal=USR1", job);
            string ended = $"JobId={job.Split('_')[0]} ";
            Assert.True(PrivateSlurm.Wait(() => slurm.Ended.Any(line => line.Contains(ended, StringComparison.Ordinal)), Soon));
            first.Kill();
        }

        using (SweepProcess second = bench.OnSlurm("cluster"))
        {
            string[] at = bench.Running("\"train\"");
            slurm.KillNode(at[1]);
            slurm.StartNode(at[1]);
            bench.Running("\"trial\"");
            second.Kill();
        }

        using SweepProcess third = bench.OnSlurm("cluster");
        Assert.True(third.Wait() == 0, third.Said);
        Assert.True(local.Wait() == 0, local.Said);
        Assert.Equal(bench.Content("local"), bench.Content("cluster"));
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

    [Fact]
    public void A_stage_that_fails_by_its_own_fault_is_a_row_with_its_reason_and_its_node()
    {
        using ClusterBench bench = new(slurm);
        bench.Write(Search.Split("search:")[0].Replace("{low: 3, high: 30}", "5", StringComparison.Ordinal)
            + "time_limit: 0.001s\nreport: {pages: [Findings]}\n");

        string said = bench.Say("cluster", 3, "sweep", "sweep.yaml", "--out", "cluster", "--on", "slurm");

        Assert.Contains("1 failed: embedding (UMAP", said, StringComparison.Ordinal);
        string row = File.ReadAllLines(Path.Combine(bench["cluster"], "results.csv"))[1];
        Assert.Matches(@"past the time limit of 0\.001 s \(on n[1-3]\)", row);
        Assert.Matches("failed   UMAP.*past the time limit", bench.Say("cluster", 0, "sweep", "--status", "cluster"));
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
    public void Cancel_leaves_nothing_in_the_queue_and_its_driver_stops()
    {
        using ClusterBench bench = new(slurm);
        bench.Write(Yaml.Replace("EPOCHS", "2000", StringComparison.Ordinal));
        using SweepProcess driver = bench.OnSlurm("cluster");
        bench.Running("\"train\"");
        Assert.Matches(@"running  job \d+_0 on n[1-3] since .*: train of cnn on glyphs", bench.Say("cluster", 0, "sweep", "--status", "cluster"));

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
        bench.Write(Yaml.Replace("EPOCHS", "30", StringComparison.Ordinal)
            .Replace("n_neighbors: [5, 15]", "n_neighbors: 5", StringComparison.Ordinal));
        using (SweepProcess driver = bench.OnSlurm("cluster"))
        {
            bench.Running("\"train\"");
            driver.Signal("INT");
            Assert.True(driver.EndsWithin(Soon));
            Assert.Equal(130, driver.ExitCode);
            Assert.Matches("jobs? [0-9, ]+ left in the queue; the same command goes on with what they compute, sweep --cancel cluster ends them",
                driver.Said);
        }

        string job = bench.Say("cluster", 0, "sweep", "sweep.yaml", "--out", "cluster", "--on", "slurm", "--detach");

        Assert.Matches(@"^job \d+ runs the sweep", job);
        Assert.True(slurm.IsEmptyWithin(TimeSpan.FromMinutes(6)), slurm.Ask("squeue"));
        string log = File.ReadAllText(Path.Combine(bench["cluster"], ".slurm", "driver.log"));
        Assert.True(ResultsFile.Read(new SweepPaths(bench["cluster"])).Finished.Length > 0, log);
        Assert.Contains("still wait or run; they are not handed in again", log, StringComparison.Ordinal);
    }

    private static string[] Steps(string folder) =>
        [.. ResultsFile.Read(new SweepPaths(folder)).Search!.Steps
            .Select(step => $"{step.Number} {step.Reducer} {string.Join(' ', step.Trials)} {string.Join(' ', step.Scores)}")];
}
