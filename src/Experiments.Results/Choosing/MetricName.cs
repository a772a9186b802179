using System.Globalization;
using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>Takes apart the names of metric columns, trustworthiness@15, and has those that reports look for.</summary>
internal static class MetricName
{
    /// <summary>The metric that judges where nothing else was asked for.</summary>
    public const string Trustworthiness = "trustworthiness";

    /// <summary>The metric of classes that lie apart.</summary>
    public const string Silhouette = "silhouette";

    /// <summary>The metric of neighbours of one class.</summary>
    public const string NeighborhoodHit = "neighborhood_hit";

    /// <summary>The name before the neighbourhood size.</summary>
    public static string Family(string name) => name.Split('@')[0];

    /// <summary>The neighbourhood size; null for a metric without one.</summary>
    public static int? Neighborhood(string name) =>
        name.Split('@') is [_, string k] && int.TryParse(k, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
            ? value
            : null;

    /// <summary>"Trustworthiness at k = 15", "Silhouette".</summary>
    public static string Long(MetricColumn metric) =>
        Neighborhood(metric.Name) is int k ? $"{Title(metric)} at k\u00A0=\u00A0{Numbers.Count(k)}" : Title(metric);

    /// <summary>The metric's title without a neighbourhood size it may end in.</summary>
    public static string Title(MetricColumn metric) => metric.Title.Split('@')[0].TrimEnd();

    /// <summary>One metric of each family, at the neighbourhood nearest 15.</summary>
    public static IReadOnlyList<MetricColumn> Representatives(IReadOnlyList<MetricColumn> metrics) =>
        [.. metrics.GroupBy(metric => Family(metric.Name))
            .Select(family => family.MinBy(metric => Math.Abs((Neighborhood(metric.Name) ?? 15) - 15))!)];
}
