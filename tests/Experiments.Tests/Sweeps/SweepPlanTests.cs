using Experiments.Reduction;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;

namespace Experiments.Tests.Sweeps;

public class SweepPlanTests
{
    [Fact]
    public void Lists_are_axes_and_equal_trials_are_one()
    {
        using SweepBench bench = new();

        SweepPlan plan = bench.Load("""
            seeds: {data: 2, train: [0, 7], reduce: [3, 4]}
            datasets: [{kind: glyphs, train_size: 60, test_size: 40, samples: [20, 30]}]
            models: [{kind: fake, width: [4, 6], training: {learning_rate: [0.1, 0.2]}}]
            layers: [{name: conv1, pool: [none, average]}]
            reducers:
              - pca
              - {kind: fake, perplexity: [2, 3, 3], n_neighbors: [4, 5]}
              - {kind: fake, perplexity: 3, n_neighbors: 4}
            """);

        // 2 sizes x 2 data seeds, 4 models x 2 training seeds, 2 poolings, PCA once + 4 combinations x 2 seeds.
        Assert.Equal(4, plan.Datasets.Count);
        Assert.Equal(4 * 8, plan.Models.Count);
        Assert.Equal(4 * 8 * 2, plan.Layers.Count);
        Assert.Equal(4 * 8 * 2 * 9, plan.TrialCount);
        Assert.Equal(["width", "learning_rate"], plan.Models[0].Varied.Keys);
        Assert.Equal(["perplexity", "n_neighbors"], plan.Trials.First(trial => trial.Reducer.Descriptor.Kind == "fake").Reducer.Varied.Keys);
        Assert.Equal([3L, 4L], plan.Trials.Where(trial => trial.Reducer.Descriptor.Kind == "fake").Select(trial => trial.Seed).Distinct());
        Assert.Equal([3L], plan.Trials.Where(trial => trial.Reducer.Descriptor.Kind == "pca").Select(trial => trial.Seed).Distinct());
    }

    [Fact]
    public void Layers_apply_to_the_models_that_have_them()
    {
        using SweepBench bench = new();

        SweepPlan plan = bench.Load(SweepBench.Small, "layers=[penultimate]");

        Assert.Equal("fake", Assert.Single(plan.Layers).Model.Entry.Name);
        Assert.Equal("model 'pixels' on glyphs has none of the layers and is left out", Assert.Single(plan.Warnings));
    }

    [Fact]
    public void Anchors_and_merge_keys_spare_repetition()
    {
        using SweepBench bench = new();

        SweepPlan plan = bench.Load("""
            datasets: [{kind: glyphs, train_size: 60, test_size: 40}]
            reducers:
              - &base {kind: fake, perplexity: 2, n_neighbors: 7}
              - {<<: *base, perplexity: 4}
            """);

        Assert.Equal([(2.0, 7), (4.0, 7)], plan.Trials.Select(trial =>
            ((double)trial.Reducer.Parameters["perplexity"]!, (int)trial.Reducer.Parameters["n_neighbors"]!)));
    }

