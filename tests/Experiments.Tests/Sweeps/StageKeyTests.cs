using System.Text.Json.Nodes;
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
            "39da6e206b31\npenultimate-c9bdeea9\nfake-54e325e6\nglyphs-c6b37806\ne0c5a01a7e0e\nb80fd3af8ffa",
            string.Join(
                '\n', trial.Id, trial.Layer.Id, trial.Layer.Model.Id, trial.Layer.Dataset.Id,
                StageKeys.Train(trial.Layer.Model).Short, StageKeys.Embedding(trial, "x", labels: "y").Short));
    }

    [Fact]
    public void Jobs_threads_paths_and_places_in_lists_do_not_count()
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load(SweepBench.Small);
        SweepPlan moved = bench.Load(SweepBench.Small.Replace("- {kind: pca}", string.Empty, StringComparison.Ordinal) + "\n", "layers=[penultimate]", "name=other");

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
