using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Tests.Sweeps;

public sealed class StageGraphTests
{
    [Theory]
    [InlineData("[3, 5]", "[trustworthiness]", "input: 15, input: 15, conv1 (average): 15, penultimate: 15")]
    [InlineData("[20]", "[trustworthiness]", "input: 20, input: 20, conv1 (average): 20, penultimate: 20")]
    [InlineData("[3, 5]", "[silhouette]", "input: 15, input: 15, conv1 (average): 15, penultimate: 15")]
    public void One_graph_of_a_layer_has_neighbours_enough_for_its_scores_and_its_inspection(string neighbors, string names, string expected)
    {
        using SweepBench bench = new();
        SweepPlan plan = bench.Load($"{SweepBench.Small.Replace("metrics: {neighbors: [3, 5]}", string.Empty, StringComparison.Ordinal)}"
            + $"metrics: {{neighbors: {neighbors}, names: {names}}}");
        StageGraph graph = StageGraph.Of(plan);
        NeighborStage[] exact = [.. plan.Layers.SelectMany(graph.Neighbors).Where(stage => stage.Graph == GraphKind.OfScores)];
        Assert.Equal(expected, string.Join(", ", exact.Select(stage => $"{stage.Layer.Title}: {stage.K}")));
    }
}
