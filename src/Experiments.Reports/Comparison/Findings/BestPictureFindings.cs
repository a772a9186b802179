using Experiments.Reports.Comparison.Model;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Findings;

/// <summary>Whose best picture of a last layer is best.</summary>
internal static class BestPictureFindings
{
    private sealed record Entry(ComparedSweep Sweep, Contender Best);

    public static IEnumerable<Finding> Build(ComparisonModel model)
    {
        if (model.Primary is not MetricColumn metric)
        {
            yield break;
        }

        foreach (ComparedLayer layer in LastLayers(model))
        {
            Entry[] entries = [.. Entries(model, layer, metric)];
            if (entries.Length > 1)
            {
                yield return new Finding($"Best picture of {layer.Name}", Tell(entries, metric), ComparisonTitles.Leaderboard);
            }
        }
    }

    /// <summary>The last layer that is in several sweeps, of each dataset and model.</summary>
    private static IEnumerable<ComparedLayer> LastLayers(ComparisonModel model) => model.Layers
        .Where(layer => layer.Groups.Count(group => group is not null) > 1)
        .GroupBy(layer => (layer.First.Dataset.Id, layer.First.Model.Id))
        .Select(same => same.Last());

    private static IEnumerable<Entry> Entries(ComparisonModel model, ComparedLayer layer, MetricColumn metric)
    {
        IEnumerable<Entry> all = model.Sweeps
            .Where(sweep => layer.Groups[sweep.Index] is not null && layer.SameSamples[sweep.Index])
            .Select(sweep => (sweep, ranked: Contest.Rank(layer.Groups[sweep.Index]!, metric)))
            .Where(pair => pair.ranked.Count > 0)
            .Select(pair => new Entry(pair.sweep, pair.ranked[0]));
        return metric.HigherIsBetter
            ? all.OrderByDescending(entry => entry.Best.Score.Mean)
            : all.OrderBy(entry => entry.Best.Score.Mean);
    }

    private static RichText Tell(Entry[] entries, MetricColumn metric)
    {
        Entry first = entries[0];
        ILookup<bool, Entry> rest = entries.Skip(1).ToLookup(entry => first.Best.Score.Ties(entry.Best.Score));
        RichText text = new RichText($"The {(metric.HigherIsBetter ? "highest" : "lowest")} {Contest.Lower(metric)} is that of ")
            .Bold(first.Sweep.Label).Add($", {ScoreText.InLine(first.Best.Score)} with {first.Best.Setting.InWords}");
        text.Add(rest[true].Any() ? $", a tie with {Names(rest[true])}. " : ". ");
        return rest[false].Any() ? text.Add($"Behind: {Names(rest[false])}.") : text;
    }

    private static string Names(IEnumerable<Entry> entries) => Numbers.List(
        [.. entries.Select(entry => $"{entry.Sweep.Label} at {Numbers.Score(entry.Best.Score.Mean)} with {entry.Best.Setting.InWords}")]);
}
