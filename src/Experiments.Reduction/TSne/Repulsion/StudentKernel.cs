using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.TSne.Repulsion;

/// <summary>
/// The kernel of similarities in the picture, w = (1 + d²/α)^−α of a distance d, with α degrees of freedom (Kobak, Linderman, Steinerberger,
/// Kluger and Berens 2019; openTSNE's dof): t-SNE's Cauchy kernel at α = 1, near the Gaussian exp(−d²) for large α, and of heavier tails,
/// for finer groups, below 1. The gradient weighs each pair's difference of similarities by b = 1 / (1 + d²/α).
/// </summary>
internal sealed record StudentKernel
{
    /// <summary>From here on w is the Gaussian to more digits than a picture has.</summary>
    private const double Gaussian = 1e12;

    /// <param name="dof">The degrees of freedom α, above 0.</param>
    public StudentKernel(double dof) => Dof = Math.Min(dof, Gaussian);

    /// <summary>The degrees of freedom α, cut to a number that stands for a Gaussian.</summary>
    public double Dof { get; }

    /// <summary>t-SNE's own: w = b = 1 / (1 + d²).</summary>
    public static StudentKernel Cauchy { get; } = new(1);

    /// <summary>True when the kernel is t-SNE's own, of one degree of freedom.</summary>
    public bool IsCauchy => Dof == 1;

    /// <summary>
    /// Up to this many points all pairs are computed; beyond, the grid is faster (measured at 2 threads; powers make the difference).
    /// </summary>
    public int ExactLimit => IsCauchy ? 4000 : 1500;

    /// <summary>w at a squared distance.</summary>
    public double Weight(double square) => IsCauchy ? 1 / (1 + square) : VectorMath.Exp(-LogOfInverse(Vector256.Create(square))).ToScalar();

    /// <summary>ln (1 / w) = α ln (1 + d²/α) at four squared distances.</summary>
    public Vector256<double> LogOfInverse(Vector256<double> squares) =>
        IsCauchy ? VectorMath.Log(Vector256.Create(1.0) + squares) : Vector256.Create(Dof) * VectorMath.LogOfOnePlus(squares / Vector256.Create(Dof));
}
