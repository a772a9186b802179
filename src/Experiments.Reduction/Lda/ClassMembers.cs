using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Lda;

/// <summary>The samples of one class, their share of all and their mean.</summary>
internal sealed record ClassMembers(Matrix Samples, double Share, double[] Mean)
{
    /// <summary>Every class that occurs, in order of its label; samples of label −1 belong to none and are left out.</summary>
    public static ClassMembers[] Of(Matrix samples, int[] labels)
    {
        int[] known = [.. Enumerable.Range(0, samples.Rows).Where(i => labels[i] >= 0)];
        return [.. known.GroupBy(i => labels[i]).OrderBy(rows => rows.Key).Select(rows => Gather(samples, [.. rows], known.Length))];
    }

    private static ClassMembers Gather(Matrix samples, int[] rows, int known)
    {
        Matrix own = samples.Take(rows);
        return new ClassMembers(own, rows.Length / (double)known, DoubleSums.ColumnMeans(own));
    }
}
