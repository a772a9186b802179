using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>
/// Puts a sweep's numbers into words. A lead no larger than the seed spread (largest minus smallest score over the seeds of either
/// setting) is called a tie; with one seed it is said that no spread is known.
/// </summary>
internal static class FindingsBuilder
{
    private const string Repeated =
        "A lead counts only when it exceeds the seed spread: the largest minus the smallest score over the seeds of either "
        + "setting, whichever is larger. Anything smaller is called a tie. Scores that agree to three decimals are ties too.";

    private const string Tested =
        "One reducer is called better than another only where a paired t test over their common repeats, five at least, finds p\u00A0<\u00A00.05 "
        + "after Holm\u2019s adjustment for all comparisons of its contest; other leads are not distinguishable from noise. Where there are "
        + "fewer repeats, a lead has to exceed the seed spread, the largest minus the smallest score of either setting, and is only said to be "
        + "ahead. Scores that agree to three decimals are ties.";

    private const string Single = "Every setting ran once: how much of any lead is chance, this sweep cannot tell. Give it several seeds to know. "
        + "Scores that agree to three decimals are called ties.";

    private static readonly ComputationKey<IReadOnlyList<Finding>> Findings = new();

    /// <summary>Returns the sentence about the size that a lead has to exceed to count.</summary>
    public static string Hedge(ReportModel model) =>
        model.Primary is MetricColumn metric
        && model.Groups.SelectMany(group => group.Settings).Any(setting => setting.Score(metric.Name)?.Interval is not null) ? Tested
        : model.Groups.Any(group => group.Settings.Any(setting => setting.Done.Count() > 1)) ? Repeated : Single;

    /// <summary>Returns the findings on a sweep, which are made once.</summary>
    public static IReadOnlyList<Finding> Of(ReportModel model) => model.Once(Findings, null, () => Build(model));

    /// <summary>The answers first, then what casts doubt on them, then what they rest on.</summary>
    private static IReadOnlyList<Finding> Build(ReportModel model) =>
    [
        .. BlockFindings.Build(model),
        .. ContestFindings.Build(model),
        .. TroubleFindings.Build(model),
        .. AgreementFindings.Build(model),
        .. NullFindings.Build(model),
        .. LayerFindings.Build(model),
        .. VarianceFindings.Build(model),
        .. ModelFindings.Build(model.Results),
        .. CostFindings.Build(model.Results),
    ];
}
