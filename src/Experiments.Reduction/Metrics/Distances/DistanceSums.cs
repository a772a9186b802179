using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Distances;

/// <summary>
/// Sums over all pairs of points of their distances D in the data and d in the picture: what every kind of stress is made of. Distances are also
/// compared at a scale α of the picture that is near the best one, so that the least difference is no difference of large sums.
/// </summary>
/// <param name="Data">The sum Σ D².</param>
/// <param name="Picture">The sum Σ d².</param>
/// <param name="Difference">The sum Σ (D − d)².</param>
/// <param name="Residual">The sum Σ (D − αd)².</param>
/// <param name="Slope">The sum Σ (D − αd) d, which is 0 at the best α.</param>
internal sealed record DistanceSums(double Data, double Picture, double Difference, double Residual, double Slope)
{
    /// <summary>
    /// Adds over all pairs; rows are added in order, so the bytes are the same with any number of threads. On the way <paramref name="bins"/>, if
    /// any, count the pairs.
    /// </summary>
    /// <param name="samples">The samples, n × d.</param>
    /// <param name="embedding">The picture, n × any number of dimensions.</param>
    /// <param name="bins">The bins in which the pairs are counted, or null.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public static DistanceSums Over(Matrix samples, Matrix embedding, BinnedPairs? bins, ReductionContext context)
    {
        double scale = NearlyBestScale(samples, embedding);
        DistanceSums[] rows = new DistanceSums[samples.Rows];
        PairRows.Visit(ExactDistances.Over(samples), ExactDistances.Over(embedding), context, (i, far, shown) =>
        {
            rows[i] = OfRow(far, shown, scale);
            bins?.Count(far, shown);
        });
        return rows.Aggregate(new DistanceSums(0, 0, 0, 0, 0), (sum, row) => sum.Plus(row));
    }

    /// <summary>Σ Dd / Σ d² over n pairs, each of a point and the one half the list away.</summary>
    private static double NearlyBestScale(Matrix samples, Matrix embedding)
    {
        (double product, double squares) = (0, 0);
        for (int i = 0; i < samples.Rows; i++)
        {
            int j = (i + (samples.Rows / 2)) % samples.Rows;
            double shown = DoubleSums.SquaredDistance(embedding.Row(i), embedding.Row(j));
            product += Math.Sqrt(DoubleSums.SquaredDistance(samples.Row(i), samples.Row(j))) * Math.Sqrt(shown);
            squares += shown;
        }

        return squares > 0 ? product / squares : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static DistanceSums OfRow(ReadOnlySpan<double> far, ReadOnlySpan<double> shown, double scale)
    {
        ref double x = ref MemoryMarshal.GetReference(far);
        ref double y = ref MemoryMarshal.GetReference(shown);
        Vector512<double> factor = Vector512.Create(scale);
        Vector512<double> data = default, picture = default, difference = default, residual = default, slope = default;
        int j = 0;
        for (; j <= far.Length - 8; j += 8)
        {
            Vector512<double> high = Vector512.LoadUnsafe(ref x, (nuint)j);
            Vector512<double> low = Vector512.LoadUnsafe(ref y, (nuint)j);
            (Vector512<double> a, Vector512<double> b) = (Vector512.Sqrt(high), Vector512.Sqrt(low));
            Vector512<double> left = a - (factor * b);
            data += high;
            picture += low;
            difference += (a - b) * (a - b);
            residual += left * left;
            slope += left * b;
        }

        DistanceSums sums = new(Total(data), Total(picture), Total(difference), Total(residual), Total(slope));
        for (; j < far.Length; j++)
        {
            (double a, double b) = (Math.Sqrt(far[j]), Math.Sqrt(shown[j]));
            double left = a - (scale * b);
            sums = sums.Plus(new DistanceSums(far[j], shown[j], (a - b) * (a - b), left * left, left * b));
        }

        return sums;
    }

    private static double Total(Vector512<double> lanes) => DoubleSums.Total(lanes.GetLower() + lanes.GetUpper());

    private DistanceSums Plus(DistanceSums other) => new(
        Data + other.Data, Picture + other.Picture, Difference + other.Difference, Residual + other.Residual, Slope + other.Slope);
}
