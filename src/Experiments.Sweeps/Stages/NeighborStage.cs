using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>Finds the nearest neighbours in a layer, once for every reducer and every score on it.</summary>
/// <param name="layer">The layer.</param>
/// <param name="graph">The metric of the graph, and whether an approximate one will do.</param>
/// <param name="k">The neighbours of each sample.</param>
/// <param name="activations">The stage of the layer's activations.</param>
internal sealed class NeighborStage(LayerPlan layer, GraphKind graph, int k, StageNode activations)
    : StageNode(StageNames.Neighbors, $"{k} of each in {Titles.Of(layer)}", activations)
{
    private const string Indices = "indices.npy";
    private const string Distances = "distances.npy";
    private const string Recall = "recall.npy";

    /// <summary>The layer.</summary>
    public LayerPlan Layer { get; } = layer;

    /// <summary>The metric of the graph, and whether an approximate one will do.</summary>
    public GraphKind Graph { get; } = graph;

    /// <summary>The neighbours of each sample.</summary>
    public int K { get; } = k;

    /// <inheritdoc/>
    public override StageAddress? Address => new(Kind, Layer.Id) { Part = $"{Graph.Metric}/{Graph.Method}" };

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.Of(Layer);

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.Neighbors(inputs[0].Content, Graph, K);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        Matrix samples = host.Layer(Layer).Activations;
        return folder => Write(NearestNeighbors.Compute(samples, K, Contexts.Reduction(context), Graph.Metric, Graph.Method), folder);
    }

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
