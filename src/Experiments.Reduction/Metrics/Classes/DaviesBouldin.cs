namespace Experiments.Reduction.Metrics.Classes;

/// <summary>Compares the spread of classes in the picture with the distances between them (Davies and Bouldin 1979).</summary>
internal sealed class DaviesBouldin : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "davies_bouldin",
        "Davies-Bouldin",
        "Mean over true classes of the largest (s + s')/d to another class, with s the mean distance of a class's points in the picture to "
        + "their mean point and d the distance of the two mean points: 0 is best (Davies and Bouldin 1979).",
        PerNeighborhood: false,
        NeedsLabels: true,
        HigherIsBetter: false,
        Version: 1);

    public double? Perfect(int count, int k) => 0;

    public MetricValue Score(EmbeddingView view, int k)
    {
        ClassCentroids classes = new(view.Embedding, view.Labels!);
        if (classes.Count < 2)
        {
            return MetricValue.Undefined("all points have one label; Davies-Bouldin compares at least two classes");
        }

        double[] spreads = Spreads(classes);
        double sum = 0;
        for (int c = 0; c < classes.Count; c++)
        {
            double worst = 0;
            for (int other = 0; other < classes.Count; other++)
            {
                if (other != c)
                {
                    double apart = Math.Sqrt(ClassCentroids.SquaredDistance(classes.Center(c), classes.Center(other)));
                    worst = Math.Max(worst, apart > 0 ? (spreads[c] + spreads[other]) / apart : double.PositiveInfinity);
                }
            }

            sum += worst;
        }

        return double.IsFinite(sum) ? sum / classes.Count : MetricValue.Undefined("two classes have the same mean point in the picture");
    }

    private static double[] Spreads(ClassCentroids classes)
    {
        double[] spreads = new double[classes.Count];
        for (int i = 0; i < classes.ClassOf.Length; i++)
        {
            int own = classes.ClassOf[i];
            spreads[own] += Math.Sqrt(classes.SquaredDistance(i, own)) / classes.Sizes[own];
        }

        return spreads;
    }
}
