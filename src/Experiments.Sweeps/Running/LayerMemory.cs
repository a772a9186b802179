using System.Diagnostics;
using Experiments.Reduction;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>
/// The data that the trials on one layer share in memory: its activations, neighbour graphs, first principal components and the reference for
/// scores. Each is loaded when it is first needed, which on a cached layer is never, and dropped when nobody holds it any more: after the layer's
/// last trial, or, in a search, when the next wave does not use the layer.
/// </summary>
internal sealed class LayerMemory : ILayerData
{
    private readonly LayerPlan layer;
    private readonly Func<StageNode, IReadOnlyList<Artifact>, Artifact> run;
    private readonly Dictionary<GraphKind, (NeighborStage Stage, Shared<LayerGraph> Graph)> graphs;
    private readonly Shared<Matrix> activations;
    private readonly Shared<QualityReference> quality;
    private readonly Shared<LayerComponents> principal;
    private readonly int largestNeighborhood;
    private Artifact? stored;

    /// <summary>Makes the memory of a layer, with nothing loaded yet.</summary>
    /// <param name="layer">The layer whose data is shared.</param>
    /// <param name="users">
    /// The number of users counted from the start, each of whom releases the memory once: the layer's trials and its spectrum; in a search the
    /// spectrum alone, since trials and waves hold the memory themselves.
    /// </param>
    /// <param name="neighbors">The stages of the graphs that reducers and scores on the layer read.</param>
    /// <param name="largestNeighborhood">The largest neighbourhood that pictures are scored and judged at.</param>
    /// <param name="run">Runs a stage in the slot of the caller.</param>
    public LayerMemory(
        LayerPlan layer, int users, IEnumerable<NeighborStage> neighbors, int largestNeighborhood,
        Func<StageNode, IReadOnlyList<Artifact>, Artifact> run)
    {
        this.layer = layer;
        this.run = run;
        this.largestNeighborhood = largestNeighborhood;
        graphs = neighbors.ToDictionary(stage => stage.Graph, stage => (stage, new Shared<LayerGraph>(users)));
        activations = new Shared<Matrix>(users);
        quality = new Shared<QualityReference>(users);
        principal = new Shared<LayerComponents>(users);
    }

    /// <inheritdoc/>
    public Matrix Activations => activations.Get(() => ActivationStage.Read(stored!));

    /// <summary>Says where the activations are stored; called before anything else.</summary>
    public void Attach(Artifact artifact) => stored = artifact;

    /// <inheritdoc/>
    public LayerGraph? Neighbors(ReducerOptions options)
    {
        int k = options.NeighborsNeeded(layer.Dataset.Samples);
        LayerGraph? largest = k == 0 ? null : Largest(GraphKind.Of(options, layer.Dataset.Samples));
        return largest is null ? null : largest with { Graph = largest.Graph.Take(k) };
    }

    /// <inheritdoc/>
    public LayerComponents? Principal(ReducerOptions options, ReductionContext context)
    {
        int samples = layer.Dataset.Samples;
        int needed = options.PrincipalNeeded(samples, Activations.Columns);
        return needed > 0 && needed == PlaneOf(Activations) ? PrincipalPlane(context) : null;
    }

    /// <inheritdoc/>
    public LayerComponents PrincipalPlane(ReductionContext context) => principal.Get(() =>
    {
        long start = Stopwatch.GetTimestamp();
        PcaModel model = Pca.Fit(Activations, PlaneOf(Activations), context);
        return new LayerComponents(model, Stopwatch.GetElapsedTime(start).TotalSeconds);
    });

    /// <inheritdoc/>
    public QualityReference Quality(ReductionContext context) => quality.Get(() => EmbeddingQuality.Prepare(
        Activations, largestNeighborhood, context, graphs.ContainsKey(GraphKind.OfScores) ? Largest(GraphKind.OfScores).Graph : null));

    /// <summary>Counts one user more.</summary>
    public void Hold()
    {
        activations.Hold();
        quality.Hold();
        principal.Hold();
        foreach ((_, Shared<LayerGraph> graph) in graphs.Values)
        {
            graph.Hold();
        }
    }

    /// <summary>Counts one user fewer; the last one's leaving empties the memory.</summary>
    public void Release()
    {
        activations.Release();
        quality.Release();
        principal.Release();
        foreach ((_, Shared<LayerGraph> graph) in graphs.Values)
        {
            graph.Release();
        }
    }

    private static int PlaneOf(Matrix samples) => Math.Min(2, Math.Min(samples.Rows, samples.Columns));

    private LayerGraph Largest(GraphKind kind) => graphs[kind].Graph.Get(() =>
    {
        Artifact artifact = run(graphs[kind].Stage, [stored!]);
        return new LayerGraph(NeighborStage.Read(artifact, kind), artifact.Seconds);
    });
}
