namespace Experiments.Reduction;

/// <summary>
/// Spearman's correlation of all distances without holding them: one pass counts them in bins of their leading bits, a second adds the
/// products of their bins' mean ranks. Ties within bins weigh as the square of a bin's share of the pairs.
/// </summary>
internal static class BinnedPairs
{
    /// <summary>Sign and exponent take 9 bits, so 11 of the fraction are left: distances within 0.025 % share a bin.</summary>
    private const int DroppedBits = 12;

    private const int Bins = 1 << (31 - DroppedBits);

    /// <summary>Null where all distances of one side are equal, or there are none.</summary>
    public static double? Spearman(ExactDistances data, ExactDistances picture, ReductionContext context)
    {
        long[] far = new long[Bins];
        long[] shown = new long[Bins];
        PairRows.Visit(data, picture, context, (_, x, y) =>
        {
            for (int j = 0; j < x.Length; j++)
            {
                Interlocked.Increment(ref far[Bin(x[j])]);
                Interlocked.Increment(ref shown[Bin(y[j])]);
            }
        });
        (double[] farRanks, double farSquares) = CenteredRanks(far);
        (double[] shownRanks, double shownSquares) = CenteredRanks(shown);
        double[] rows = new double[data.Count];
        PairRows.Visit(data, picture, context, (i, x, y) =>
        {
            double sum = 0;
            for (int j = 0; j < x.Length; j++)
            {
                sum += farRanks[Bin(x[j])] * shownRanks[Bin(y[j])];
            }

            rows[i] = sum;
        });
        return farSquares == 0 || shownSquares == 0 ? null : Math.Clamp(rows.Sum() / Math.Sqrt(farSquares) / Math.Sqrt(shownSquares), -1, 1);
    }

    private static int Bin(double square) => (int)(BitConverter.SingleToUInt32Bits((float)square) >> DroppedBits);

    /// <summary>The mean rank of each bin less that of all, and the sum of its square over all distances.</summary>
    private static (double[] Ranks, double Squares) CenteredRanks(long[] counts)
    {
        double[] ranks = new double[Bins];
        double middle = (counts.Sum() - 1) / 2.0;
        double squares = 0;
        long before = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            ranks[bin] = before + ((counts[bin] - 1) / 2.0) - middle;
            squares += counts[bin] * ranks[bin] * ranks[bin];
            before += counts[bin];
        }

        return (ranks, squares);
    }
}
