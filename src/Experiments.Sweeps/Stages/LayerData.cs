using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Sweeps.Stages;

/// <summary>What the stages on one layer share in memory: each part is loaded or computed when it is first asked for.</summary>
internal interface ILayerData
{
    /// <summary>The activations, n × d.</summary>
    Matrix Activations { get; }

    /// <summary>The graph with just the neighbours that a reducer asks for; null when it asks for none.</summary>
    LayerGraph? Neighbors(ReducerOptions options);

    /// <summary>
    /// The layer's first principal components as a reducer starts from them; null for a reducer that asks for none or another number.
    /// </summary>
    LayerComponents? Principal(ReducerOptions options, ReductionContext context);

    /// <summary>The layer's first two principal components (one, where there is only one).</summary>
    LayerComponents PrincipalPlane(ReductionContext context);

    /// <summary>The reference that scores are computed against, for neighbourhoods of up to the sweep's largest.</summary>
    QualityReference Quality(ReductionContext context);
}

/// <summary>A neighbour graph and the seconds that the graph it was cut from took.</summary>
internal sealed record LayerGraph(NeighborGraph Graph, double Seconds);

/// <summary>Principal components that reducers share, and the seconds they took.</summary>
internal sealed record LayerComponents(PcaModel Model, double Seconds);

/// <summary>Decoded samples to train on and to test with.</summary>
internal sealed record TrainingData(SampleSet Train, SampleSet Test);

/// <summary>Bytes that a stage fills.</summary>
/// <param name="Own">The bytes that it fills by itself.</param>
/// <param name="Holder">The layer whose data it reads; the data of one holder are in memory once.</param>
/// <param name="Held">The bytes of those data.</param>
internal readonly record struct MemoryDemand(long Own, object? Holder = null, long Held = 0);