    [Fact]
    public void Keys_that_begin_with_x_are_read_by_nobody_and_hold_anchors()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load("""
            x-base: &base {kind: fake, perplexity: 2, n_neighbors: 7}
            x-notes: [anything, {at: all}]
            datasets: [{kind: glyphs, train_size: 60, test_size: 40}]
            reducers:
              - *base
              - {<<: *base, perplexity: 4}
            """);
        Assert.Equal([2.0, 4.0], plan.Trials.Select(trial => (double)trial.Reducer.Parameters["perplexity"]!));
        Assert.DoesNotContain("x-", ConfigWriter.Write(plan.Config), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deterministic_reducer_runs_once_for_each_draw_and_training_whatever_the_reduce_seeds()
    {
        using SweepBench bench = new();
        bench.Catalog = bench.Catalog with { Reducers = StandardReducers.Create() };
        SweepPlan plan = bench.Load(
            """
            seeds: {data: 2, train: 3, reduce: [4, 5, 6, 7, 8]}
            datasets: [{kind: glyphs, train_size: 60, test_size: 40, samples: 30}]
            models: [{kind: pixels}, {kind: fake, width: 6}]
            layers: [input]
            reducers: [pca, lda, isomap, mds, kernel_pca, {kind: mds, landmarks: 20}, {kind: umap, n_neighbors: 5}]
            metrics: {neighbors: [3]}
            """);
        string[] kinds = ["pca", "lda", "isomap", "kernel_pca", "mds", "umap"];
        int layers = 2 + (2 * 3);
        Assert.Equal(layers, plan.Layers.Count);
        Assert.Equal(
            kinds.Select(kind => (kind, layers * kind switch { "umap" => 5, "mds" => 1 + 5, _ => 1 })),
            kinds.Select(kind => (kind, plan.Trials.Count(trial => trial.Reducer.Descriptor.Kind == kind))));
        Assert.All(plan.Trials.Where(trial => trial.IsDeterministic), trial => Assert.Equal(4, trial.Seed));
    }

    [Fact]
    public void Overrides_replace_values_and_add_sections()
    {
        using SweepBench bench = new();

        SweepPlan plan = bench.Load(SweepBench.Small, "datasets[0].samples=25", "reducers[1].perplexity=[2, 3, 4]", "report.paper=letter",
            "models[1].training.epochs=9");

        Assert.Equal(25, plan.Datasets[0].Samples);
        Assert.Equal(4 * (1 + (3 * 2)), plan.TrialCount);
        Assert.Equal("letter", plan.Config.Report.Paper);
        Assert.Equal(9, (int)plan.Models[1].Model.Parameters["training"]!["epochs"]!);
    }

    [Fact]
    public void The_resolved_configuration_loads_again_to_the_same_plan()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(SweepBench.Small, "models[1].width=[4, 6]", "report.pages=[scree]", "seeds={train: [5, 6], reduce: 2}",
            "datasets[0].name='yes: \"odd\"'");
        string written = ConfigWriter.Write(plan.Config);

        SweepPlan again = bench.Load(written);

        Assert.Equal(plan.Trials.Select(trial => trial.Id), again.Trials.Select(trial => trial.Id));
        Assert.Equal(plan.Config.Report.Pages, again.Config.Report.Pages);
        Assert.Equal("yes: \"odd\"", again.Datasets[0].Name);
        Assert.Equal(written, ConfigWriter.Write(again.Config));
        Assert.Contains("train_samples: all", written, StringComparison.Ordinal);
        Assert.Contains("perplexity: [2, 4]", written, StringComparison.Ordinal);
        Assert.Contains("learning_rate: 0.1", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_counts_distinct_and_cached_stages()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(SweepBench.Small);
        string before = PlanDescription.Describe(plan, bench.Cache);
        bench.Run(plan);
        string after = PlanDescription.Describe(bench.Load(SweepBench.Small, "reducers[1].perplexity=[2, 3]"), bench.Cache);

        Assert.Equal(
            """
            small: 20 trials

            glyphs: 30 samples of 'test' (28 x 28 x 1), data seed 0
              pixels / input: 1 x 28 x 28 = 784 features; pca x 1 (deterministic: run once), fake x 4
              fake (train seed 0) / input: 1 x 28 x 28 = 784 features; pca x 1 (deterministic: run once), fake x 4
              fake (train seed 0) / conv1 (average): 2 x 5 x 5 averaged over space, 2 features; pca x 1 (deterministic: run once), fake x 4
              fake (train seed 0) / penultimate: 6 features; pca x 1 (deterministic: run once), fake x 4

            stage             distinct    cached
            dataset                  1         0
            train                    1         0
            activations              4         0
            neighbors                4         0
            spectrum                 4         0
            layer_features           1         0
            embedding               20         0
            metrics                 20         0
            linear_maps              2         0
            null_scores              2         0
            kept_samples             2         0
            picture_quality          2         0

            """.ReplaceLineEndings(),
            before);
        Assert.Matches(@"activations +4 +4\r?\n", after);
        Assert.Matches(@"embedding +20 +12\r?\n", after);
        Assert.Matches(@"metrics +20 +12\r?\n", after);
    }

    [Fact]
    public void A_dry_run_counts_the_forests_that_a_grid_is_large_enough_for()
    {
        using SweepBench bench = new() { Catalog = Experiments.Cli.Catalog.Sweeps };
        string Count(params string[] changes) => PlanDescription.Describe(bench.Load(StageGoldenTests.Settings, changes), bench.Cache);
        Assert.Matches(@"importance +1 +0\r?\n", Count());
        Assert.DoesNotContain("importance ", Count("reducers[0].degree=[2, 3, 4, 5]"), StringComparison.Ordinal);

        bench.Run(bench.Load(StageGoldenTests.Settings));
        Assert.Matches(@"importance +1 +1\r?\n", Count());
        string file = bench.Paths.Importance("kernel_pca");
        Assert.True(File.Exists(file));
        bench.Run(bench.Load(StageGoldenTests.Settings, "reducers[0].degree=[2, 3]"));
        Assert.False(File.Exists(file));
    }
}
