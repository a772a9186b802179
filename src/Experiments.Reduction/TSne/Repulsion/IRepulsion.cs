namespace Experiments.Reduction.TSne.Repulsion;

/// <summary>The repulsive half of t-SNE's gradient, before division by Z.</summary>
internal interface IRepulsion
{
    /// <summary>
    /// Writes Σ_{j≠i} wᵢⱼ bᵢⱼ (yᵢ − yⱼ) for every point, with w and b of the <see cref="StudentKernel"/> (both 1 / (1 + ‖yᵢ − yⱼ‖²) by
    /// default: van der Maaten 2014, equation 5), and returns Z = Σ_{i≠j} wᵢⱼ.
    /// </summary>
    double Compute(PlanarPoints points, float[] forceX, float[] forceY, ReductionContext context);
}
