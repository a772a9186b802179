using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Search;

/// <summary>The page of a search: what it tried, the way to the best, and the score over each setting and over the two that matter most.</summary>
internal static class SearchPage
{
    private const int MostObjectives = 2;
    private const float HistoryHeight = 150;
    private const float FrontHeight = 170;
    private const float PairHeight = 215;
    private static readonly ComputationKey<SearchOutcome> Outcome = new();

    public static ReportPage Page { get; } = new(
        PageTitles.Search, "what was tried, in which order, and the best so far", model =>
            model.Results.Search is { } search && search.Steps.Any(step => step.Scores[0] is not null), Compose);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        SearchOutcome outcome = model.Once(Outcome, null, () => new SearchOutcome(model.Results.Search!));
        composer.StartSection(Page.Title, null);
        composer.Paragraph(SearchText.Counts(outcome, model.Stored.HasBestSetting));
        DrawHistory(outcome, model.Reducers, composer);
        if (outcome.Front.Count > 0)
        {
            composer.Figure(FrontHeight, SearchText.Front(outcome), new FrontFigure(outcome, model.Reducers).Draw);
        }

        foreach (SearchStep[] steps in outcome.Reducers)
        {
            SliceFigure slices = new(outcome.Search, steps, model.Reducers[steps[0].Reducer]);
            composer.Figure(slices.Height, SearchText.Slices(slices), slices.Draw);
        }

        if (outcome.LeadingPair(model) is { } pair)
        {
            composer.Figure(PairHeight, SearchText.Pair(pair), pair.Draw);
        }

        SearchTable.Compose(outcome, composer);
    }

    private static void DrawHistory(SearchOutcome outcome, ReducerLooks reducers, PageComposer composer)
    {
        SearchResult search = outcome.Search;
        for (int objective = 0; objective < Math.Min(MostObjectives, search.Objectives.Count); objective++)
        {
            if (search.Steps.Any(step => step.Scores[objective] is not null))
            {
                SearchFigure history = new(search, objective, reducers) { Ringed = outcome.Front };
                composer.Figure(HistoryHeight, SearchText.History(outcome, objective), history.Draw);
            }
        }
    }
}
