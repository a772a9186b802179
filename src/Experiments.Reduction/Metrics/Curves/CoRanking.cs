namespace Experiments.Reduction;

/// <summary>
/// The co-ranking matrix's sums along its leading squares, without the matrix: a pair of points is a common neighbour from the size
/// max(r, ρ) on, where r and ρ are its ranks in data and picture (Lee and Verleysen 2009). Rows are ranked one after another.
/// </summary>
internal static class CoRanking
{
    private const int BlockRows = 32;

    /// <summary>Q_NX(K) for every K.</summary>
    public static QualityCurve Curve(ExactDistances data, ExactDistances picture, ReductionContext context)
    {
        int n = data.Count;
        long[] entering = new long[n];
        Lock gate = new();
        RowBlocks.For(n, BlockRows, context, (_, start, end) =>
        {
            int[] counts = Entering(data, picture, start, end);
            lock (gate)
            {
                for (int size = 0; size < n; size++)
                {
                    entering[size] += counts[size];
                }
            }
        });
        double[] overlap = new double[n - 1];
        long common = 0;
        for (int k = 1; k < n; k++)
        {
            common += entering[k];
            overlap[k - 1] = common / ((double)n * k);
        }

        return new QualityCurve(overlap);
    }

    /// <summary>How many pairs of these rows become common neighbours at each size.</summary>
    private static int[] Entering(ExactDistances data, ExactDistances picture, int start, int end)
    {
        int n = data.Count;
        int[] counts = new int[n];
        int[] ranks = new int[n];
        RowOrder order = new(n);
        using DistanceRows far = new(data, start, end);
        using DistanceRows shown = new(picture, start, end);
        for (int i = start; i < end; i++)
        {
            ReadOnlySpan<int> inData = order.Sort(far.Row(i))[..^1];
            for (int place = 0; place < inData.Length; place++)
            {
                ranks[inData[place]] = place + 1;
            }

            ReadOnlySpan<int> inPicture = order.Sort(shown.Row(i))[..^1];
            for (int place = 0; place < inPicture.Length; place++)
            {
                counts[Math.Max(ranks[inPicture[place]], place + 1)]++;
            }
        }

        return counts;
    }
}
