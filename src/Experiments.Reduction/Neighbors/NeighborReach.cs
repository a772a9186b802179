using System.Numerics.Tensors;

namespace Experiments.Reduction.Neighbors;

/// <summary>
/// Neighbours by their distance over both points' own reach, d²/(σᵢσⱼ), σ being the mean distance to the fourth to sixth neighbour: how PaCMAP and
/// TriMap choose those that are near, in dense and in sparse regions alike (Amid and Warmuth 2019; Wang et al. 2021).
/// </summary>
internal static class NeighborReach
{
    private const int FirstOfReach = 3;
    private const double ShortestReach = 1e-10;

    /// <summary>
    /// Returns the unit of distances: the range of all values, by which the authors divide distances; 1 where there is no range, and for distances
    /// without a unit.
    /// </summary>
    public static double UnitOf(Matrix samples, DistanceMetric metric)
    {
        double range = (double)TensorPrimitives.Max<float>(samples.Values) - TensorPrimitives.Min<float>(samples.Values);
        return range > 0 && metric is DistanceMetric.Euclidean or DistanceMetric.Manhattan ? range : 1;
    }

    /// <summary>σ of every point: the mean distance to its fourth to sixth neighbour, or to the farthest there is.</summary>
    public static float[] Of(NeighborGraph neighbors, double unit) =>
        [.. Enumerable.Range(0, neighbors.Count).Select(i => OfPoint(neighbors.DistancesOf(i), unit))];

    /// <summary>σ of a point with such distances, ascending; at least 1e-10 units.</summary>
    public static float OfPoint(ReadOnlySpan<float> distances, double unit)
    {
        int first = Math.Min(FirstOfReach, distances.Length - 1);
        double sum = 0;
        int last = Math.Min(FirstOfReach + 3, distances.Length);
        for (int k = first; k < last; k++)
        {
            sum += distances[k];
        }

        return (float)Math.Max(sum / (last - first), ShortestReach * unit);
    }

    /// <summary>The candidates of the smallest scaled distance, smallest first, equal ones in the candidates' order.</summary>
    public static void Nearest(ReadOnlySpan<int> candidates, ReadOnlySpan<float> distances, float own, float[] reach, Span<int> chosen)
    {
        double[] scaled = new double[candidates.Length];
        int[] order = new int[candidates.Length];
        for (int k = 0; k < candidates.Length; k++)
        {
            scaled[k] = (double)distances[k] * distances[k] / own / reach[candidates[k]];
            order[k] = k;
        }

        Array.Sort(order, (a, b) => scaled[a] != scaled[b] ? scaled[a].CompareTo(scaled[b]) : a.CompareTo(b));
        for (int k = 0; k < chosen.Length; k++)
        {
            chosen[k] = candidates[order[k]];
        }
    }
}
