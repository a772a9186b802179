using System.Text.Json.Nodes;
using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Tests.Sweeps;

public class StageKeyTests
{
    [Fact]
    public void A_key_is_the_SHA256_of_canonical_json()
    {
        StageKey key = StageKey.Of("embedding", 3, new JsonObject { ["b"] = 2.0, ["a"] = new JsonArray(1e-3, "x", null, true) });

        // printf '{"of":{"a":[0.001,"x",null,true],"b":2},"stage":"embedding","version":3}' | sha256sum
        Assert.Equal("de21f9aab1998b5ff09a20609ed8d7f2ecd14792f48cb481ac3cbaf5a11528bc", key.Hash);
    }

    [Fact]
    public void Keys_and_ids_stay_the_same_from_version_to_version()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(SweepBench.Small);
        Trial trial = plan.Trials[^1];

        // A change here makes every user's cache useless: raise the version of the stage that changed, and know why.
        Assert.Equal(
            "39da6e206b31\npenultimate-c9bdeea9\nfake-54e325e6\nglyphs-c6b37806",
            string.Join('\n', trial.Id, trial.Layer.Id, trial.Layer.Model.Id, trial.Layer.Dataset.Id));
        Approval.Here.Check("tests/Experiments.Tests/Fixtures/goldens/keys.txt",
            string.Concat(Keys(plan).Select(pair => $"{pair.Key} {pair.Value.Short}\n")));
    }

    /// <summary>The kinds of stages whose keys are held.</summary>
    internal static IReadOnlySet<string> Stages()
    {
        using SweepBench bench = new();
        return Keys(bench.Load(SweepBench.Small)).Keys.ToHashSet();
    }

    /// <summary>A key of every kind of stage, with made-up contents of inputs.</summary>
    private static Dictionary<string, StageKey> Keys(SweepPlan plan)
    {
        Trial trial = plan.Trials[^1];
        DatasetPlan dataset = trial.Layer.Dataset;
        return new()
        {
            [StageNames.Dataset] = PlanKeys.Samples(dataset, dataset.Split, dataset.Samples),
            [StageNames.Train] = StageKeys.Train(trial.Layer.Model),
            [StageNames.Activations] = StageKeys.Activations(trial.Layer, "x", trained: null),
            [StageNames.Neighbors] = StageKeys.Neighbors("x", new GraphKind(DistanceMetric.Euclidean, IsApproximate: false), k: 5),
            [StageNames.Spectrum] = StageKeys.Spectrum("x"),
            [StageNames.Embedding] = StageKeys.Embedding(trial, "x", labels: "y"),
            [StageNames.Metrics] = StageKeys.Metrics("x", "y", labels: "z", plan.Config),
            [StageNames.LinearMaps] = StageKeys.LinearMaps("x", [(true, "y")]),
            [StageNames.NullScores] = StageKeys.NullScores("x", labels: "z", ["y"], plan.Config),
            [StageNames.KeptSamples] = StageKeys.KeptSamples(trial.Layer, "x", trained: null, [(false, "y")], [3]),
            [StageNames.Predictions] = StageKeys.Predictions(trial.Layer.Model, "x", Trained()),
            [StageNames.PictureQuality] = StageKeys.PictureQuality("x", "y"),
            [StageNames.LayerFeatures] = StageKeys.LayerFeatures("x", "y", labels: "z", classes: 3, neighborhood: 15, ["trustworthiness"]),
            [StageNames.Grouping] = StageKeys.Grouping(trial.Layer, "x"),
            [StageNames.Importance] =
                StageKeys.Importance(new SettingTable([[1, 0.5f], [2, 0.25f]], [0.1, 0.2], [0, 1], [new("a", 0, 1), new("b", 1, 1)])),
        };
    }

    /// <summary>A training, by its key and what it left.</summary>
    private static Artifact Trained()
    {
        StageKey key = StageKey.Of("train", 1, new JsonObject { ["of"] = "x" });
        return new Artifact(key, "nowhere", new ArtifactManifest(
            "train", key.Hash, 0, 0, new Dictionary<string, ArtifactFile> { ["weights"] = new(1, "y") }));
    }

    [Fact]
    public void Jobs_threads_paths_and_places_in_lists_do_not_count()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(SweepBench.Small);
        SweepPlan moved = bench.Load(SweepBench.Small.Replace("- {kind: pca}", string.Empty, StringComparison.Ordinal) + "\n", "layers=[penultimate]",
            "name=other");

        string[] all = [.. plan.Trials.Select(trial => trial.Id)];
        Assert.Equal(4, moved.TrialCount);
        Assert.All(moved.Trials, trial => Assert.Contains(trial.Id, all));
    }

    [Theory]
    [InlineData("datasets[0].samples=29")]
    [InlineData("datasets[0].noise=0.1")]
    [InlineData("models[1].width=7")]
    [InlineData("models[1].training.epochs=4")]
    [InlineData("seeds={train: [1], reduce: 2}")]
    [InlineData("seeds={data: [1], reduce: 2}")]
    [InlineData("reducers[1].n_neighbors=6")]
    public void Everything_that_changes_a_result_changes_its_id(string setting)
    {
        using SweepBench bench = new();
        string[] before = [.. bench.Load(SweepBench.Small).Trials.Where(Deep).Select(trial => trial.Id)];
        string[] after = [.. bench.Load(SweepBench.Small, setting).Trials.Where(Deep).Select(trial => trial.Id)];

        Assert.Equal(before.Length, after.Length);
        Assert.Empty(before.Intersect(after));

        static bool Deep(Trial trial) => trial.Layer.Shape.Name == "penultimate" && trial.Reducer.Descriptor.Kind == "fake";
    }
}
