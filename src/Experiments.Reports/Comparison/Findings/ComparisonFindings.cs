using Experiments.Reports.Comparison.Model;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Results.Choosing;

namespace Experiments.Reports.Comparison.Findings;

/// <summary>
/// Puts a comparison into words: what changed, what cannot be compared, what got better or worse by how much, and what the seeds cannot
/// tell apart. The notion of a tie is that of the sweeps' own reports (<see cref="ScoreSummary.Ties"/>).
/// </summary>
internal static class ComparisonFindings
{
    private const string Repeated = "A difference counts only when it exceeds the seed spread: the largest minus the smallest score over "
        + "the seeds of either sweep\u2019s setting, whichever is larger. Anything smaller is called a tie, and so are scores that agree to three "
        + "decimals.";

    private const string Single = "Every setting ran once: how much of any difference is chance, these sweeps cannot tell. Give them several "
        + "seeds to know. Scores that agree to three decimals are called ties.";

    /// <summary>Returns the sentence about the size that a difference has to exceed to count.</summary>
    public static string Hedge(ComparisonModel model) => model.IsRepeated ? Repeated : Single;

    public static IReadOnlyList<Finding> Build(ComparisonModel model) =>
    [
        .. ChangeFindings.Build(model),
        .. ComparabilityFindings.Build(model),
        .. DifferenceFindings.Build(model),
        .. BestPictureFindings.Build(model),
        .. AccuracyFindings.Build(model),
        .. CoverageFindings.Build(model),
    ];
}
