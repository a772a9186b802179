using Experiments.Reports.Statistics;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>
/// Chooses the layers whose pages stand for all: of one dataset the last layer that has pictures; of several the one on which reducers come
/// closest to their order over all, and the one furthest from it.
/// </summary>
internal static class ReportFocus
{
    /// <summary>The layers to tell of one by one, the one that page one draws first.</summary>
    /// <param name="layers">The most telling layer of each dataset and model, those with pictures.</param>
    /// <param name="metric">The metric that judges; null when nothing was scored.</param>
    public static IReadOnlyList<LayerGroup> Of(IReadOnlyList<LayerGroup> layers, MetricColumn? metric)
    {
        if (layers.Count == 0 || metric is null || layers.Select(group => group.Dataset.Name).Distinct().Count() < 3)
        {
            return [.. layers.TakeLast(1)];
        }

        (LayerGroup Group, double Distance)[] order = [.. layers.Zip(Distances(layers, metric))];
        LayerGroup typical = order.MinBy(pair => pair.Distance).Group;
        (LayerGroup unlike, double distance) = order.MaxBy(pair => pair.Distance);
        return unlike == typical || distance < 1 ? [typical] : [typical, unlike];
    }

    /// <summary>How many ranks, summed over reducers, the order on each layer lies from the mean order.</summary>
    private static double[] Distances(IReadOnlyList<LayerGroup> layers, MetricColumn metric)
    {
        IReadOnlyList<Contender>[] contests = [.. layers.Select(group => Contest.Rank(group, metric))];
        string[] common = [.. contests.Select(ranked => ranked.Select(one => one.Setting.Reducer)).Aggregate((a, b) => a.Intersect(b))];
        double[][] ranks =
        [
            .. contests.Select(ranked => Ranks.Of([.. common.Select(reducer => ranked.First(one => one.Setting.Reducer == reducer).Score.Mean)
                .Select(mean => metric.HigherIsBetter ? -mean : mean)])),
        ];
        double[] mean = [.. common.Select((_, i) => ranks.Average(row => row[i]))];
        return [.. ranks.Select(row => row.Zip(mean, (a, b) => Math.Abs(a - b)).Sum())];
    }
}
