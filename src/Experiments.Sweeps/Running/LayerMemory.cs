using System.Diagnostics;
using Experiments.Reduction;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>
/// The data that the trials on one layer share in memory: its activations, neighbour graphs, first principal components and the reference for
/// scores. Each is loaded when it is first needed, which on a cached layer is never, and dropped when nobody holds it any more: after the layer's
/// last trial, or, in a search, when the next wave does not use the layer.
/// </summary>
internal sealed class LayerMemory
{
    private readonly LayerPlan layer;
    private readonly StageRunner stages;
    private readonly IReadOnlyDictionary<GraphKind, int> demand;
    private readonly Dictionary<GraphKind, Shared<LayerGraph>> graphs;
    private readonly Shared<Matrix> activations;
    private readonly Shared<QualityReference> quality;
    private readonly Shared<LayerComponents> principal;
    private Artifact? stored;

    /// <summary>Makes the memory of a layer, with nothing loaded yet.</summary>
    /// <param name="layer">The layer whose data is shared.</param>
    /// <param name="users">
    /// The number of users counted from the start, each of whom releases the memory once: the layer's trials and its spectrum; in a search the
    /// spectrum alone, since trials and waves hold the memory themselves.
    /// </param>
    /// <param name="wanted">Settings of the trials, or settings that want no less.</param>
    /// <param name="stages">Computes what is not cached.</param>
    public LayerMemory(LayerPlan layer, int users, IEnumerable<ReducerOptions> wanted, StageRunner stages)
    {
        this.layer = layer;
        this.stages = stages;
        demand = NeighborDemand.Of(layer.Dataset.Samples, wanted);
        graphs = demand.Keys.ToDictionary(kind => kind, _ => new Shared<LayerGraph>(users));
        activations = new Shared<Matrix>(users);
        quality = new Shared<QualityReference>(users);
        principal = new Shared<LayerComponents>(users);
    }

    /// <summary>The activations, n × d.</summary>
    public Matrix Activations => activations.Get(() => ActivationStage.Read(stored!));

    /// <summary>Says where the activations are stored; called before anything else.</summary>
    public void Attach(Artifact artifact) => stored = artifact;

    /// <summary>The graph with just the neighbours a reducer asks for; null when it asks for none.</summary>
    public LayerGraph? Neighbors(ReducerOptions options)
    {
        int k = options.NeighborsNeeded(layer.Dataset.Samples);
        LayerGraph? largest = k == 0 ? null : Largest(GraphKind.Of(options, layer.Dataset.Samples));
        return largest is null ? null : largest with { Graph = largest.Graph.Take(k) };
    }

    /// <summary>
    /// The layer's first two principal components (one, where there is only one); null for a reducer that asks for none or another number.
    /// </summary>
    public LayerComponents? Principal(ReducerOptions options, ReductionContext context)
    {
        int samples = layer.Dataset.Samples;
        int needed = options.PrincipalNeeded(samples, Activations.Columns);
        return needed > 0 && needed == PlaneOf(Activations) ? PrincipalPlane(context) : null;
    }

    /// <summary>Returns the layer's first principal components for whoever draws them.</summary>
    public LayerComponents PrincipalPlane(ReductionContext context) => principal.Get(() =>
    {
        long start = Stopwatch.GetTimestamp();
        PcaModel model = Pca.Fit(Activations, PlaneOf(Activations), context);
        return new LayerComponents(model, Stopwatch.GetElapsedTime(start).TotalSeconds);
    });

    /// <summary>The reference that scores are computed against.</summary>
    public QualityReference Quality(IReadOnlyList<int> neighborhoods, ReductionContext context) => quality.Get(() =>
        EmbeddingQuality.Prepare(Activations, neighborhoods.DefaultIfEmpty().Max(), context));

    /// <summary>Somebody more needs it.</summary>
    public void Hold()
    {
        activations.Hold();
        quality.Hold();
        principal.Hold();
        foreach (Shared<LayerGraph> graph in graphs.Values)
        {
            graph.Hold();
        }
    }

    /// <summary>Somebody fewer needs it.</summary>
    public void Release()
    {
        activations.Release();
        quality.Release();
        principal.Release();
        foreach (Shared<LayerGraph> graph in graphs.Values)
        {
            graph.Release();
        }
    }

    private static int PlaneOf(Matrix samples) => Math.Min(2, Math.Min(samples.Rows, samples.Columns));

    private LayerGraph Largest(GraphKind kind) => graphs[kind].Get(() =>
    {
        Artifact artifact = stages.Run(NeighborStage.Of(layer, stored!, kind, demand[kind], () => Activations));
        return new LayerGraph(NeighborStage.Read(artifact, kind), artifact.Seconds);
    });
}

/// <summary>A neighbour graph and the seconds that the graph it was cut from took.</summary>
internal sealed record LayerGraph(NeighborGraph Graph, double Seconds);

/// <summary>Principal components that reducers share, and the seconds they took.</summary>
internal sealed record LayerComponents(PcaModel Model, double Seconds);
