using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>
/// The score that judges: it orders settings, chooses the pictures that stand for a sweep, tells the best trial so far and is what a search seeks
/// when its file names no objective. One rule for all of them: the first objective of a search, else trustworthiness at the neighbourhood nearest 15,
/// else the first metric.
/// </summary>
internal static class PrimaryMetric
{
    private const int Usual = 15;

    /// <summary>The primary metric of a sweep; null when nothing was scored.</summary>
    public static MetricColumn? Of(SweepResults results) =>
        results.Search is { Objectives: [MetricColumn objective, ..] } ? objective : Among(results.Metrics, []);

    /// <summary>The primary metric among columns; null when there are none.</summary>
    /// <param name="columns">The columns, in their order.</param>
    /// <param name="objectives">Names of the columns that a search seeks, most important first; empty without a search.</param>
    public static MetricColumn? Among(IReadOnlyList<MetricColumn> columns, IEnumerable<string> objectives) =>
        objectives.Select(name => columns.FirstOrDefault(column => column.Name == name)).FirstOrDefault(column => column is not null)
        ?? columns.Where(column => MetricName.Family(column.Name) == MetricName.Trustworthiness)
            .MinBy(column => Math.Abs((MetricName.Neighborhood(column.Name) ?? Usual) - Usual))
        ?? (columns.Count > 0 ? columns[0] : null);

    /// <summary>A setting's mean of a metric, turned so that more is better; negative infinity without a score.</summary>
    public static double Merit(MetricColumn? metric, ReducerSetting setting) => metric is null || setting.Score(metric.Name)?.Mean is not { } mean
        ? double.NegativeInfinity
        : metric.HigherIsBetter ? mean : -mean;
}
