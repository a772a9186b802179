using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Ranking;

/// <summary>Something that a picture is looked at for, in plain words, and the metrics that judge pictures by it, the most telling first.</summary>
/// <param name="Words">What one wants to see: "which samples are alike".</param>
/// <param name="Noun">The same in a word, as it stands under a picture.</param>
/// <param name="Families">Names of the metrics without their neighbourhood size.</param>
internal sealed record Purpose(string Words, string Noun, IReadOnlyList<string> Families)
{
    /// <summary>Neighbourhoods, classes and distances.</summary>
    public static IReadOnlyList<Purpose> All { get; } =
    [
        new("which samples are alike", "neighbourhoods",
            [MetricName.Trustworthiness, "knn_preservation", "rnx", "lcmc", "continuity", "mrre_picture", "mrre_data"]),
        new("how classes part", "classes",
            [MetricName.NeighborhoodHit, "knn_accuracy", MetricName.Silhouette, "distance_consistency", "davies_bouldin"]),
        new("how far groups lie apart", "distances",
            [Shepard, "random_triplets", "scaled_stress", "scaled_kruskal_stress", "stress", "kruskal_stress"]),
    ];

    /// <summary>The family of the metric that sweeps without a score of distances have worked out from pairs of samples.</summary>
    public const string Shepard = "shepard";

    private static readonly Dictionary<string, string> Questions = new()
    {
        [MetricName.Trustworthiness] = "are points that look near really near? 1 is perfect, about \u00BD chance",
        ["continuity"] = "are points that are near drawn near? 1 is perfect, about \u00BD chance",
        ["knn_preservation"] = "which share of the nearest is kept? 1 is perfect",
        ["rnx"] = "which share of the nearest is kept, beyond chance? 1 is perfect, 0 chance",
        ["lcmc"] = "which share of the nearest is kept, beyond chance?",
        ["mrre_picture"] = "how wrong are ranks of the nearest in the picture? 0 is perfect",
        ["mrre_data"] = "how wrong are ranks of the nearest in the data? 0 is perfect",
        [MetricName.NeighborhoodHit] = "which share of the nearest in the picture has the same class? 1 is perfect",
        ["knn_accuracy"] = "would a vote of the nearest name the class? 1 is perfect",
        [MetricName.Silhouette] = "are classes compact and apart? 1 is perfect, 0 overlap",
        ["distance_consistency"] = "is every point nearest to its own class\u2019s centre? 1 is perfect",
        ["davies_bouldin"] = "how much do neighbouring classes overlap? 0 is perfect",
        [Shepard] = "do distances keep their order? 1 is perfect, 0 chance",
        ["random_triplets"] = "is the nearer of two random points drawn nearer? 1 is perfect, \u00BD chance",
        ["scaled_stress"] = "how far are distances from those in the data? 0 is perfect",
        ["scaled_kruskal_stress"] = "how far are distances from those in the data? 0 is perfect",
        ["stress"] = "how far are distances from those in the data? 0 is perfect",
        ["kruskal_stress"] = "how far are distances from those in the data? 0 is perfect",
    };

    /// <summary>The metric that judges by the purpose; null when none was computed. The metric that judges the sweep comes before its kin.</summary>
    public MetricColumn? Metric(SweepResults results, MetricColumn? primary)
    {
        if (primary is not null && Families.Contains(MetricName.Family(primary.Name)))
        {
            return primary;
        }

        IReadOnlyList<MetricColumn> known = MetricName.Representatives(results.Metrics);
        return Families.Select(family => known.FirstOrDefault(metric => MetricName.Family(metric.Name) == family))
            .FirstOrDefault(metric => metric is not null);
    }

    /// <summary>What a metric asks, in plain words; null for one that is not looked for here.</summary>
    public static string? Question(string metric) => Questions.GetValueOrDefault(MetricName.Family(metric));
}
