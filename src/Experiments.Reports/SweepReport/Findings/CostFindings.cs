using Experiments.Reports.Statistics;
using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Findings on the seconds that an embedding takes with each reducer.</summary>
internal static class CostFindings
{
    private const string Stage = "embedding";

    public static IEnumerable<Finding> Build(SweepResults results)
    {
        (string Title, double Median)[] costs =
        [
            .. results.Trials.Where(trial => trial.Seconds.ContainsKey(Stage))
                .GroupBy(trial => trial.ReducerTitle, trial => trial.Seconds[Stage])
                .Select(same => (same.Key, Median.Of([.. same])!.Value)),
        ];
        if (costs.Length > 1)
        {
            string list = Numbers.List(
                [.. costs.OrderBy(cost => cost.Median).Select(cost => $"{Numbers.Duration(cost.Median)} with {cost.Title}")]);
            yield return new Finding("Time", $"The median embedding took {list}, neighbours and scores not counted.", PageTitles.Appendix);
        }
    }
}
