using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Findings on the picture that separates the classes best, told for the last layer of each dataset and model.</summary>
internal static class ClassFindings
{
    private static readonly string[] Families = [MetricName.Silhouette, MetricName.NeighborhoodHit];

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
                    string noun = MetricName.Family(metric.Name) == MetricName.Silhouette ? "Separating classes" : "Neighbours of one class";
                    string heading = model.Groups.Count == 1 ? noun : $"{noun}, {group.Name}";
                    yield return new Finding(heading, Contest.Tell(ranked, metric).Add(LeftOut(group, metric)), PageTitles.Leaderboard);
                }
            }
        }
    }

    /// <summary>Tells of a reducer that was fitted to the labels: it does not compete by them, and its score is told apart.</summary>
    private static string LeftOut(LayerGroup group, MetricColumn metric)
    {
        string[] scores =
        [
            .. group.Settings.Where(setting => !setting.Competes(metric))
                .Select(setting => (setting.InWords, Score: setting.Score(metric.Name))).Where(pair => pair.Score is not null)
                .Select(pair => $"{pair.InWords} at {ScoreText.InLine(pair.Score!)}"),
        ];
        return scores.Length == 0 ? string.Empty
            : $" Not compared, because the score judges by the labels that {(scores.Length == 1 ? "it was" : "they were")} fitted to: "
            + $"{Numbers.List(scores)}.";
    }
}
