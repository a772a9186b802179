namespace Experiments.Sweeps.Models;

/// <summary>What a layer does in a network, as far as the choice of layers to show asks.</summary>
public enum LayerRole
{
    /// <summary>Something else, or nobody knows.</summary>
    Other,

    /// <summary>Filters over space.</summary>
    Convolution,

    /// <summary>Shifts and scales values, as batch normalisation does.</summary>
    Normalization,

    /// <summary>A function of every value by itself: relu, tanh.</summary>
    Nonlinearity,

    /// <summary>Hands a sample on as it is, once trained: dropout.</summary>
    Inert,
}
