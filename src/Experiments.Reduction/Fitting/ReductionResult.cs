namespace Experiments.Reduction;

/// <summary>A fitted picture, with what the fit tells about itself.</summary>
/// <param name="Embedding">The picture, n × components.</param>
public sealed record ReductionResult(Matrix Embedding)
{
    /// <summary>Named numbers worth reporting, e.g. kl_divergence (t-SNE), explained_variance_ratio_1 (PCA).</summary>
    public IReadOnlyDictionary<string, double> Diagnostics { get; init; } = new Dictionary<string, double>();

    /// <summary>Seconds by phase: neighbors (0 when given), fit.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();

    /// <summary>Places new samples, where the reducer can.</summary>
    public IFittedReducer? Fitted { get; init; }
}
