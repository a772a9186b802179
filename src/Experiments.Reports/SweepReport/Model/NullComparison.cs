using Experiments.Reports.SweepReport.Ranking;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>A metric between chance and perfection.</summary>
/// <param name="Metric">The metric that is shown.</param>
/// <param name="Random">Scores of random layouts.</param>
/// <param name="Permuted">Scores of the pictures with permuted labels; null for a metric that reads none.</param>
/// <param name="Expected">The closed form of what chance may expect; null without one.</param>
/// <param name="Perfect">The score of a picture without a flaw; null without a bound.</param>
/// <param name="Ranked">Each reducer's best setting, best first.</param>
internal sealed record NullRow(
    MetricColumn Metric, ScoreSummary Random, ScoreSummary? Permuted, double? Expected, double? Perfect, IReadOnlyList<Contender> Ranked)
{
    /// <summary>
    /// Returns the share of the way from a random layout to a perfect picture that a score has gone; null without an end to the way.
    /// </summary>
    public double? Share(double score) => Perfect is { } end && end != Random.Mean ? (score - Random.Mean) / (end - Random.Mean) : null;

    /// <summary>True when the best picture scores no better than some random layout did.</summary>
    public bool IsChance => Metric.HigherIsBetter ? Ranked[0].Score.Mean <= Random.Maximum : Ranked[0].Score.Mean >= Random.Minimum;
}

/// <summary>A layer's scores beside those of chance.</summary>
internal sealed record NullComparison(IReadOnlyList<NullRow> Rows)
{
    /// <summary>Layouts that were drawn.</summary>
    public int Layouts => Rows.Max(row => row.Random.Values.Count);

    /// <summary>The layer's baseline; null where none was kept, or nothing was scored.</summary>
    public static NullComparison? Of(ReportModel model, LayerGroup group)
    {
        if (model.Stored.Null(group.Layer.Id) is not { } scores || scores.Samples != group.Layer.Samples)
        {
            return null;
        }

        NullRow[] rows = [.. model.Results.Metrics.Select(metric => RowOf(scores, group, metric)).OfType<NullRow>()];
        return rows.Length == 0 ? null : new NullComparison(rows);
    }

    private static NullRow? RowOf(NullScores scores, LayerGroup group, MetricColumn metric)
    {
        IReadOnlyList<Contender> ranked = Contest.Rank(group, metric);
        return ranked.Count > 0 && Summary(scores.RandomLayouts, metric) is { } random
            ? new NullRow(metric, random, Summary(scores.PermutedLabels, metric), Known(scores.Expected, metric),
                Known(scores.Perfect, metric), ranked)
            : null;
    }

    private static ScoreSummary? Summary(IReadOnlyDictionary<string, IReadOnlyList<double>> scores, MetricColumn metric) =>
        ScoreSummary.Of((scores.GetValueOrDefault(metric.Name) ?? []).Select(value => (double?)value));

    private static double? Known(IReadOnlyDictionary<string, double> values, MetricColumn metric) =>
        values.TryGetValue(metric.Name, out double value) ? value : null;
}
