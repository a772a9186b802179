using Experiments.Reduction;
using Experiments.Results.Inspection;

namespace Experiments.Sweeps.Stages;

/// <summary>A sample with the reason to show it.</summary>
internal sealed record ChosenSample(int Sample, SampleReason Reason, int Strangers, int Judged);

/// <summary>Finds the samples that tell most of a layer's pictures: the most misplaced one, and the most typical of each class.</summary>
/// <param name="labels">Class indices, −1 where the class is not known; null when unlabelled.</param>
/// <param name="activations">The layer's activations, a row a sample.</param>
/// <param name="pictures">The layer's pictures, those that place by neighbours.</param>
/// <param name="context">The threads to use and the cancellation to heed.</param>
/// <param name="reference">A reference of the layer that holds <see cref="PictureQuality.Neighborhood"/> neighbours of each sample.</param>
internal sealed class SampleChoice(
    int[]? labels, Matrix activations, IReadOnlyList<Matrix> pictures, QualityReference reference, ReductionContext context)
{
    private const int MostClasses = 10;

    /// <summary>
    /// Returns those of <paramref name="picks"/> that there are; without picks the most telling samples, the most misplaced and its class first.
    /// </summary>
    public IReadOnlyList<ChosenSample> Choose(IReadOnlyList<int> picks)
    {
        (int Strangers, int Lost)[] disorder = Disorder();
        int judged = pictures.Count * Count;
        ChosenSample Chosen(int sample, SampleReason reason) =>
            new(sample, reason, labels is null ? disorder[sample].Lost : disorder[sample].Strangers, judged);
        if (picks.Count > 0)
        {
            return [.. picks.Where(sample => sample < activations.Rows).Distinct().Select(sample => Chosen(sample, SampleReason.Picked))];
        }

        int worst = Enumerable.Range(0, disorder.Length).MaxBy(i => disorder[i]);
        IEnumerable<int> typical = Typical(labels?[worst] ?? 0).Where(sample => sample != worst);
        return [Chosen(worst, SampleReason.Misplaced), .. typical.Select(sample => Chosen(sample, SampleReason.Typical))];
    }

    private int Count => Math.Min(PictureQuality.Neighborhood, activations.Rows - 1);

    /// <summary>
    /// Counts for each sample the nearest in the pictures that are of other classes, and those that are not its nearest in the layer.
    /// </summary>
    private (int Strangers, int Lost)[] Disorder()
    {
        (int Strangers, int Lost)[] disorder = new (int, int)[activations.Rows];
        int[][] near = Rows(reference.Neighbors, reference.LargestK);
        foreach (int[][] shown in pictures.Select(picture => Rows(NearestNeighbors.Compute(picture, Count, context).Indices, Count)))
        {
            for (int i = 0; i < disorder.Length; i++)
            {
                disorder[i].Strangers += labels is null
                    ? 0
                    : shown[i].Count(other => labels[other] >= 0 && labels[i] >= 0 && labels[other] != labels[i]);
                disorder[i].Lost += Count - near[i].Intersect(shown[i]).Count();
            }
        }

        return disorder;
    }

    /// <summary>The nearest of each sample, from a table with <paramref name="width"/> of them a row.</summary>
    private int[][] Rows(ReadOnlySpan<int> table, int width)
    {
        int[][] rows = new int[table.Length / width][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = table.Slice(i * width, Count).ToArray();
        }

        return rows;
    }

    /// <summary>
    /// The sample nearest to each class's mean, the class <paramref name="first"/> first; without labels that nearest to the mean of all.
    /// </summary>
    private IEnumerable<int> Typical(int first) => Enumerable.Range(0, activations.Rows)
        .Where(i => labels is null || labels[i] >= 0)
        .GroupBy(i => labels?[i] ?? 0)
        .OrderBy(members => members.Key != first)
        .ThenBy(members => members.Key)
        .Take(MostClasses)
        .Select(members => Central([.. members]));

    private int Central(int[] members)
    {
        double[] mean = new double[activations.Columns];
        foreach (int i in members)
        {
            ReadOnlySpan<float> row = activations.Row(i);
            for (int f = 0; f < mean.Length; f++)
            {
                mean[f] += row[f] / (double)members.Length;
            }
        }

        return members.MinBy(i => SquaredDistance(activations.Row(i), mean));
    }

    private static double SquaredDistance(ReadOnlySpan<float> row, double[] mean)
    {
        double sum = 0;
        for (int f = 0; f < mean.Length; f++)
        {
            sum += (row[f] - mean[f]) * (row[f] - mean[f]);
        }

        return sum;
    }
}
