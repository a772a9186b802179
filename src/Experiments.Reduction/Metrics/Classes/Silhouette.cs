using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Metrics.Distances;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Classes;

/// <summary>
/// Measures how much closer points of the picture are to their own class than to the next one (Rousseeuw 1987): the mean of (b − a)/max(a, b), where
/// a is a point's mean distance to the others of its class and b that to the nearest other class; 0 for a class of one.
/// </summary>
internal sealed class Silhouette : IEmbeddingMetric
{
    private const int BlockRows = 64;

    public MetricDescriptor Descriptor { get; } = new(
        "silhouette",
        "Silhouette",
        "Mean over points of (b - a)/max(a, b) in the picture, with a the mean distance to the others of the same true class and b the "
        + "smallest mean distance to another class; a class of one scores 0 (Rousseeuw 1987).",
        PerNeighborhood: false,
        NeedsLabels: true,
        HigherIsBetter: true,
        Version: 1)
    {
        ByDefault = true,
    };

    public double? Perfect(int count, int k) => 1;

    public MetricValue Score(EmbeddingView view, int k)
    {
        int[] labels = (int[])view.Labels!.Clone();
        int[] order = new int[labels.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(labels, order);
        int[] bounds = ClassBounds(labels);
        if (bounds.Length < 3)
        {
            return MetricValue.Undefined("all points have one label; the silhouette compares at least two classes");
        }

        if (bounds.Length == view.Count + 1)
        {
            return MetricValue.Undefined("every point has a label of its own; the silhouette needs a class of at least two points");
        }

        ExactDistances distances = ExactDistances.Over(Reordered(view.Embedding, order));
        return RowBlocks.Sum(view.Count, BlockRows, view.Context, (start, end) => SumOf(distances, bounds, start, end)) / view.Count;
    }

    /// <summary>Returns the place in the sorted labels at which each class begins, and the place after the last one.</summary>
    private static int[] ClassBounds(int[] labels) =>
        [.. Enumerable.Range(0, labels.Length).Where(i => i == 0 || labels[i] != labels[i - 1]), labels.Length];

    private static Matrix Reordered(Matrix points, int[] order)
    {
        Matrix sorted = new(points.Rows, points.Columns);
        for (int i = 0; i < order.Length; i++)
        {
            points.Row(order[i]).CopyTo(sorted.Row(i));
        }

        return sorted;
    }

    private static double SumOf(ExactDistances distances, int[] bounds, int start, int end)
    {
        double[] row = new double[distances.Count];
        double sum = 0;
        int own = 0;
        for (int i = start; i < end; i++)
        {
            while (bounds[own + 1] <= i)
            {
                own++;
            }

            distances.Fill(i, row);
            row[i] = 0;
            sum += Width(row, bounds, own);
        }

        return sum;
    }

    /// <summary>One point's silhouette from its row of squared distances, points sorted by class.</summary>
    private static double Width(ReadOnlySpan<double> row, int[] bounds, int own)
    {
        int others = bounds[own + 1] - bounds[own] - 1;
        if (others == 0)
        {
            return 0;
        }

        double within = SumOfRoots(row[bounds[own]..bounds[own + 1]]) / others;
        double nearest = double.PositiveInfinity;
        for (int other = 0; other < bounds.Length - 1; other++)
        {
            if (other != own)
            {
                int size = bounds[other + 1] - bounds[other];
                nearest = Math.Min(nearest, SumOfRoots(row[bounds[other]..bounds[other + 1]]) / size);
            }
        }

        double larger = Math.Max(within, nearest);
        return larger == 0 ? 0 : (nearest - within) / larger;
    }

    private static double SumOfRoots(ReadOnlySpan<double> squares)
    {
        ref double first = ref MemoryMarshal.GetReference(squares);
        Vector256<double> sums = default;
        int j = 0;
        for (; j <= squares.Length - 4; j += 4)
        {
            sums += Vector256.Sqrt(Vector256.LoadUnsafe(ref first, (nuint)j));
        }

        double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        for (; j < squares.Length; j++)
        {
            sum += Math.Sqrt(squares[j]);
        }

        return sum;
    }
}
