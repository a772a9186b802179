using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace Experiments.Reports.Statistics;

/// <summary>
/// The range of k standard normal variables: the studentised range with infinite degrees of freedom (Tukey 1949).
/// P(Q ≤ q) = k ∫ φ(z) (Φ(z) − Φ(z − q))^(k−1) dz.
/// </summary>
internal static class StudentizedRange
{
    // Beyond nine standard deviations the density is below 1e-18.
    private const double Reach = 9;
    private const int Panels = 36;
    private const double LargestRange = 40;

    // Gauss and Legendre's ten points on (0, 1): half of them, the others mirror them.
    private static readonly (double Node, double Weight)[] Points =
    [
        (0.1488743389816312, 0.2955242247147529), (0.4333953941292472, 0.2692667193099963), (0.6794095682990244, 0.2190863625159821),
        (0.8650633666889845, 0.1494513491505806), (0.9739065285171717, 0.0666713443086881),
    ];

    /// <summary>Probability of a range no larger than <paramref name="range"/> among so many variables.</summary>
    public static double Cumulative(double range, int variables)
    {
        double Density(double z) => Normal.PDF(0, 1, z) * Math.Pow(Between(z - range, z), variables - 1);
        double half = Reach / Panels;
        double sum = 0;
        for (int panel = 0; panel < Panels; panel++)
        {
            double middle = -Reach + (((2 * panel) + 1) * half);
            foreach ((double node, double weight) in Points)
            {
                sum += weight * half * (Density(middle - (node * half)) + Density(middle + (node * half)));
            }
        }

        return range <= 0 ? 0 : Math.Min(1, variables * sum);
    }

    /// <summary>The range that is exceeded with that probability.</summary>
    public static double Critical(double probability, int variables) =>
        Brent.FindRoot(range => Cumulative(range, variables) - (1 - probability), 0, LargestRange, 1e-12, 200);

    /// <summary>Φ(high) − Φ(low), from the tail in which both are small.</summary>
    private static double Between(double low, double high) =>
        low > 0 ? Normal.CDF(0, 1, -low) - Normal.CDF(0, 1, -high) : Normal.CDF(0, 1, high) - Normal.CDF(0, 1, low);
}
