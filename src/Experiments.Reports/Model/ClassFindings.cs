using Experiments.Sweeps;

namespace Experiments.Reports;

/// <summary>Which picture separates the classes best, told for the last layer of each dataset and model.</summary>
internal static class ClassFindings
{
    private static readonly string[] Families = ["silhouette", "neighborhood_hit"];

    public static IEnumerable<Finding> Build(ReportModel model)
    {
        foreach (LayerGroup group in model.LastLayers)
        {
            IEnumerable<MetricColumn> metrics = MetricName.Representatives(model.Results.Metrics)
                .Where(metric => Families.Contains(MetricName.Family(metric.Name)));
            foreach (MetricColumn metric in metrics)
            {
                IReadOnlyList<Contender> ranked = Contest.Rank(group, metric);
                if (ranked.Count > 0)
                {
                    string noun = MetricName.Family(metric.Name) == "silhouette" ? "Separating classes" : "Neighbours of one class";
                    string heading = model.Groups.Count == 1 ? noun : $"{noun}, {group.Name}";
                    yield return new Finding(heading, Contest.Tell(ranked, metric), "Leaderboard");
                }
            }
        }
    }
}
