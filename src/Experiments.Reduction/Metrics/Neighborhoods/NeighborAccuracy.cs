namespace Experiments.Reduction.Metrics.Neighborhoods;

/// <summary>Measures whether a point's class can be told from its neighbours in the picture.</summary>
internal sealed class NeighborAccuracy : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "knn_accuracy",
        "kNN accuracy",
        "Share of points whose true label is the commonest among their k nearest neighbours in the picture, the point itself left out; "
        + "the smallest of labels that are equally common (leave-one-out kNN classification, Cover and Hart 1967).",
        PerNeighborhood: true,
        NeedsLabels: true,
        HigherIsBetter: true,
        Version: 1);

    public double? Perfect(int count, int k) => 1;

    public MetricValue Score(EmbeddingView view, int k) => LeaveOneOut.Accuracy(view.EmbeddingNeighbors, view.LargestK, k, view.Labels!);
}

/// <summary>Measures how much better, or worse, classes can be told from neighbours in the picture than from neighbours in the data.</summary>
internal sealed class NeighborAccuracyChange : IEmbeddingMetric
{
    public MetricDescriptor Descriptor { get; } = new(
        "knn_accuracy_change",
        "kNN accuracy, change",
        "kNN accuracy in the picture minus kNN accuracy in the data: below 0 where the picture mixes classes that the data tell apart.",
        PerNeighborhood: true,
        NeedsLabels: true,
        HigherIsBetter: true,
        Version: 1);

    public MetricValue Score(EmbeddingView view, int k) =>
        LeaveOneOut.Accuracy(view.EmbeddingNeighbors, view.LargestK, k, view.Labels!)
        - LeaveOneOut.Accuracy(view.SampleNeighbors, view.LargestK, k, view.Labels!);
}

/// <summary>Leave-one-out classification by k nearest neighbours.</summary>
internal static class LeaveOneOut
{
    /// <summary>The share of points that the vote of their neighbours (n × stride) classifies as labelled.</summary>
    public static double Accuracy(int[] neighbors, int stride, int k, int[] labels)
    {
        int[] votes = new int[k];
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            for (int p = 0; p < k; p++)
            {
                votes[p] = labels[neighbors[(i * stride) + p]];
            }

            right += Winner(votes) == labels[i] ? 1 : 0;
        }

        return right / (double)labels.Length;
    }

    /// <summary>The commonest vote, the smallest of several; sorts the votes.</summary>
    public static int Winner(Span<int> votes)
    {
        votes.Sort();
        (int winner, int most) = (votes[0], 0);
        for (int start = 0, end; start < votes.Length; start = end)
        {
            for (end = start + 1; end < votes.Length && votes[end] == votes[start]; end++)
            {
            }

            if (end - start > most)
            {
                (winner, most) = (votes[start], end - start);
            }
        }

        return winner;
    }
}
