using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Ranking;

/// <summary>A setting's line: its scores by metric column, its rank on each, and the mean of those ranks.</summary>
internal sealed record LeaderboardRow(ReducerSetting Setting, IReadOnlyList<ScoreSummary?> Scores, IReadOnlyList<double?> Ranks,
    double? MeanRank);

/// <summary>The settings of one layer, best mean rank first.</summary>
internal sealed class LayerLeaderboard
{
    private LayerLeaderboard(LayerGroup group, IReadOnlyList<MetricColumn> metrics, IReadOnlyList<LeaderboardRow> rows)
    {
        Group = group;
        Metrics = metrics;
        Rows = rows;
        string[] titles = [.. rows.Select(row => row.Setting.ReducerTitle).Distinct()];
        OnlyReducer = titles.Length == 1 && rows.All(row => row.Setting.Varied.Count > 0) ? titles[0] : null;
    }

    public LayerGroup Group { get; }

    public IReadOnlyList<MetricColumn> Metrics { get; }

    public IReadOnlyList<LeaderboardRow> Rows { get; }

    /// <summary>The title of the reducer that all settings are of; null where they are of several.</summary>
    public string? OnlyReducer { get; }

    /// <summary>The number of rows to print at most.</summary>
    public int Most { get; private init; } = int.MaxValue;

    /// <summary>The words that tell a setting from the others.</summary>
    public string Label(ReducerSetting setting) => OnlyReducer is null ? setting.Label : setting.LabelAmongItsOwn;

    public static LayerLeaderboard Of(LayerGroup group, IReadOnlyList<MetricColumn> metrics, int most = int.MaxValue)
    {
        ScoreSummary?[][] scores = [.. group.Settings.Select(setting => metrics.Select(metric => setting.Score(metric.Name)).ToArray())];
        double?[][] ranks = [.. scores.Select(_ => new double?[metrics.Count])];
        for (int column = 0; column < metrics.Count; column++)
        {
            // By its own labels a setting competes with nobody: its score is shown, without a rank.
            ScoreSummary?[] competing = [.. group.Settings.Select((setting, i) => setting.Competes(metrics[column]) ? scores[i][column] : null)];
            Rank(competing, ranks, column, metrics[column].HigherIsBetter);
        }

        IEnumerable<LeaderboardRow> rows = group.Settings.Select((setting, i) =>
            new LeaderboardRow(setting, scores[i], ranks[i], ranks[i].Average()));
        return new LayerLeaderboard(group, metrics, [.. rows.OrderBy(row => row.MeanRank ?? double.PositiveInfinity)]) { Most = most };
    }

    /// <summary>Competition over one column: equal means share the mean of their places.</summary>
    private static void Rank(ScoreSummary?[] scores, double?[][] ranks, int column, bool higherIsBetter)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] is ScoreSummary own)
            {
                double[] others = [.. scores.Where((_, j) => j != i).Where(score => score is not null)
                    .Select(score => score!.Mean)];
                int ahead = others.Count(mean => higherIsBetter ? mean > own.Mean : mean < own.Mean);
                ranks[i][column] = 1 + ahead + (others.Count(mean => mean.Equals(own.Mean)) / 2.0);
            }
        }
    }
}
