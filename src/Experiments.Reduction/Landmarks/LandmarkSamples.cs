using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Landmarks;

/// <summary>Samples that stand for all where all pairs would be too many, and distances to them.</summary>
internal static class LandmarkSamples
{
    /// <summary>So many distinct samples drawn at random, ascending; all of them where there are no more.</summary>
    public static int[] Choose(int samples, int wanted, long seed) =>
        wanted >= samples ? [.. Enumerable.Range(0, samples)]
        : [.. new CounterRandom(seed, RandomPurposes.Landmarks).Permutation(samples).Take(wanted).Order()];

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
                    distances.Row(i)[l] = (float)PairDistance.Of(rows.Row(i), landmarks.Row(l), metric);
                }
            }
        });
        return distances;
    }
}
