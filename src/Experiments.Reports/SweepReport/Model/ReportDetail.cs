using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>How much of what could be printed a report prints.</summary>
/// <param name="options">The settings of the report; pages that they name are printed in full.</param>
internal sealed class ReportDetail(ReportOptions options)
{
    private static readonly string[] Brief =
        [PageTitles.Findings, PageTitles.Overview, PageTitles.Leaderboard, PageTitles.Search, PageTitles.CriticalDifferences, PageTitles.Embeddings];

    /// <summary>Tells whether a page is printed where it has something to show.</summary>
    public bool Prints(string page) => options.Detail != "brief" || options.Pages.Count > 0 || Brief.Contains(page);

    private static readonly string[] Wide = [PageTitles.Leaderboard, PageTitles.Embeddings];

    /// <summary>How many of the layers that stand for all a page shows where it is not printed in full.</summary>
    public static int Most(string page) => Wide.Contains(page) ? int.MaxValue : 1;

    /// <summary>Tells whether a page shows everything of its kind: in a full report, and where it was asked for by its title.</summary>
    public bool IsFull(string page) => options.Detail == "full" || options.Pages.Contains(page);
}
