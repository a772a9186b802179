using Experiments.Data;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Tests.Sweeps;

public class SweepRunTests
{
    [Fact]
    public void A_sweep_runs_every_distinct_stage_once_and_files_its_results()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(SweepBench.Small);

        SweepResults results = bench.Run(plan);

        // pixels/input, fake/input, fake/conv1, fake/penultimate x (1 PCA + 2 perplexities x 2 seeds)
        Assert.Equal(20, results.Trials.Count);
        Assert.All(results.Trials, trial => Assert.Equal(TrialStatus.Done, trial.Status));
        Assert.Equal(1, bench.Computed("train"));
        Assert.Equal(1, bench.Computed("dataset"));
        Assert.Equal(4, bench.Computed("activations"));

        // Both models give the same input, so what follows from it is shared by content.
        Assert.Equal(3, bench.Computed("neighbors"));
        Assert.Equal(15, bench.Computed("embedding"));
        Assert.Equal(3, bench.Computed("spectrum"));
        Assert.All(results.Trials, trial => Assert.True(File.Exists(bench.Paths.Embedding(trial.Id))));
        Assert.All(results.Layers, layer => Assert.True(File.Exists(bench.Paths.Spectrum(layer.Id))));
        Assert.True(File.Exists(bench.Paths.Images(results.Datasets[0].Id)));
        Assert.Equal(0.75, results.Models.Single(model => model.Kind == "fake").TestAccuracy);
        Assert.All(results.Trials, trial => Assert.InRange(trial.Metrics["trustworthiness@5"]!.Value, 0, 1));
        Assert.All(results.Trials.Where(trial => trial.Reducer == "fake"), trial =>
            Assert.Equal(trial.Varied["perplexity"], trial.Diagnostics["kl_divergence"]));
        Assert.Empty(Directory.GetDirectories(Path.Combine(bench.Cache, "checkpoints")));
        Assert.Equal(results.Trials.Select(trial => trial.Id), ResultsFile.Read(bench.Paths).Trials.Select(trial => trial.Id));
    }

    /// <summary>Every dataset has its own best, that of the highest score among its trials, whatever others reach.</summary>
    [Fact]
    public void Progress_tells_the_best_trial_of_each_dataset()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(SweepBench.Small
            .Replace("models:", "  - {kind: blobs, name: second, samples: 30}\nmodels:", StringComparison.Ordinal)
            .Replace("  - {kind: fake, width: 6}\n", string.Empty, StringComparison.Ordinal)
            .Replace("[input, {name: conv1, pool: average}, penultimate]", "[input]", StringComparison.Ordinal));

        SweepResults results = bench.Run(plan);

        IReadOnlyList<BestTrial> best = bench.Events[^1].Progress.Best;
        Assert.Equal(["glyphs", "second"], best.Select(one => one.Dataset).Order());
        Assert.All(best, one =>
        {
            string dataset = results.Datasets.Single(known => known.Name == one.Dataset).Id;
            string[] layers = [.. results.Layers.Where(layer => layer.DatasetId == dataset).Select(layer => layer.Id)];
            Assert.Equal(results.Trials.Where(trial => layers.Contains(trial.LayerId)).Max(trial => trial.Metrics[one.Metric]), one.Score);
            Assert.Contains(": input of pixels", one.Trial, StringComparison.Ordinal);
            Assert.DoesNotContain(one.Dataset, one.Trial, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_second_run_computes_nothing_and_gives_the_same_table()
    {
        using SweepBench bench = new();
        bench.Run(bench.Load(SweepBench.Small));
        string table = File.ReadAllText(bench.Paths.ResultsCsv);
        DateTime written = File.GetLastWriteTimeUtc(
            Directory.GetFiles(Path.Combine(bench.Output, "trials"), "embedding.npy", SearchOption.AllDirectories)[0]);

        bench.Run(bench.Load(SweepBench.Small));

        Assert.DoesNotContain(bench.Events, e => e.Event == StageEvent.Started);
        Assert.Equal(table, File.ReadAllText(bench.Paths.ResultsCsv));
        Assert.Equal(written,
            File.GetLastWriteTimeUtc(Directory.GetFiles(Path.Combine(bench.Output, "trials"), "embedding.npy", SearchOption.AllDirectories)[0]));
    }

    [Fact]
    public void The_folder_keeps_each_model_so_that_it_can_be_made_again_without_the_cache()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(SweepBench.Small, "models[1].training={learning_rate: [0.1, 0.2]}");
        SweepResults results = bench.Run(plan);
        byte[][] cached = [.. Directory.GetFiles(Path.Combine(bench.Cache, "train"), "weights.npy", SearchOption.AllDirectories)
            .Select(File.ReadAllBytes)];
        Directory.Delete(bench.Cache, recursive: true);

        foreach (ModelPlan model in plan.Models)
        {
            ConfigErrors errors = new();
            string file = bench.Paths.ModelDescription(model.Id);
            ConfigNode node = YamlReader.Read(File.ReadAllText(file), file, errors)!;
            IModel again = bench.Catalog.Models.Single(kind => kind.Kind == node["kind"]!.Text)
                .Bind(node, new DataContext { CacheDirectory = bench.Root }, errors)!;
            Assert.Equal(model.Model.Parameters.ToJsonString(), again.Parameters.ToJsonString());
            Assert.Equal(model.Model.NeedsTraining, Directory.Exists(bench.Paths.ModelFiles(model.Id)));
        }

        byte[][] kept = [.. results.Models.Where(model => model.Kind == "fake")
            .Select(model => File.ReadAllBytes(Path.Combine(bench.Paths.ModelFiles(model.Id), "weights.npy")))];
        Assert.Equal(2, kept.Length);
        Assert.Equal(cached.Select(Convert.ToHexString).Order(), kept.Select(Convert.ToHexString).Order());

        bench.Run(bench.Load(SweepBench.Small));
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(bench.Paths.ModelFolder, "models")).Length);
    }

    [Fact]
    public void Two_jobs_and_another_cache_give_the_same_bytes()
    {
        using SweepBench one = new();
        using SweepBench two = new();
        one.Run(one.Load(SweepBench.Small), jobs: 1);
        two.Run(two.Load(SweepBench.Small), jobs: 2);

        Assert.Equal(SweepBench.Files(one.Output), SweepBench.Files(two.Output));
        Assert.NotEmpty(SweepBench.Files(one.Output));
    }

    [Fact]
    public void A_failed_stage_fails_its_trials_with_the_reason_and_no_others()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(SweepBench.Small, "reducers[1].failing_seed=1", "models[1].fail=[true, false]");

        SweepResults results = bench.Run(plan, jobs: 2);

        string[] failedModels = [.. results.Models.Where(model => model.Status == TrialStatus.Failed).Select(model => model.Id)];
        Assert.Equal("train (fake fail=true on glyphs, seed 0): the loss is not finite",
            Assert.Single(results.Models, model => model.Status == TrialStatus.Failed).Reason);
        foreach (TrialResult trial in results.Trials)
        {
            bool modelFailed = failedModels.Contains(results.Layers.Single(layer => layer.Id == trial.LayerId).ModelId);
            bool seedFailed = trial.Reducer == "fake" && trial.Seed == 1;
            Assert.Equal(modelFailed || seedFailed ? TrialStatus.Failed : TrialStatus.Done, trial.Status);
            Assert.Equal(modelFailed || seedFailed, trial.Reason is not null);
            Assert.Equal(trial.Status == TrialStatus.Done, File.Exists(bench.Paths.Embedding(trial.Id)));
        }

        Assert.Contains("seed 1 was told to fail",
            results.Trials.First(trial => trial is { Seed: 1, Status: TrialStatus.Failed } && trial.Reason!.Contains("embedding")).Reason);
        Assert.Equal(results.Trials.Count(trial => trial.Status == TrialStatus.Failed), bench.Events.Max(e => e.Progress.Failed));
    }

    [Fact]
    public void Cancelled_halfway_it_keeps_what_is_done_and_resumes_to_the_same_result()
    {
        using SweepBench whole = new();
        whole.Run(whole.Load(SweepBench.Small));
        using SweepBench bench = new();
        using CancellationTokenSource cancel = new();
        int started = 0;
        bench.ReducerStarted = _ =>
        {
            if (++started == 6)
            {
                cancel.Cancel();
            }
        };
        Assert.ThrowsAny<OperationCanceledException>(() => bench.Run(bench.Load(SweepBench.Small), cancellation: cancel.Token));
        SweepResults partial = ResultsFile.Read(bench.Paths);
        int kept = Directory.GetDirectories(Path.Combine(bench.Cache, "embedding")).Length;

        Assert.Empty(partial.Finished);
        Assert.Contains(partial.Trials, trial => trial.Status == TrialStatus.Pending);
        Assert.Contains(partial.Trials, trial => trial.Status == TrialStatus.Done);
        Assert.DoesNotContain(partial.Trials, trial => trial.Status == TrialStatus.Failed);

        bench.ReducerStarted = null;
        bench.Run(bench.Load(SweepBench.Small));

        Assert.Equal(15 - kept, bench.Computed("embedding"));
        Assert.Equal(SweepBench.Files(whole.Output), SweepBench.Files(bench.Output));
    }

    [Fact]
    public void Killed_between_write_and_rename_it_leaves_no_half_artifact_and_resumes()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(SweepBench.Small);
        int commits = 0;
        ArtifactStore store = new(bench.Cache) { BeforeCommit = _ => { if (++commits > 4) { throw new TimeoutException("killed"); } } };

        SweepResults broken = SweepRunner.Run(plan, bench.Options(), bench, store, CancellationToken.None);

        Assert.Contains(broken.Trials, trial => trial.Reason?.EndsWith("TimeoutException: killed", StringComparison.Ordinal) == true);
        Assert.Equal(4, Directory.EnumerateFiles(bench.Cache, "manifest.json", SearchOption.AllDirectories).Count());
        Assert.All(bench.Run(bench.Load(SweepBench.Small)).Trials, trial => Assert.Equal(TrialStatus.Done, trial.Status));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_full_disk_stops_the_sweep_and_fails_no_trial(int jobs)
    {
        using SweepBench whole = new();
        whole.Run(whole.Load(SweepBench.Small));
        using SweepBench bench = new();
        int commits = 0;
        int full = OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;
        ArtifactStore store = new(bench.Cache)
        {
            BeforeCommit = _ =>
            {
                if (Interlocked.Increment(ref commits) > 6)
                {
                    throw new IOException("No space left on device", full);
                }
            },
        };

        SweepException fault =
            Assert.Throws<SweepException>(() =>
                SweepRunner.Run(bench.Load(SweepBench.Small), bench.Options(jobs), bench, store, CancellationToken.None));

        Assert.Equal("Cannot write results or cache: No space left on device; make room, then the same command goes on from here", fault.Message);
        // Every thread may begin some more before the news of the first has come round, but not all that there are.
        Assert.InRange(commits, 7, Directory.EnumerateFiles(whole.Cache, "manifest.json", SearchOption.AllDirectories).Count() - 1);
        Assert.All(ResultsFile.Read(bench.Paths).Trials, trial => Assert.NotEqual(TrialStatus.Failed, trial.Status));
        Assert.Empty(CacheInventory.Read(bench.Cache).Unfinished);
        bench.Run(bench.Load(SweepBench.Small), jobs);
        Assert.Equal(SweepBench.Files(whole.Output), SweepBench.Files(bench.Output));
    }

    [Fact]
    public void A_stage_whose_file_is_held_for_a_moment_is_tried_again()
    {
        using SweepBench bench = new();
        int held = OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11;
        int commits = 0;
        ArtifactStore store =
            new(bench.Cache) { BeforeCommit = _ => { if (++commits is 2 or 3 or 9) { throw new IOException("held by another program", held); } } };

        SweepResults results = SweepRunner.Run(bench.Load(SweepBench.Small), bench.Options(), bench, store, CancellationToken.None);

        Assert.All(results.Trials, trial => Assert.Equal(TrialStatus.Done, trial.Status));
        Assert.DoesNotContain(bench.Events, e => e.Event == StageEvent.Failed);
        Assert.Equal(CacheInventory.Read(bench.Cache).Entries.Count + 3, commits);
    }

    [Theory]
    [InlineData("embedding", "embedding.npy")]
    [InlineData("activations", "activations.npy")]
    [InlineData("metrics", "manifest.json")]
    public void A_damaged_artifact_is_computed_again_and_said_so(string stage, string file)
    {
        using SweepBench bench = new();
        bench.Run(bench.Load(SweepBench.Small));
        Dictionary<string, string> before = SweepBench.Files(bench.Output);
        string victim = Directory.EnumerateFiles(Path.Combine(bench.Cache, stage), file, SearchOption.AllDirectories).First();
        byte[] bytes = File.ReadAllBytes(victim);
        bytes[^3] ^= 0x55;
        File.WriteAllBytes(victim, file == "manifest.json" ? bytes[..10] : bytes);

        SweepResults results = bench.Run(bench.Load(SweepBench.Small));

        Assert.Contains("is damaged", Assert.Single(bench.Events, e => e.Event == StageEvent.Warning).Text);
        Assert.Equal(1, bench.Computed(stage));
        Assert.Equal(1, bench.Events.Count(e => e.Event == StageEvent.Finished));
        Assert.All(results.Trials, trial => Assert.Equal(TrialStatus.Done, trial.Status));
        Assert.Equal(before, SweepBench.Files(bench.Output));
        bench.Run(bench.Load(SweepBench.Small));
        Assert.DoesNotContain(bench.Events, e => e.Event is StageEvent.Warning or StageEvent.Started);
    }

    [Fact]
    public void Fresh_computes_everything_again_to_the_same_bytes()
    {
        using SweepBench bench = new();
        bench.Run(bench.Load(SweepBench.Small));
        Dictionary<string, string> before = SweepBench.Files(bench.Output);

        bench.Run(bench.Load(SweepBench.Small), fresh: true);

        Assert.Equal(1, bench.Computed("train"));
        Assert.Equal(15, bench.Computed("embedding"));
        Assert.Equal(before, SweepBench.Files(bench.Output));
    }

    [Fact]
    public void A_narrower_sweep_finds_embeddings_cut_from_a_larger_graph()
    {
        using SweepBench bench = new();
        bench.Run(bench.Load(SweepBench.Small));

        bench.Run(bench.Load(SweepBench.Small, "reducers[1].perplexity=2"));

        Assert.DoesNotContain(bench.Events, e => e.Event == StageEvent.Started);
        Assert.Equal(12, Directory.GetDirectories(Path.Combine(bench.Output, "trials")).Length);
    }

    [Fact]
    public void A_folder_with_something_else_in_it_keeps_it()
    {
        using SweepBench bench = new();
        Directory.CreateDirectory(Path.Combine(bench.Output, "trials", "mine"));

        bench.Run(bench.Load(SweepBench.Small));

        Assert.True(Directory.Exists(Path.Combine(bench.Output, "trials", "mine")));
    }
}
