namespace Experiments.Reduction;

/// <summary>The ways in which nearest neighbours can be searched for.</summary>
public enum NeighborMethod
{
    /// <summary>Exactly up to <see cref="NearestNeighbors.ExactLimit"/> samples, approximately beyond.</summary>
    Auto,

    /// <summary>By comparing all pairs.</summary>
    Exact,

    /// <summary>Within clusters of samples; the share of true neighbours found is measured.</summary>
    Approximate,
}
