using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Graphs;

/// <summary>A point's local metric: distances count from <paramref name="Offset"/> (ρ) in units of <paramref name="Scale"/> (σ).</summary>
internal readonly record struct LocalMetric(double Offset, double Scale);

/// <summary>
/// Smooth kNN distances (McInnes, Healy and Melville 2018, algorithm 3): ρ is the distance to the nearest neighbour, so that every point
/// is fully connected to it, and σ is found by bisection so that Σ exp(−max(0, d − ρ)/σ) = log₂ k.
/// </summary>
internal static class SmoothDistances
{
    private const int Lanes = 4;
    private const int Bisections = 64;
    private const double Tolerance = 1e-5;
    private const double SmallestScale = 1e-3;

    /// <summary>ρ and σ of a point.</summary>
    /// <param name="distances">To its neighbours, ascending.</param>
    /// <param name="size">k: neighbours with the point itself.</param>
    /// <param name="connectivity">Nearest distinct neighbours to be fully connected to (fractions interpolate).</param>
    /// <param name="meanDistance">Mean distance over all points: bounds σ from below where ρ is 0.</param>
    /// <param name="first">The first neighbour that takes part in the sum.</param>
    public static LocalMetric Fit(ReadOnlySpan<float> distances, int size, double connectivity, double meanDistance, int first = 0)
    {
        double offset = Offset(distances, connectivity);
        double scale = Bisect(distances[first..], offset, Math.Log2(size));
        double least = offset > 0 ? Sum(distances) / size : meanDistance;
        return new LocalMetric(offset, Math.Max(scale, SmallestScale * least));
    }

    /// <summary>Mean of all points' distances, each point (distance 0) counted among its k neighbours.</summary>
    public static double Mean(ReadOnlySpan<float> distances, int size, int points) => Sum(distances) / ((double)size * points);

    private static double Offset(ReadOnlySpan<float> distances, double connectivity)
    {
        int zeros = 0;
        while (zeros < distances.Length && distances[zeros] <= 0)
        {
            zeros++;
        }

        ReadOnlySpan<float> distinct = distances[zeros..];
        if (distinct.Length == 0)
        {
            return 0;
        }

        int whole = (int)Math.Floor(connectivity);
        double fraction = connectivity - whole;
        if (distinct.Length < connectivity)
        {
            return distinct[^1];
        }

        double below = whole > 0 ? distinct[whole - 1] : 0;
        return fraction > Tolerance ? below + (fraction * (distinct[whole] - below)) : below;
    }

    private static double Bisect(ReadOnlySpan<float> distances, double offset, double target)
    {
        int padded = RowBlocks.Count(distances.Length, Lanes) * Lanes;
        Span<double> exponents = padded <= 512 ? stackalloc double[padded] : new double[padded];
        exponents.Fill(double.NegativeInfinity);
        double beyond = 0;
        for (int j = 0; j < distances.Length; j++)
        {
            exponents[j] = Math.Min(0, offset - distances[j]);
            beyond -= exponents[j];
        }

        double low = 0;
        double high = double.PositiveInfinity;
        double middle = beyond > 0 ? beyond / distances.Length : 1;
        for (int step = 0; step < Bisections; step++)
        {
            double sum = SumOfMemberships(exponents, middle);
            if (Math.Abs(sum - target) < Tolerance)
            {
                break;
            }

            (low, high) = sum > target ? (low, middle) : (middle, high);
            middle = double.IsPositiveInfinity(high) ? 2 * middle : (low + high) / 2;
        }

        return middle;
    }

    private static double SumOfMemberships(ReadOnlySpan<double> exponents, double scale)
    {
        Vector256<double> sum = default;
        for (int j = 0; j < exponents.Length; j += Lanes)
        {
            sum += VectorMath.Exp(Vector256.Create(exponents.Slice(j, Lanes)) / Vector256.Create(scale));
        }

        return DoubleSums.Total(sum);
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Membership strengths exp(−max(0, d − ρ)/σ).</summary>
    public static void Memberships(ReadOnlySpan<float> distances, LocalMetric local, Span<float> memberships)
    {
        for (int j = 0; j < distances.Length; j++)
        {
            double beyond = distances[j] - local.Offset;
            memberships[j] = beyond <= 0 || local.Scale == 0 ? 1 : (float)VectorMath.Exp(Vector256.Create(-beyond / local.Scale))[0];
        }
    }
}
