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
        LayerPath[] all = [.. Paths(model)];
        LayerPath? told = all.FirstOrDefault(path => path.Layers.Any(layer => model.Focus.Contains(layer.Group))) ?? all.LastOrDefault();
        if (told is null)
        {
            yield break;
        }

        bool many = all.Length > 1;
        string others = many
            ? $" Of {Numbers.Of(all.Length, "model")}, {Numbers.Count(all.Count(path => path.IsBetter && !path.IsTie))} end better than they begin."
            : string.Empty;
        yield return new Finding(
            $"From layer to layer{(many ? $", {told.Layers[^1].Group.Name}" : string.Empty)}", Tell(told).Add(others), PageTitles.Layers);
    }

    /// <summary>A sentence for each model whose last layer scores worse than one before it, by more than the seeds differ.</summary>
    public static IEnumerable<RichText> Falls(ReportModel model) => Paths(model)
        .Where(path => path.Best.Group != path.Layers[^1].Group && !path.Best.First.Score.Ties(path.Layers[^1].First.Score))
        .Take(1)
        .Select(path => new RichText($"The last layer falls off: {Contest.Lower(path.Metric)} is "
            + $"{Numbers.Score(path.Layers[^1].First.Score.Mean)} at {path.Layers[^1].Group.Name} after "
            + $"{Numbers.Score(path.Best.First.Score.Mean)} at {path.Best.Group.Name}."));

    /// <summary>The best score of every layer of a model, first to last, two at least.</summary>
    private sealed record LayerPath(MetricColumn Metric, (LayerGroup Group, Contender First)[] Layers)
    {
        public bool IsTie => Layers[0].First.Score.Ties(Layers[^1].First.Score);

        public bool IsBetter => Merit(Layers[^1]) > Merit(Layers[0]);

        public (LayerGroup Group, Contender First) Best => Layers.MaxBy(Merit);

        /// <summary>Whether every layer goes on in the direction of the whole.</summary>
        public bool IsSteady => Layers.Zip(Layers.Skip(1), (a, b) => IsBetter ? Merit(b) >= Merit(a) : Merit(b) <= Merit(a)).All(goesOn => goesOn);

        private double Merit((LayerGroup Group, Contender First) layer) =>
            Metric.HigherIsBetter ? layer.First.Score.Mean : -layer.First.Score.Mean;
    }

    private static IEnumerable<LayerPath> Paths(ReportModel model)
    {
        MetricColumn? metric = MetricName.Representatives(model.Results.Metrics)
            .FirstOrDefault(candidate => Telling.Contains(MetricName.Family(candidate.Name))) ?? model.Primary;
        return metric is null ? []
            : model.AllGroups.GroupBy(group => (group.Dataset.Id, group.Model.Name))
                .Select(same => new LayerPath(metric, [.. same.Select(layer => (layer, Ranked: Contest.Rank(layer, metric)))
                    .Where(pair => pair.Ranked.Count > 0).Select(pair => (pair.layer, pair.Ranked[0]))]))
                .Where(path => path.Layers.Length > 1);
    }

    private static RichText Tell(LayerPath path)
    {
        (LayerGroup first, Contender start) = path.Layers[0];
        (LayerGroup last, Contender end) = path.Layers[^1];
        RichText text = new($"The best {Contest.Lower(path.Metric)} ");
        text.Add(path.IsTie ? "stays within the seed spread from " : path.IsBetter ? "improves from " : "falls off from ");
        text.Add($"{Numbers.Score(start.Score.Mean)} at {first.Layer.Name} with {start.Setting.InWords} to "
            + $"{Numbers.Score(end.Score.Mean)} at {last.Layer.Name} with {end.Setting.InWords}");
        (LayerGroup Group, Contender First)[] between = [.. path.Layers.Skip(1).SkipLast(1)];
        if (between.Length > 0 && path.IsSteady && !path.IsTie)
        {
            return text.Add(", by way of " + Numbers.List(
                    [.. between.Select(layer => $"{Numbers.Score(layer.First.Score.Mean)} at {layer.Group.Layer.Name}")]))
                .Add(path.IsBetter ? ": the model gathers what belongs together." : ".");
        }

        (LayerGroup best, Contender peak) = path.Best;
        return text.Add(best == first || best == last ? "."
            : $"; it is best in between, {Numbers.Score(peak.Score.Mean)} at {best.Layer.Name} with {peak.Setting.InWords}.");
    }
}
