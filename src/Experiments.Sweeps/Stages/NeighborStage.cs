using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Sweeps.Stages;

/// <summary>Finds the nearest neighbours in a layer, once for every reducer on it.</summary>
internal static class NeighborStage
{
    private const string Indices = "indices.npy";
    private const string Distances = "distances.npy";
    private const string Recall = "recall.npy";

    /// <summary>The stage; <paramref name="samples"/> gives the activations when they are needed.</summary>
    public static StageWork Of(LayerPlan layer, Artifact activations, GraphKind kind, int k, Func<Matrix> samples) => new(
        StageNames.Neighbors,
        StageKeys.Neighbors(activations.Content, kind, k),
        $"{k} of each in {Titles.Of(layer)}",
        context =>
        {
            Matrix input = samples();
            return folder => Write(NearestNeighbors.Compute(input, k, Contexts.Reduction(context), kind.Metric, kind.Method), folder);
        });

    /// <summary>Reads back what the stage stored.</summary>
    public static NeighborGraph Read(Artifact artifact, GraphKind kind)
    {
        NpyArray<int> indices = NpyFile.ReadInt32(artifact[Indices]);
        return new NeighborGraph(indices.Values, NpyFile.ReadSingle(artifact[Distances]).Values, indices.Shape[0], indices.Shape[1], kind.Metric)
        {
            Recall = kind.IsApproximate ? NpyFile.ReadSingle(artifact[Recall]).Values[0] : null,
        };
    }

    private static void Write(NeighborGraph graph, string folder)
    {
        NpyFile.Write(Path.Combine(folder, Indices), graph.Indices, graph.Count, graph.K);
        NpyFile.Write(Path.Combine(folder, Distances), graph.Distances, graph.Count, graph.K);
        if (graph.Recall is { } recall)
        {
            NpyFile.Write(Path.Combine(folder, Recall), [(float)recall], 1);
        }
    }
}
