using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Tests.Sweeps;

/// <summary>Labels reach the reducers that learn from them, and nothing else of a sweep.</summary>
public sealed class SupervisedReducerTests : IDisposable
{
    private const string Sweep = """
        name: supervised
        datasets: [{kind: glyphs, train_size: 60, test_size: 60}]
        reducers: [{kind: pca}, {kind: lda}]
        metrics: {neighbors: [5]}
        """;

    private readonly SweepBench bench = new();
    private bool unsupervisedSawLabels;

    public SupervisedReducerTests() => bench.Catalog = bench.Catalog with
    {
        Reducers = new ReducerRegistry()
            .Add<PcaOptions>("pca", "PCA", 1, options => new Witness(options, this), "")
            .Add<LdaOptions>("lda", "LDA", 1, options => new LdaReducer(options), ""),
    };

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Results_say_which_pictures_saw_the_labels()
    {
        SweepResults results = bench.Run(bench.Load(Sweep));
        TrialResult pca = results.Trials.Single(trial => trial.Reducer == "pca");
        TrialResult lda = results.Trials.Single(trial => trial.Reducer == "lda");
        Assert.All(results.Trials, trial => Assert.Equal(TrialStatus.Done, trial.Status));
        Assert.False(unsupervisedSawLabels);
        Assert.Equal((false, "PCA"), (pca.SawLabels, pca.ReducerTitle));
        Assert.Equal((true, "LDA (saw the labels)"), (lda.SawLabels, lda.ReducerTitle));
        Assert.True(lda.Metrics["silhouette"] > pca.Metrics["silhouette"]);
        Assert.Equal(["neighborhood_hit@5", "silhouette"], results.Metrics.Where(metric => metric.NeedsLabels).Select(metric => metric.Name));
        Assert.True(ResultsFile.Read(bench.Paths).Trials.Single(trial => trial.Reducer == "lda").SawLabels);
        string[] rows = File.ReadAllText(bench.Paths.ResultsCsv).Split("\r\n");
        Assert.Contains(rows, row => row.Contains(",lda,true,", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains(",pca,false,", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_key_of_a_supervised_picture_holds_the_labels()
    {
        SweepPlan plan = bench.Load(Sweep);
        Assert.All(plan.Trials, trial => Assert.Equal(
            trial.Reducer.Descriptor.Kind == "lda", StageKeys.Embedding(trial, "x", "labels") != StageKeys.Embedding(trial, "x", "other labels")));
    }

    [Fact]
    public void Data_without_labels_or_with_too_few_classes_is_refused_before_anything_runs()
    {
        string problems = bench.Problems("""
            datasets:
              - {kind: swiss-roll, classes: none, samples: 60}
              - {kind: moons, samples: 60}
            reducers:
              - {kind: pca}
              - {kind: lda, n_components: [1, 2]}
            """);
        Assert.Equal(
            """
            sweep.yaml:6:5: lda: learns from classes, and the samples of Swiss roll have no labels; use a dataset with labels, or another reducer.
            sweep.yaml:6:35: lda: two classes have one discriminant axis; use n_components 1.
            """.ReplaceLineEndings("\n"),
            problems);
    }

    /// <summary>PCA that tells whether labels were held out to it.</summary>
    private sealed class Witness(PcaOptions options, SupervisedReducerTests tests) : IReducer
    {
        public ReductionResult Fit(ReductionInput input, ReductionContext context)
        {
            tests.unsupervisedSawLabels |= input.Labels is not null;
            return new PcaReducer(options).Fit(input, context);
        }
    }
}
