using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Running;

namespace Experiments.Tests.Sweeps;

/// <summary>What is said of the stage cache, and what leaves it.</summary>
public sealed class CacheTests : IDisposable
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private readonly SweepBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void The_inventory_has_every_artifact_with_its_size_and_what_it_is()
    {
        bench.Run(bench.Load(SweepBench.Small));

        CacheInventory inventory = CacheInventory.Read(bench.Cache);

        Assert.Equal(15, inventory.Entries.Count(entry => entry.Stage == "embedding"));
        Assert.Equal(Directory.GetFiles(bench.Cache, "manifest.json", SearchOption.AllDirectories).Length, inventory.Entries.Count);
        Assert.Equal(Directory.GetFiles(bench.Cache, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), inventory.Bytes);
        Assert.Equal("fake on glyphs, seed 0", Assert.Single(inventory.Entries, entry => entry.Stage == "train").Label);
        Assert.All(inventory.Entries, entry => Assert.True(entry.Label!.Length > 0 && entry.Seconds >= 0));
        Assert.Equal(new CacheInventory([], []).Bytes, CacheInventory.Read(Path.Combine(bench.Root, "nowhere")).Bytes);
    }

    [Fact]
    public void What_was_not_used_for_long_goes_and_is_computed_again()
    {
        bench.Run(bench.Load(SweepBench.Small));
        Dictionary<string, string> before = SweepBench.Files(bench.Output);
        Age("embedding", Month + TimeSpan.FromDays(1));
        PruneRequest request = new() { OlderThan = Month };

        Assert.Equal(15, CachePruning.Prune(bench.Cache, request with { DryRun = true }).Removed.Count);
        Assert.Equal(15, CachePruning.Prune(bench.Cache, request).Removed.Count);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(bench.Cache, "embedding")));
        bench.Run(bench.Load(SweepBench.Small));

        Assert.Equal(15, bench.Computed("embedding"));
        Assert.Equal(15, bench.Events.Count(e => e.Event == StageEvent.Finished));
        Assert.Equal(before, SweepBench.Files(bench.Output));
    }

    [Fact]
    public void A_sweep_s_opening_is_use_and_a_plan_s_look_is_not()
    {
        bench.Run(bench.Load(SweepBench.Small));
        Age("*", Month + Month);

        PlanDescription.Describe(bench.Load(SweepBench.Small), bench.Cache);
        Assert.All(CacheInventory.Read(bench.Cache).Entries, entry => Assert.True(DateTime.UtcNow - entry.LastUsed > Month));
        bench.Run(bench.Load(SweepBench.Small));

        // Graphs of reducers are not opened where the embeddings that need them are there; the true neighbours go into the sweep's folder.
        bool IsLeft(CacheEntry entry) => entry.Stage == "neighbors" && !entry.Label!.StartsWith("15 of each", StringComparison.Ordinal);
        Assert.All(CacheInventory.Read(bench.Cache).Entries, entry => Assert.Equal(IsLeft(entry), DateTime.UtcNow - entry.LastUsed > Month));
    }

    [Fact]
    public void For_a_size_what_was_used_longest_ago_goes_first()
    {
        bench.Run(bench.Load(SweepBench.Small));
        Age("spectrum", Month);
        Age("metrics", Month + Month);
        CacheInventory inventory = CacheInventory.Read(bench.Cache);
        long metrics = inventory.Entries.Where(entry => entry.Stage == "metrics").Sum(entry => entry.Bytes);

        PruneResult result = CachePruning.Prune(bench.Cache, new PruneRequest { MaxBytes = inventory.Bytes - metrics - 1 });

        Assert.Equal(15, result.Removed.Count(entry => entry.Stage == "metrics"));
        Assert.Equal(["spectrum"], result.Removed.Skip(15).Select(entry => entry.Stage));
        Assert.Equal(CacheInventory.Read(bench.Cache).Bytes, result.LeftBytes);
        Assert.InRange(result.LeftBytes, 0, inventory.Bytes - metrics - 1);
    }

    [Fact]
    public void What_no_kept_sweep_used_goes()
    {
        string other = Path.Combine(bench.Root, "other");
        bench.Run(bench.Load(SweepBench.Small));
        bench.Run(bench.Load(SweepBench.Small, "reducers[1].perplexity=[4, 5]"), output: other);
        CacheInventory inventory = CacheInventory.Read(bench.Cache);
        PruneRequest request = new() { Kept = KeptArtifacts.Of([bench.Output]) };

        PruneResult result = CachePruning.Prune(bench.Cache, request with { Unreferenced = true });

        // Three layers at one perplexity and two seeds, their scores, and the larger graphs.
        Assert.Equal(6, result.Removed.Count(entry => entry.Stage == "embedding"));
        Assert.Equal(inventory.Entries.Count, result.Removed.Count + result.Left);
        bench.Run(bench.Load(SweepBench.Small));
        Assert.DoesNotContain(bench.Events, e => e.Event == StageEvent.Started);
        Assert.Empty(CachePruning.Prune(bench.Cache, request with { MaxBytes = 0 }).Removed);
    }

    [Fact]
    public void A_folder_that_cannot_say_what_it_used_is_refused_in_one_line()
    {
        Assert.Contains("holds no results", Refusal(), StringComparison.Ordinal);
        SweepResults results = bench.Run(bench.Load(SweepBench.Small));
        File.WriteAllText(bench.Paths.Artifacts, "[");
        Assert.Contains("not a list of artifacts, or damaged", Refusal(), StringComparison.Ordinal);
        File.Delete(bench.Paths.Artifacts);
        Assert.Contains("does not say which artifacts", Refusal(), StringComparison.Ordinal);
        File.Delete(Path.Combine(bench.Output, FileList.Name));
        JsonFile.Write(bench.Paths.ResultsJson, results with { Finished = string.Empty, FormatVersion = 1 });
        Assert.Contains("did not come to its end", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_running_sweep_opened_stays_and_the_rest_goes()
    {
        bench.Run(bench.Load(SweepBench.Small, "datasets[0].noise=0.1"));
        int older = CacheInventory.Read(bench.Cache).Entries.Count;
        List<PruneResult> prunings = [];
        bench.ReducerStarted = _ => prunings.Add(CachePruning.Prune(bench.Cache, new PruneRequest { MaxBytes = 0 }));

        SweepResults results = bench.Run(bench.Load(SweepBench.Small));

        Assert.All(results.Trials, trial => Assert.Equal(TrialStatus.Done, trial.Status));
        Assert.Equal(older, prunings[0].Removed.Count);
        Assert.All(prunings.Skip(1), pruning => Assert.Empty(pruning.Removed));
        Assert.True(prunings[^1].InUse > prunings[0].InUse);
        Assert.DoesNotContain(bench.Events, e => e.Event == StageEvent.Warning);
        Assert.NotEmpty(CachePruning.Prune(bench.Cache, new PruneRequest { MaxBytes = 0 }).Removed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sweep_whose_cache_is_deleted_under_it_computes_it_again(int jobs)
    {
        using SweepBench whole = new();
        whole.Run(whole.Load(SweepBench.Small));
        int started = 0;
        bench.ReducerStarted = _ =>
        {
            if (Interlocked.Increment(ref started) == 5)
            {
                foreach (string kind in Directory.GetDirectories(bench.Cache))
                {
                    Directory.Delete(kind, recursive: true);
                }
            }
        };

        SweepResults results = bench.Run(bench.Load(SweepBench.Small), jobs);

        Assert.All(results.Trials, trial => Assert.Equal(TrialStatus.Done, trial.Status));
        Assert.Equal(SweepBench.Files(whole.Output), SweepBench.Files(bench.Output));
        Assert.Contains(bench.Events, e => e.Event == StageEvent.Warning && e.Text.StartsWith("artifacts vanished", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_outside_the_cache_s_own_layout_is_touched()
    {
        bench.Run(bench.Load(SweepBench.Small));
        string[] foreign = ["notes.txt", "experiments/data/mnist.gz", "embedding/README", "embedding/mine/a.npy", "embedding/.hidden/a.npy",
            $"other/{new string('a', 64)}/manifest.json"];
        foreach (string file in foreign)
        {
            string path = Path.Combine(bench.Cache, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "mine");
        }

        CachePruning.Prune(bench.Cache, new PruneRequest { MaxBytes = 0 });

        Assert.Equal(
            foreign.Order(StringComparer.Ordinal),
            Directory.GetFiles(bench.Cache, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(bench.Cache, file))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_killed_processes_left_goes_and_holds_nothing()
    {
        bench.Run(bench.Load(SweepBench.Small));
        StageKey trained = new(CacheInventory.Read(bench.Cache).Entries.Single(entry => entry.Stage == "train").Key);
        new ArtifactStore(bench.Cache).CheckpointFolder(trained);
        new ArtifactStore(bench.Cache).CheckpointFolder(new StageKey(new string('b', 64)));
        string gone = new('0', 32);
        string draft = Path.Combine(bench.Cache, "train", $".0123.{gone}.{Guid.NewGuid():N}.part");
        string lease = Path.Combine(Directory.CreateDirectory(Path.Combine(bench.Cache, ".running")).FullName, gone);
        Directory.CreateDirectory(draft);
        File.WriteAllText(Path.Combine(draft, "weights.npy"), "half");
        File.WriteAllText(lease, string.Empty);
        File.SetLastWriteTimeUtc(lease, DateTime.UtcNow - Month);
        Assert.Equal([4L], CacheInventory.Read(bench.Cache).Unfinished);

        PruneResult result = CachePruning.Prune(bench.Cache, new PruneRequest { OlderThan = Month });

        Assert.Equal((1, 0), (result.Unfinished, result.InUse));
        Assert.Equal(CacheInventory.Checkpoints, Assert.Single(result.Removed).Stage);
        Assert.Equal(new string('b', 64),
            Path.GetFileName(Assert.Single(Directory.GetDirectories(Path.Combine(bench.Cache, CacheInventory.Checkpoints)))));
        Assert.False(Directory.Exists(draft) || File.Exists(lease));
    }

    private string Refusal()
    {
        string message = Assert.Throws<SweepException>(() => KeptArtifacts.Of([bench.Output])).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    /// <summary>Has artifacts of a stage (* for all) last used that long ago.</summary>
    private void Age(string stage, TimeSpan age)
    {
        foreach (string manifest in Directory.GetDirectories(bench.Cache, stage)
            .SelectMany(kind => Directory.GetFiles(kind, "manifest.json", SearchOption.AllDirectories)))
        {
            File.SetLastWriteTimeUtc(manifest, DateTime.UtcNow - age);
        }
    }
}
