using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Findings on the distance of the best pictures from what chance would draw.</summary>
internal static class NullFindings
{
    public static IEnumerable<Finding> Build(ReportModel model)
    {
        LayerGroup[] layers = [.. model.LastLayers];
        foreach (LayerGroup group in layers)
        {
            if (NullComparison.Of(model, group) is { } baseline && Tell(model, baseline) is { } text)
            {
                yield return new Finding(layers.Length == 1 ? "More than chance" : $"More than chance, {group.Name}", text, PageTitles.NullBaseline);
            }
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
