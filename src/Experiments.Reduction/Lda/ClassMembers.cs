namespace Experiments.Reduction;

/// <summary>The samples of one class, their share of all and their mean.</summary>
internal sealed record ClassMembers(Matrix Samples, double Share, double[] Mean)
{
    /// <summary>Every class that occurs, in order of its label.</summary>
    public static ClassMembers[] Of(Matrix samples, int[] labels) =>
        [.. Enumerable.Range(0, samples.Rows).GroupBy(i => labels[i]).OrderBy(rows => rows.Key).Select(rows => Gather(samples, [.. rows]))];

    private static ClassMembers Gather(Matrix samples, int[] rows)
    {
        Matrix own = new(rows.Length, samples.Columns);
        for (int i = 0; i < rows.Length; i++)
        {
            samples.Row(rows[i]).CopyTo(own.Row(i));
        }

        return new ClassMembers(own, rows.Length / (double)samples.Rows, DoubleSums.ColumnMeans(own));
    }
}
