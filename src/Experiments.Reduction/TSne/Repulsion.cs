namespace Experiments.Reduction;

/// <summary>The repulsive half of t-SNE's gradient, before division by Z.</summary>
internal interface IRepulsion
{
    /// <summary>
    /// Writes Σ_{j≠i} wᵢⱼ² (yᵢ − yⱼ) for every point, where w = 1 / (1 + ‖yᵢ − yⱼ‖²), and returns Z = Σ_{i≠j} wᵢⱼ
    /// (van der Maaten 2014, equation 5).
    /// </summary>
    double Compute(PlanarPoints points, float[] forceX, float[] forceY, ReductionContext context);
}
