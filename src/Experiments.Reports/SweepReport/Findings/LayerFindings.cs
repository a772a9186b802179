using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Findings on the scores of the same reducers from layer to layer.</summary>
internal static class LayerFindings
{
    private static readonly string[] Telling = [MetricName.NeighborhoodHit, MetricName.Silhouette];

    public static IEnumerable<Finding> Build(ReportModel model)
    {
        foreach (IGrouping<(string, string), LayerGroup> same in model.Groups.GroupBy(group => (group.Dataset.Id, group.Model.Name)))
        {
            LayerGroup[] layers = [.. same];
            if (layers.Length < 2)
            {
                continue;
            }

            MetricColumn? metric = MetricName.Representatives(model.Results.Metrics)
                .FirstOrDefault(candidate => Telling.Contains(MetricName.Family(candidate.Name)))
                ?? model.Primary;
            if (metric is not null && Tell(layers, metric) is RichText text)
            {
                bool many = model.Groups.Select(group => group.Dataset.Id).Distinct().Count() > 1;
                string where = many ? $", {layers[0].Dataset.Title}" : string.Empty;
                yield return new Finding("From layer to layer" + where, text, PageTitles.Leaderboard);
            }
        }
    }

    private static RichText? Tell(LayerGroup[] layers, MetricColumn metric)
    {
        (LayerGroup Layer, Contender Best)[] best =
            [.. layers.Select(layer => (layer, ranked: Contest.Rank(layer, metric))).Where(pair => pair.ranked.Count > 0)
                .Select(pair => (pair.layer, pair.ranked[0]))];
        if (best.Length < 2)
        {
            return null;
        }

        (LayerGroup first, Contender start) = best[0];
        (LayerGroup last, Contender end) = best[^1];
        bool tie = start.Score.Ties(end.Score);
        bool better = (end.Score.Mean > start.Score.Mean) == metric.HigherIsBetter;
        RichText text = new($"The best {Contest.Lower(metric)} ");
        text.Add(tie ? "stays within the seed spread from " : better ? "improves from " : "falls off from ");
        text.Add($"{Numbers.Score(start.Score.Mean)} at {first.Layer.Name} with {start.Setting.InWords} to "
            + $"{Numbers.Score(end.Score.Mean)} at {last.Layer.Name} with {end.Setting.InWords}");
        (LayerGroup, Contender)[] between = [.. best.Skip(1).SkipLast(1)];
        if (between.Length > 0)
        {
            text.Add(", by way of " + Numbers.List(
                [.. between.Select(pair => $"{Numbers.Score(pair.Item2.Score.Mean)} at {pair.Item1.Layer.Name}")]));
        }

        return text.Add(better && !tie ? ": the model gathers what belongs together." : ".");
    }
}
