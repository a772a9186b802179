using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Measures whether the metrics name one winner or several, told for the last layer of each dataset and model.</summary>
internal static class AgreementFindings
{
    private const int FewestMetrics = 3;

    public static IEnumerable<Finding> Build(ReportModel model)
    {
        IReadOnlyList<MetricColumn> metrics = MetricName.Representatives(model.Results.Metrics);
        foreach (LayerGroup group in model.Focus.Take(1))
        {
            (MetricColumn Metric, IReadOnlyList<Contender> Ranked)[] contests =
                [.. metrics.Select(metric => (metric, Contest.Rank(group, metric))).Where(contest => contest.Item2.Count > 1)];
            if (contests.Length >= FewestMetrics)
            {
                string heading = model.Groups.Count == 1 ? "Do the metrics agree" : $"Do the metrics agree, {group.Name}";
                yield return new Finding(heading, Tell(contests), PageTitles.Leaderboard);
            }
        }
    }

    private static RichText Tell((MetricColumn Metric, IReadOnlyList<Contender> Ranked)[] contests)
    {
        IGrouping<string, MetricColumn>[] winners =
            [.. contests.GroupBy(contest => contest.Ranked[0].Setting.ReducerTitle, contest => contest.Metric)
                .OrderByDescending(same => same.Count())];
        int ties = contests.Count(contest => Contest.Standings(contest.Ranked)[0].IsTie);
        string tied = ties == 0 ? string.Empty : $" ({Numbers.Count(ties)} of them no further ahead of the next reducer than chance may put it)";
        if (winners.Length == 1)
        {
            return $"They do: {winners[0].Key} comes first on all {Numbers.Count(contests.Length)}{tied}.";
        }

        IEnumerable<string> parts = winners.Select(same => $"{same.Key} comes first on {Numbers.List([.. same.Select(Contest.Lower)])}");
        return $"They do not: {string.Join("; ", parts)}{tied}. Which picture is best depends on what it is for.";
    }
}
