namespace Experiments.Reduction;

/// <summary>Samples that stand for all where all pairs would be too many, and distances to them.</summary>
internal static class Landmarks
{
    /// <summary>So many distinct samples drawn at random, ascending; all of them where there are no more.</summary>
    public static int[] Choose(int samples, int wanted, long seed) =>
        wanted >= samples ? [.. Enumerable.Range(0, samples)] : [.. new CounterRandom(seed, RandomPurposes.Landmarks).Permutation(samples).Take(wanted).Order()];

    /// <summary>Rows of a matrix.</summary>
    public static Matrix Rows(Matrix samples, int[] rows)
    {
        Matrix chosen = new(rows.Length, samples.Columns);
        for (int i = 0; i < rows.Length; i++)
        {
            samples.Row(rows[i]).CopyTo(chosen.Row(i));
        }

        return chosen;
    }

    /// <summary>A distance in double precision; a row without direction is at distance 1 from every row under cosine and correlation.</summary>
    public static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b, DistanceMetric metric) => metric switch
    {
        DistanceMetric.Euclidean => Math.Sqrt(DoubleSums.SquaredDistance(a, b)),
        DistanceMetric.Manhattan => DoubleSums.AbsoluteDistance(a, b),
        DistanceMetric.Correlation => Between(a, Direction.Of(a, centered: true), b, Direction.Of(b, centered: true)),
        _ => Between(a, Direction.Of(a, centered: false), b, Direction.Of(b, centered: false)),
    };

    /// <summary>Distances of every row to every landmark, rows × landmarks.</summary>
    public static Matrix Distances(Matrix rows, Matrix landmarks, DistanceMetric metric, ReductionContext context)
    {
        Matrix distances = new(rows.Rows, landmarks.Rows);
        RowBlocks.For(rows.Rows, 16, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                for (int l = 0; l < landmarks.Rows; l++)
                {
                    distances.Row(i)[l] = (float)Distance(rows.Row(i), landmarks.Row(l), metric);
                }
            }
        });
        return distances;
    }

    private static double Between(ReadOnlySpan<float> a, Direction left, ReadOnlySpan<float> b, Direction right) =>
        left.Scale == 0 || right.Scale == 0
            ? 1
            : DoubleSums.ScaledSquaredDistance(a, left.Scale, b, right.Scale, (left.Mean * left.Scale) - (right.Mean * right.Scale)) / 2;
}
