using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Classes;

/// <summary>Variance between classes against variance within them, in the picture (Calinski and Harabasz 1974).</summary>
internal sealed class CalinskiHarabasz : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "calinski_harabasz",
        "Calinski-Harabasz",
        "(B/(c-1))/(W/(n-c)) for c true classes in the picture, with B the squared distances of the classes' mean points to the mean of all, "
        + "weighted by class size, and W those of points to the mean point of their class (Calinski and Harabasz 1974).",
        PerNeighborhood: false,
        NeedsLabels: true,
        HigherIsBetter: true,
        Version: 1);

    public MetricValue Score(EmbeddingView view, int k)
    {
        ClassCentroids classes = new(view.Embedding, view.Labels!);
        if (classes.Count < 2 || classes.Count == view.Count)
        {
            return MetricValue.Undefined($"Calinski-Harabasz needs from 2 classes to one fewer than points, got {classes.Count}");
        }

        double within = 0;
        for (int i = 0; i < view.Count; i++)
        {
            within += classes.SquaredDistance(i, classes.ClassOf[i]);
        }

        double between = 0;
        double[] mean = DoubleSums.ColumnMeans(view.Embedding);
        for (int c = 0; c < classes.Count; c++)
        {
            between += classes.Sizes[c] * ClassCentroids.SquaredDistance(classes.Center(c), mean);
        }

        return within > 0
            ? between / (classes.Count - 1) / (within / (view.Count - classes.Count))
            : MetricValue.Undefined("every class is a single place in the picture");
    }
}
