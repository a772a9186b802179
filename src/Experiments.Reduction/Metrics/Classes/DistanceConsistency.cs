namespace Experiments.Reduction.Metrics.Classes;

/// <summary>Measures whether points lie nearest to the centre of their own class (Sips, Neubert, Lewis and Hanrahan 2009).</summary>
internal sealed class DistanceConsistency : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "distance_consistency",
        "Distance consistency",
        "Share of points that are nearer to the mean point of their true class in the picture than to that of any other class "
        + "(Sips, Neubert, Lewis and Hanrahan 2009).",
        PerNeighborhood: false,
        NeedsLabels: true,
        HigherIsBetter: true,
        Version: 1);

    public double? Perfect(int count, int k) => 1;

    public MetricValue Score(EmbeddingView view, int k)
    {
        ClassCentroids classes = new(view.Embedding, view.Labels!);
        if (classes.Count < 2)
        {
            return MetricValue.Undefined("all points have one label; distance consistency compares at least two classes");
        }

        int consistent = 0;
        for (int i = 0; i < view.Count; i++)
        {
            consistent += IsConsistent(classes, i) ? 1 : 0;
        }

        return consistent / (double)view.Count;
    }

    private static bool IsConsistent(ClassCentroids classes, int point)
    {
        int own = classes.ClassOf[point];
        double distance = classes.SquaredDistance(point, own);
        for (int c = 0; c < classes.Count; c++)
        {
            if (c != own && classes.SquaredDistance(point, c) <= distance)
            {
                return false;
            }
        }

        return true;
    }
}
