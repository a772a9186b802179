using Experiments.Reduction;

namespace Experiments.Benchmarks;

/// <summary>Pictures of classes that lie as blobs, the same for every side.</summary>
/// <param name="Count">The number of points.</param>
/// <param name="Labels">The class of every point.</param>
/// <param name="Pictures">Pictures, n × 2 each.</param>
/// <param name="Neighbors">The nearest in the space that the pictures are of.</param>
internal sealed record MadePictures(int Count, int[] Labels, IReadOnlyList<Matrix> Pictures, NeighborGraph Neighbors)
{
    public const int Classes = 10;
    public const int NeighborCount = 15;
    private const int Features = 6;

    /// <summary>Colours of the classes, the same for every side.</summary>
    public static IReadOnlyList<string> Colors { get; } =
        ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"];

    /// <summary>Makes so many points and pictures.</summary>
    public static MadePictures Make(int count, int pictures)
    {
        CounterRandom centres = new(0, "viewer centres"), noise = new(0, "viewer noise"), drawn = new(0, "viewer pictures");
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % Classes)];
        Matrix samples = new(count, Features);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < Features; j++)
            {
                samples.Row(i)[j] = (float)((3 * centres.Normal(0, labels[i], j)) + noise.Normal(0, i, j));
            }
        }

        NeighborGraph neighbors = NearestNeighbors.Compute(samples, NeighborCount, new ReductionContext());
        return new MadePictures(count, labels, [.. Enumerable.Range(0, pictures).Select(p => Project(samples, p, drawn))], neighbors);
    }

    /// <summary>Every picture looks at the samples from another side.</summary>
    private static Matrix Project(Matrix samples, int picture, CounterRandom drawn)
    {
        Matrix points = new(samples.Rows, 2);
        for (int i = 0; i < samples.Rows; i++)
        {
            for (int axis = 0; axis < 2; axis++)
            {
                double sum = 0;
                for (int j = 0; j < Features; j++)
                {
                    sum += samples.Row(i)[j] * drawn.Normal(picture, axis, j);
                }

                points.Row(i)[axis] = (float)sum;
            }
        }

        return points;
    }
}
