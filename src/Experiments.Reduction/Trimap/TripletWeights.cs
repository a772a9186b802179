using Experiments.Reduction.Neighbors;

namespace Experiments.Reduction.Trimap;

/// <summary>
/// Weights of triplets (Amid and Warmuth 2019, section 3): by how much the far point is farther, in distances scaled by the reach σ of both ends, w̃
/// = d²ᵢₖ/(σᵢσₖ) − d²ᵢⱼ/(σᵢσⱼ), a tenth of it for random triplets; then from the smallest on, log_t(1 + w̃ − min w̃) with the logarithm of
/// temperature t, log_t(x) = (x¹⁻ᵗ − 1)/(1 − t).
/// </summary>
internal static class TripletWeights
{
    /// <summary>The factor on the weights of random triplets.</summary>
    public const double RandomShare = 0.1;

    private const double ShortestShare = 0.01;

    /// <summary>The logarithm of temperature t: x − 1 at 0, the plain one at 1.</summary>
    public static double TemperedLog(double x, double temperature) =>
        Math.Abs(temperature - 1) < 1e-5 ? Math.Log(x) : (Math.Pow(x, 1 - temperature) - 1) / (1 - temperature);

    /// <summary>Tames weights in place; returns the smallest they had.</summary>
    public static double Tame(TripletTable triplets, double temperature)
    {
        double least = double.PositiveInfinity;
        for (int t = 0; t < triplets.Far.Length; t++)
        {
            least = triplets.Far[t] >= 0 ? Math.Min(least, triplets.Weights[t]) : least;
        }

        Tame(triplets, temperature, least);
        return least;
    }

    /// <summary>Tames weights in place, counted from the smallest that others had.</summary>
    public static void Tame(TripletTable triplets, double temperature, double least)
    {
        for (int t = 0; t < triplets.Far.Length; t++)
        {
            triplets.Weights[t] = triplets.Far[t] >= 0 ? (float)TemperedLog(1 + Math.Max(0, triplets.Weights[t] - least), temperature) : 0;
        }
    }

    /// <summary>
    /// σ of every point, the mean distance to its fourth to sixth neighbour; at least a hundredth of the mean over all points, so that duplicates do
    /// not outweigh everything.
    /// </summary>
    public static float[] Reach(NeighborGraph neighbors, Matrix samples)
    {
        float[] reach = NeighborReach.Of(neighbors, NeighborReach.UnitOf(samples, neighbors.Metric));
        double mean = 0;
        foreach (float one in reach)
        {
            mean += one / (double)reach.Length;
        }

        return Array.ConvertAll(reach, one => (float)Math.Max(one, ShortestShare * mean));
    }
}
