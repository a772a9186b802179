using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>
/// Findings on who comes first: at keeping neighbourhoods, told of all layers; at parting classes, told of the last layer of each dataset and
/// model. What holds for several layers is said once.
/// </summary>
internal static class ContestFindings
{
    private const int MostNamed = 3;
    private static readonly string[] Classes = [MetricName.Silhouette, MetricName.NeighborhoodHit];

    public static IEnumerable<Finding> Build(ReportModel model)
    {
        if (model.Primary is { } primary)
        {
            foreach (Finding finding in Tell(model, "Keeping neighbourhoods", primary, model.Groups))
            {
                yield return finding;
            }
        }

        foreach (MetricColumn metric in MetricName.Representatives(model.Results.Metrics)
            .Where(metric => metric != model.Primary && Classes.Contains(MetricName.Family(metric.Name))))
        {
            string heading = MetricName.Family(metric.Name) == MetricName.Silhouette ? "Separating classes" : "Neighbours of one class";
            foreach (Finding finding in Tell(model, heading, metric, [.. model.LastLayers]))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Tell(ReportModel model, string heading, MetricColumn metric, IReadOnlyList<LayerGroup> groups)
    {
        (LayerGroup Group, IReadOnlyList<Contender> Ranked)[] contests =
            [.. groups.Select(group => (group, Contest.Rank(group, metric))).Where(contest => contest.Item2.Count > 0)];
        if (contests.Length == 0)
        {
            yield break;
        }

        (LayerGroup told, IReadOnlyList<Contender> ranked) = contests.FirstOrDefault(contest => model.Focus.Contains(contest.Group), contests[^1]);
        RichText text = contests.Length == 1 ? new RichText()
            : new RichText().Add(Winners(ScoreMatrix.Noun(model), contests, metric)).Add($" On {told.Name}, ");
        text.Add(Contest.Tell(ranked, metric)).Add(LeftOut(told, metric));
        yield return new Finding(heading, text, PageTitles.Leaderboard, told.Name);
    }

    /// <summary>"On trustworthiness at k = 15, t-SNE comes first on 3 of 4 layers (input, conv1 and pool2), clear of the next on 2; …".</summary>
    private static RichText Winners(
        string noun, (LayerGroup Group, IReadOnlyList<Contender> Ranked)[] contests, MetricColumn metric)
    {
        RichText text = new($"On {Contest.Lower(metric)}, ");
        bool isFirst = true;
        foreach (IGrouping<string, (LayerGroup Group, IReadOnlyList<Contender> Ranked)> won in contests
            .GroupBy(contest => contest.Ranked[0].Setting.ReducerTitle).OrderByDescending(won => won.Count()))
        {
            int clear = won.Count(contest => contest.Ranked.Count > 1 && !Contest.Standings(contest.Ranked)[0].IsTie);
            string[] names = [.. won.Select(contest => contest.Group.Name)];
            string where = names.Length > MostNamed
                ? $"{string.Join(", ", names.Take(MostNamed))} and {Numbers.Count(names.Length - MostNamed)} more" : Numbers.List(names);
            text.Add(isFirst ? string.Empty : "; ").Bold(won.Key).Add(won.Count() == contests.Length
                ? $" comes first on {(contests.Length == 2 ? "both" : $"all {Numbers.Count(contests.Length)}")} {noun}s"
                : $" comes first on {Numbers.Count(won.Count())} of {Numbers.Of(contests.Length, noun)} ({where})");
            text.Add(clear == won.Count() ? string.Empty : $", clear of the next on {(clear == 0 ? "none" : Numbers.Count(clear))}");
            isFirst = false;
        }

        return text.Add(".");
    }

    /// <summary>Tells of a reducer that was fitted to the labels: it does not compete by them, and its score is told apart.</summary>
    private static string LeftOut(LayerGroup group, MetricColumn metric)
    {
        string[] scores =
        [
            .. group.Settings.Where(setting => !setting.Competes(metric))
                .Select(setting => (setting.InWords, Score: setting.Score(metric.Name))).Where(pair => pair.Score is not null)
                .Select(pair => $"{pair.InWords} at {ScoreText.InLine(pair.Score!)}"),
        ];
        return scores.Length == 0 ? string.Empty
            : $" Not compared, because the score judges by the labels that {(scores.Length == 1 ? "it was" : "they were")} fitted to: "
            + $"{Numbers.List(scores)}.";
    }
}
