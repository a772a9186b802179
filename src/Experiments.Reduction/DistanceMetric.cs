namespace Experiments.Reduction;

/// <summary>The metrics in which samples can be compared.</summary>
public enum DistanceMetric
{
    /// <summary>Square root of the summed squared differences.</summary>
    Euclidean,

    /// <summary>One minus the cosine of the angle between two samples.</summary>
    Cosine,

    /// <summary>One minus the correlation of two samples' features (cosine of the samples less their own means).</summary>
    Correlation,

    /// <summary>Sum of the absolute differences.</summary>
    Manhattan,
}
