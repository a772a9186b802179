namespace Experiments.Results.Records;

/// <summary>The ways in which a layer with spatial extent is pooled before it is reduced.</summary>
public enum Pooling
{
    /// <summary>Flattened as it is.</summary>
    None,

    /// <summary>Averaged over space: one number a channel.</summary>
    Average,
}
