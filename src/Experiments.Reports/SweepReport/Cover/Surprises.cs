using Experiments.Reduction;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Cover;

/// <summary>
/// What a reader would not expect: failures, scores of chance, a straight projection that holds its own, an order that turns
/// around.
/// </summary>
internal static class Surprises
{
    private const int Most = 3;

    public static void Compose(ReportModel model, PageComposer composer)
    {
        RichText[] all = [.. Of(model).Take(Most)];
        if (model.Results.Metrics.Count == 0)
        {
            return;
        }

        RichText text = new();
        foreach (RichText one in all)
        {
            text.Add(text.Spans.Count > 0 ? " " : string.Empty).Add(one);
        }

        composer.SideHeaded("What surprised", all.Length > 0 ? text
            : $"Nothing out of the ordinary: {Usual(model)}.");
        composer.Y += 4;
    }

    /// <summary>What is as one would expect, as far as the folder tells.</summary>
    private static string Usual(ReportModel model) => model.LastLayers.All(group => NullComparison.Of(model, group) is not null)
        ? "every trial finished, and the best scores are above chance" : "every trial finished; what chance would score, the folder does not tell";

    private static IEnumerable<RichText> Of(ReportModel model) =>
    [
        .. Failures(model.Results), .. Projections(model), .. Chances(model), .. Turns(model), .. LayerFindings.Falls(model), .. Seeds(model),
    ];

    private static IEnumerable<RichText> Failures(SweepResults results)
    {
        int pending = results.Trials.Count(trial => trial.Status == TrialStatus.Pending);
        if (pending > 0)
        {
            yield return $"{Numbers.Count(pending)} of {Numbers.Of(results.Trials.Count, "trial")} have not run: all else is of what has.";
        }

        int failed = results.Trials.Count(trial => trial.Status == TrialStatus.Failed);
        if (failed > 0)
        {
            yield return new RichText($"{Numbers.Count(failed)} of {Numbers.Of(results.Trials.Count, "trial")} failed (").Link(
                PageTitles.Findings, PageTitles.Findings).Add(").");
        }
    }

    /// <summary>A straight projection that comes first among pictures that bend, or cannot be told from the first.</summary>
    private static IEnumerable<RichText> Projections(ReportModel model)
    {
        if (model.Primary is not { } metric || model.Focus.Count == 0
            || Contest.Rank(model.Focus[0], metric) is not [{ } first, _, ..] ranked)
        {
            yield break;
        }

        IReadOnlyList<Standing> standings = Contest.Standings(ranked);
        Contender? straight = ranked.Index().Where(one => one.Index == 0 || standings[one.Index - 1].IsTie).Select(one => one.Item)
            .FirstOrDefault(one => IsStraight(one.Setting));
        if (straight is not null && ranked.Any(one => !IsStraight(one.Setting)))
        {
            yield return new RichText($"{straight.Setting.ReducerTitle}, a straight projection, keeps the neighbourhoods of {model.Focus[0].Name} "
                + (straight == first ? "best of all." : $"as well as {first.Setting.ReducerTitle}."));
        }
    }

    private static bool IsStraight(ReducerSetting setting) =>
        setting.Trials.All(trial => trial.DrawnAxes is PictureAxes.Principal or PictureAxes.Linear);

    private static IEnumerable<RichText> Chances(ReportModel model)
    {
        HashSet<string> told = [.. MetricName.Representatives(model.Results.Metrics).Select(metric => metric.Name)];
        (LayerGroup Group, string[] Metrics)[] chance =
        [
            .. model.LastLayers.Select(group => (group, Metrics: NullComparison.Of(model, group) is { } baseline
                    ? baseline.Rows.Where(row => row.IsChance && told.Contains(row.Metric.Name))
                        .Select(row => Contest.Lower(row.Metric)).ToArray() : []))
                .Where(pair => pair.Metrics.Length > 0),
        ];
        if (chance.Length > 0)
        {
            string more = chance.Length > 1 ? $" (so on {Numbers.Of(chance.Length - 1, "more layer")})" : string.Empty;
            yield return new RichText($"On {chance[^1].Group.Name} no picture beats chance by {Numbers.List(chance[^1].Metrics)}{more}: ")
                .Link(PageTitles.NullBaseline, PageTitles.NullBaseline).Add(".");
        }
    }

    /// <summary>The dataset on which another reducer is first than over all.</summary>
    private static IEnumerable<RichText> Turns(ReportModel model)
    {
        if (model.Primary is { } metric && model.Focus is [{ } typical, { } unlike] && Contest.Rank(typical, metric) is [{ } usual, ..]
            && Contest.Rank(unlike, metric) is [{ } other, ..] && other.Setting.Reducer != usual.Setting.Reducer)
        {
            yield return $"On {unlike.Name} the order is another: {other.Setting.ReducerTitle} comes first, where "
                + $"{usual.Setting.ReducerTitle} does on {typical.Name}, which is closest to the order over all.";
        }
    }

    /// <summary>A reducer whose seeds differ by more than the reducers do.</summary>
    private static IEnumerable<RichText> Seeds(ReportModel model)
    {
        if (model.Primary is { } metric && model.Focus.Count > 0 && Contest.Rank(model.Focus[0], metric) is { Count: > 1 } ranked)
        {
            Contender widest = ranked.MaxBy(one => one.Score.Spread)!;
            if (widest.Score.Spread > Math.Abs(ranked[0].Score.Mean - ranked[^1].Score.Mean))
            {
                yield return $"The seeds move {widest.Setting.ReducerTitle} by {Numbers.Score(widest.Score.Spread)} in {Contest.Lower(metric)}, "
                    + "more than the reducers differ.";
            }
        }
    }
}
