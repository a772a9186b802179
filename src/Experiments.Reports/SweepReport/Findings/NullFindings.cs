using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Findings on the distance of the best pictures from what chance would draw.</summary>
internal static class NullFindings
{
    private const int MostNamed = 3;

    public static IEnumerable<Finding> Build(ReportModel model)
    {
        (LayerGroup Group, NullComparison Baseline)[] known =
        [
            .. model.LastLayers.Select(group => (group, Baseline: NullComparison.Of(model, group)))
                .Where(pair => pair.Baseline is not null).Select(pair => (pair.group, pair.Baseline!)),
        ];
        if (known.Length == 0)
        {
            yield break;
        }

        (LayerGroup told, NullComparison baseline) = known.FirstOrDefault(pair => model.Focus.Contains(pair.Group), known[^1]);
        if (Tell(model, baseline) is { } text)
        {
            (LayerGroup Group, int Count)[] others = [.. known.Where(pair => pair.Group != told)
                .Select(pair => (pair.Group, pair.Baseline.Rows.Count(row => row.IsChance))).Where(pair => pair.Item2 > 0)];
            yield return new Finding(
                known.Length == 1 ? "More than chance" : $"More than chance, {told.Name}",
                others.Length == 0 ? text : text.Add($" Scores of chance also on "
                    + $"{Numbers.List([.. others.Take(MostNamed).Select(pair => $"{pair.Group.Name} ({Numbers.Count(pair.Count)})")])}"
                    + $"{(others.Length > MostNamed ? $" and {Numbers.Of(others.Length - MostNamed, "more layer")}" : string.Empty)}."),
                PageTitles.NullBaseline, told.Name);
        }
    }

    private static RichText? Tell(ReportModel model, NullComparison baseline)
    {
        HashSet<string> told = [.. MetricName.Representatives(model.Results.Metrics).Select(metric => metric.Name)];
        NullRow[] rows = [.. baseline.Rows.Where(row => told.Contains(row.Metric.Name) && row.Share(row.Ranked[0].Score.Mean) is not null)];
        NullRow[] chance = [.. baseline.Rows.Where(row => row.IsChance)];
        if (rows.Length == 0 && chance.Length == 0)
        {
            return null;
        }

        RichText text = new();
        if (rows.Length > 0)
        {
            text.Add("From a random layout to a perfect picture, the best reducers go ").Add(Numbers.List([.. rows.Select(Way)])).Add(" of the way.");
        }

        return chance.Length > 0
            ? text.Add($" No better than chance: "
            + $"{Numbers.List([.. chance.Select(row => $"{row.Ranked[0].Setting.InWords} on {Contest.Lower(row.Metric)}")])}.")
            : text;
    }

    private static string Way(NullRow row) =>
        $"{Numbers.Percent(row.Share(row.Ranked[0].Score.Mean), 0)} on {Contest.Lower(row.Metric)} ({row.Ranked[0].Setting.ReducerTitle})";
}
