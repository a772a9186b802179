using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Search;

/// <summary>The page of a search: the settings that it tried, and the way to the best.</summary>
internal static class SearchPage
{
    private const int MostRows = 12;
    private const int MostFigures = 2;
    private const float FigureHeight = 190;

    public static ReportPage Page { get; } = new(
        PageTitles.Search, "what was tried, in which order, and the best so far", model =>
            model.Results.Search is { } search && Scored(search, 0).Any(), Compose);

    private static IEnumerable<SearchStep> Scored(SearchResult search, int objective) =>
        search.Steps.Where(step => step.Scores[objective] is not null);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        SearchResult search = model.Results.Search!;
        string[] reducers = [.. model.Results.Trials.Select(trial => trial.Reducer)];
        composer.StartSection(Page.Title, null);
        for (int objective = 0; objective < Math.Min(MostFigures, search.Objectives.Count); objective++)
        {
            int which = objective;
            if (Scored(search, which).Any())
            {
                composer.Figure(FigureHeight, Caption(search, which), (canvas, area) => new SearchFigure(search, which, reducers).Draw(canvas, area));
            }
        }

        composer.Table(Best(search), new RichText().Bold("The best settings. ").Add(
            $"{Numbers.Of(search.Steps.Count(step => step.Share == 1), "setting")} had everything"
            + (search.Steps.Count(step => step.Scores.Any(score => score is null)) is > 0 and var failed
                ? $", {Numbers.Count(failed)} had no score"
                : string.Empty)
            + $"; ordered by {Contest.Lower(search.Objectives[0])}, each score the mean over datasets, layers and seeds."));
    }

    private static RichText Caption(SearchResult search, int objective)
    {
        SearchStep[] whole = [.. Ordered(search, objective).Where(step => step.Share == 1)];
        RichText text = new RichText().Bold($"{search.Objectives[objective].Title}, {Title(search)}. ");
        if (objective > 0 || whole.Length == 0)
        {
            return text.Add("As above, by the next objective.");
        }

        SearchStep best = whole[0];
        int waves = search.Steps.Max(step => step.Wave) + 1;
        text.Add($"The best of {Numbers.Of(whole.Length, "setting")}, {Describe(best)}, was number {Numbers.Count(best.Number + 1)} of those tried: "
            + $"{Numbers.Score(best.Scores[objective])}. ");
        return text.Add(search.Resource is { } resource
            ? $"Open marks had a part of the {resource} only; the better of them were given more."
            : waves > 1
                ? $"Settings were chosen in {Numbers.Count(waves)} waves, those of one wave without knowing each other\u2019s scores; a rising "
                + $"cloud says that the search learned."
                : "Settings were chosen without looking at scores.");
    }

    private static string Title(SearchResult search) => search.Strategy switch
    {
        "tpe" => "searched by tree-structured Parzen estimators",
        "latin_hypercube" => "sampled by a Latin hypercube",
        "sobol" => "sampled by a Sobol\u2019 sequence",
        "random" => "sampled at random",
        "hyperband" => "searched by Hyperband",
        _ => "searched by successive halving",
    };

    private static IEnumerable<SearchStep> Ordered(SearchResult search, int objective) => search.Objectives[objective].HigherIsBetter
        ? Scored(search, objective).OrderByDescending(step => step.Scores[objective])
        : Scored(search, objective).OrderBy(step => step.Scores[objective]);

    private static Table Best(SearchResult search) => new(
        [new("Tried"), new("Setting", Wraps: true), .. search.Objectives.Select(objective => new TableColumn(objective.Title, Align.Right))],
        [.. Ordered(search, 0).Where(step => step.Share == 1).Take(MostRows).Select(step =>
            new TableRow([Numbers.Count(step.Number + 1), Describe(step), .. step.Scores.Select(score => Numbers.Score(score))]))]);

    private static string Describe(SearchStep step) =>
        step.Varied.Count == 0 ? step.ReducerTitle : $"{step.ReducerTitle} ({ReducerSetting.Describe(step.Varied)})";
}
