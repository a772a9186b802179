using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.TSne.Repulsion;

/// <summary>
/// The quintic cardinal B-spline as a window between points and grid (Essmann et al. 1995): a point at fraction t of a cell touches the
/// six nodes from two before the cell to three after, with weights that are polynomials of t (one lane a node, two lanes idle).
/// </summary>
internal static class QuinticSpline
{
    /// <summary>Nodes touched before the cell's own.</summary>
    public const int Before = 2;

    /// <summary>The number of nodes that a point touches along an axis.</summary>
    public const int Nodes = 6;

    private static readonly Vector256<float>[] Coefficients = [.. Enumerable.Range(0, Nodes).Select(power => Lanes(power, 1))];
    private static readonly Vector256<float>[] Slopes = [.. Enumerable.Range(1, Nodes - 1).Select(power => Lanes(power, power))];

    /// <summary>Weights of the nodes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Weights(float t)
    {
        Vector256<float>[] c = Coefficients;
        Vector256<float> x = Vector256.Create(t);
        Vector256<float> sum = Vector256.FusedMultiplyAdd(c[5], x, c[4]);
        sum = Vector256.FusedMultiplyAdd(sum, x, c[3]);
        sum = Vector256.FusedMultiplyAdd(sum, x, c[2]);
        sum = Vector256.FusedMultiplyAdd(sum, x, c[1]);
        return Vector256.FusedMultiplyAdd(sum, x, c[0]);
    }

    /// <summary>The derivatives of the spline's values at the nodes by t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Derivatives(float t)
    {
        Vector256<float>[] c = Slopes;
        Vector256<float> x = Vector256.Create(t);
        Vector256<float> sum = Vector256.FusedMultiplyAdd(c[4], x, c[3]);
        sum = Vector256.FusedMultiplyAdd(sum, x, c[2]);
        sum = Vector256.FusedMultiplyAdd(sum, x, c[1]);
        return Vector256.FusedMultiplyAdd(sum, x, c[0]);
    }

    /// <summary>
    /// The factor that undoes the window's smoothing at a frequency, once for spreading and once for sampling: one over the squared transform of the
    /// spline's values at the nodes, 66, 26 and 1 over 120.
    /// </summary>
    public static double Gain(int frequency, int length)
    {
        double angle = 2 * Math.PI * frequency / length;
        double response = (66 + (52 * Math.Cos(angle)) + (2 * Math.Cos(2 * angle))) / 120;
        return 1 / (response * response);
    }

    private static Vector256<float> Lanes(int power, double factor)
    {
        Span<float> lanes = stackalloc float[8];
        lanes.Clear();
        for (int node = 0; node < Nodes; node++)
        {
            lanes[node] = (float)(factor * Coefficient(Nodes - 1 - node, power));
        }

        return Vector256.Create<float>(lanes);
    }

    // Coefficient of t^power in M₆(piece + t) = Σ_k (−1)^k C(6, k) (piece + t − k)₊⁵ / 5!.
    private static double Coefficient(int piece, int power)
    {
        double sum = 0;
        for (int k = 0; k <= piece; k++)
        {
            double sign = k % 2 == 0 ? 1 : -1;
            sum += sign * Binomial(6, k) * Binomial(5, power) * Math.Pow(piece - k, 5 - power);
        }

        return sum / 120;
    }

    private static double Binomial(int n, int k)
    {
        double value = 1;
        for (int i = 1; i <= k; i++)
        {
            value = value * (n - k + i) / i;
        }

        return Math.Round(value);
    }
}
