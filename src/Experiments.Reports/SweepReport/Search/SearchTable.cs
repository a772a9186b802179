using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Search;

/// <summary>
/// The table of the settings that a search tried: the finished ones, the best first, then those that were pruned, then those that failed.
/// </summary>
internal static class SearchTable
{
    private const int MostRows = 40;

    // One more than elsewhere: the settings that a search ends with are close.
    private const int Decimals = 4;

    public static void Compose(SearchOutcome outcome, PageComposer composer)
    {
        SearchStep[] all = [.. outcome.Ranked, .. outcome.Pruned, .. outcome.Failed];
        SearchResult search = outcome.Search;
        bool isPartial = search.Resource is not null;
        composer.Table(
            new Table(
                [
                    new("Tried"), new("Setting", Wraps: true), .. isPartial ? [new($"Share of {search.Resource}", Align.Right)] : (TableColumn[])[],
                    .. search.Objectives.Select(objective => new TableColumn(objective.Title, Align.Right)),
                ],
                [.. all.Take(MostRows).Select(step => new TableRow(
                [
                    Numbers.Count(step.Number + 1), Named(step, outcome.Front.Contains(step)),
                    .. isPartial ? [Numbers.Percent(step.Share, 0)] : (TableCell[])[],
                    .. step.Scores.Select(score => (TableCell)Numbers.Decimal(score, Decimals)),
                ]))]),
            Caption(outcome, all.Length));
    }

    private static TableCell Named(SearchStep step, bool isOnFront) =>
        isOnFront ? new RichText().Bold(SearchText.Describe(step)) : SearchText.Describe(step);

    private static RichText Caption(SearchOutcome outcome, int all)
    {
        SearchResult search = outcome.Search;
        RichText text = new RichText().Bold(all > MostRows
            ? $"The best {Numbers.Count(MostRows)} of {Numbers.Of(all, "setting")}; the others are in "
            + $"{(search.Resource is null ? "results.csv" : "results.json")}. "
            : $"All {Numbers.Of(all, "setting")} that were tried. ");
        text.Add($"Ordered by {Contest.Lower(search.Objectives[0])}, each score the mean over datasets, layers and seeds. ");
        text.Add(outcome.Pruned.Count > 0 ? "Pruned settings follow, with the scores of the part that they had. " : string.Empty);
        text.Add(outcome.Failed.Count > 0 ? "Settings without a score stand last. " : string.Empty);
        return outcome.Front.Count > 0 ? text.Add("Bold settings are on the front.") : text;
    }
}
