using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction;

/// <summary>Sums over all pairs of points of their distances D in the data and d in the picture: what every kind of stress is made of.</summary>
/// <param name="Data">Σ D².</param>
/// <param name="Product">Σ D d.</param>
/// <param name="Picture">Σ d².</param>
/// <param name="Difference">Σ (D − d)².</param>
internal sealed record DistanceSums(double Data, double Product, double Picture, double Difference)
{
    /// <summary>
    /// Adds over all pairs; rows are added in order, so the bytes are the same with any number of threads. On the way
    /// <paramref name="bins"/>, if any, count the pairs.
    /// </summary>
    public static DistanceSums Over(ExactDistances data, ExactDistances picture, BinnedPairs? bins, ReductionContext context)
    {
        DistanceSums[] rows = new DistanceSums[data.Count];
        PairRows.Visit(data, picture, context, (i, far, shown) =>
        {
            rows[i] = OfRow(far, shown);
            bins?.Count(far, shown);
        });
        return rows.Aggregate(new DistanceSums(0, 0, 0, 0), (sum, row) => sum.Plus(row));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static DistanceSums OfRow(ReadOnlySpan<double> far, ReadOnlySpan<double> shown)
    {
        ref double x = ref MemoryMarshal.GetReference(far);
        ref double y = ref MemoryMarshal.GetReference(shown);
        Vector512<double> xx = default, xy = default, yy = default, differences = default;
        int j = 0;
        for (; j <= far.Length - 8; j += 8)
        {
            Vector512<double> high = Vector512.LoadUnsafe(ref x, (nuint)j);
            Vector512<double> low = Vector512.LoadUnsafe(ref y, (nuint)j);
            (Vector512<double> a, Vector512<double> b) = (Vector512.Sqrt(high), Vector512.Sqrt(low));
            xx += high;
            xy += a * b;
            yy += low;
            differences += (a - b) * (a - b);
        }

        DistanceSums sums = new(Total(xx), Total(xy), Total(yy), Total(differences));
        for (; j < far.Length; j++)
        {
            (double a, double b) = (Math.Sqrt(far[j]), Math.Sqrt(shown[j]));
            sums = sums.Plus(new DistanceSums(far[j], a * b, shown[j], (a - b) * (a - b)));
        }

        return sums;
    }

    private static double Total(Vector512<double> lanes) => DoubleSums.Total(lanes.GetLower() + lanes.GetUpper());

    private DistanceSums Plus(DistanceSums other) => new(
        Data + other.Data, Product + other.Product, Picture + other.Picture, Difference + other.Difference);
}
