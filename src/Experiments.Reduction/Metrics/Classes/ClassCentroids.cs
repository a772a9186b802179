namespace Experiments.Reduction.Metrics.Classes;

/// <summary>Classes as clusters: who belongs where, and the mean point of each, in double precision.</summary>
internal sealed class ClassCentroids
{
    private readonly Matrix points;
    private readonly double[][] centers;

    public ClassCentroids(Matrix points, int[] labels)
    {
        this.points = points;
        int[] names = [.. labels.Distinct().Order()];
        ClassOf = [.. labels.Select(label => Array.BinarySearch(names, label))];
        Sizes = new int[names.Length];
        centers = [.. names.Select(_ => new double[points.Columns])];
        for (int i = 0; i < points.Rows; i++)
        {
            Sizes[ClassOf[i]]++;
            Add(points.Row(i), centers[ClassOf[i]]);
        }

        for (int c = 0; c < Count; c++)
        {
            foreach (ref double value in centers[c].AsSpan())
            {
                value /= Sizes[c];
            }
        }
    }

    /// <summary>The number of classes.</summary>
    public int Count => Sizes.Length;

    /// <summary>Points in each class.</summary>
    public int[] Sizes { get; }

    /// <summary>Each point's class, 0 … Count − 1.</summary>
    public int[] ClassOf { get; }

    /// <summary>The mean point of class <paramref name="c"/>.</summary>
    public ReadOnlySpan<double> Center(int c) => centers[c];

    /// <summary>Squared distance from a point to a class's centre.</summary>
    public double SquaredDistance(int point, int c)
    {
        ReadOnlySpan<float> row = points.Row(point);
        double sum = 0;
        for (int f = 0; f < row.Length; f++)
        {
            double difference = row[f] - centers[c][f];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>Squared distance between two places.</summary>
    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int f = 0; f < a.Length; f++)
        {
            sum += (a[f] - b[f]) * (a[f] - b[f]);
        }

        return sum;
    }

    private static void Add(ReadOnlySpan<float> row, Span<double> sum)
    {
        for (int f = 0; f < row.Length; f++)
        {
            sum[f] += row[f];
        }
    }
}
