using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Neighbors;

/// <summary>
/// A partition of samples into many small clusters by k-means (Lloyd 1982) on a part of them, in the form that a metric is searched in.
/// A function of the samples and the metric alone.
/// </summary>
internal sealed class ClusterPartition
{
    /// <summary>Samples in a cluster, on average: a few times the width of a tile, so that little is multiplied in vain.</summary>
    private const int ClusterSize = 256;

    private const int TrainingSize = 32;
    private const int Iterations = 6;
    private const int ChunkRows = 1 << 15;

    private ClusterPartition(Matrix centers, int[] order, int[] starts)
    {
        Centers = centers;
        Order = order;
        Starts = starts;
    }

    /// <summary>C × d: the clusters' means.</summary>
    public Matrix Centers { get; }

    /// <summary>The samples, cluster after cluster, ascending in each.</summary>
    public int[] Order { get; }

    /// <summary>The place in <see cref="Order"/> at which each cluster begins; one entry more than clusters.</summary>
    public int[] Starts { get; }

    /// <summary>Makes one of n samples in a space.</summary>
    public static ClusterPartition Of(NeighborSpace space, int samples, int features, ReductionContext context)
    {
        int clusters = RowBlocks.Count(samples, ClusterSize);
        int[] permutation = new CounterRandom(0, RandomPurposes.ClusterCentres).Permutation(samples);
        Matrix training = Prepared(space, features, permutation.AsSpan(0, Math.Min(samples, clusters * TrainingSize)));
        Matrix centers = new(training.Values[..(clusters * features)].ToArray(), clusters, features);
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Move(centers, training, Nearest(centers, training, context));
        }

        int[] home = new int[samples];
        for (int start = 0; start < samples; start += ChunkRows)
        {
            int[] rows = [.. Enumerable.Range(start, Math.Min(ChunkRows, samples - start))];
            Nearest(centers, Prepared(space, features, rows), context).CopyTo(home.AsSpan(start));
        }

        return Sorted(centers, home);
    }

    private static Matrix Prepared(NeighborSpace space, int features, ReadOnlySpan<int> rows)
    {
        Matrix prepared = new(rows.Length, features);
        for (int i = 0; i < rows.Length; i++)
        {
            space.PrepareReference(rows[i], prepared.Row(i));
        }

        return prepared;
    }

    private static ReadOnlySpan<int> Nearest(Matrix centers, Matrix rows, ReductionContext context) =>
        NearestNeighbors.QueryNearest(centers, rows, 1, context with { Progress = null }).Indices;

    /// <summary>Moves every centre to the mean of its samples; one without samples stays.</summary>
    private static void Move(Matrix centers, Matrix training, ReadOnlySpan<int> home)
    {
        double[] sums = new double[centers.Rows * centers.Columns];
        int[] counts = new int[centers.Rows];
        for (int i = 0; i < home.Length; i++)
        {
            counts[home[i]]++;
            Span<double> sum = sums.AsSpan(home[i] * centers.Columns, centers.Columns);
            ReadOnlySpan<float> row = training.Row(i);
            for (int f = 0; f < row.Length; f++)
            {
                sum[f] += row[f];
            }
        }

        for (int c = 0; c < centers.Rows; c++)
        {
            for (int f = 0; counts[c] > 0 && f < centers.Columns; f++)
            {
                centers.Row(c)[f] = (float)(sums[(c * centers.Columns) + f] / counts[c]);
            }
        }
    }

    private static ClusterPartition Sorted(Matrix centers, int[] home)
    {
        int[] starts = new int[centers.Rows + 1];
        foreach (int cluster in home)
        {
            starts[cluster + 1]++;
        }

        for (int c = 0; c < centers.Rows; c++)
        {
            starts[c + 1] += starts[c];
        }

        int[] next = starts[..^1];
        int[] order = new int[home.Length];
        for (int i = 0; i < home.Length; i++)
        {
            order[next[home[i]]++] = i;
        }

        return new ClusterPartition(centers, order, starts);
    }
}
