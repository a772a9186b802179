using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Search;

/// <summary>The sentences of the page of a search.</summary>
internal static class SearchText
{
    /// <summary>"UMAP (n_neighbors 15, min_dist 0.1)".</summary>
    public static string Describe(SearchStep step) =>
        step.Varied.Count == 0 ? step.ReducerTitle : $"{step.ReducerTitle} ({ReducerSetting.Describe(step.Varied)})";

    /// <summary>How many settings were asked for, tried, pruned and finished, and where the best of them can be run.</summary>
    public static RichText Counts(SearchOutcome outcome, bool hasBestSetting)
    {
        SearchResult search = outcome.Search;
        RichText text = new RichText().Bold($"Asked for {Numbers.Of(search.Budget, "setting")}, {Title(search)}: ").Add(
            $"{Numbers.Count(outcome.Tried)} tried, {Numbers.Count(outcome.Pruned.Count)} pruned, {Numbers.Count(outcome.Ranked.Count)} finished"
            + $"{(outcome.Failed.Count > 0 ? $", {Numbers.Count(outcome.Failed.Count)} failed" : string.Empty)}. ");
        text.Add(search.Repeated is > 0 and int repeated
            ? $"{Numbers.Of(repeated, "proposal")} repeated an earlier setting"
                + (outcome.Tried < search.Budget ? ", and nothing new was found. " : $" and {(repeated == 1 ? "was" : "were")} drawn anew. ")
            : string.Empty);
        return hasBestSetting
            ? text.Add("The file best.yaml in the sweep\u2019s folder runs the best setting alone: sweep DIR/best.yaml.") : text;
    }

    public static RichText History(SearchOutcome outcome, int objective)
    {
        SearchResult search = outcome.Search;
        IReadOnlyList<SearchStep> whole = search.Ranked(objective);
        RichText text = new RichText().Bold($"{search.Objectives[objective].Title} of the settings, in the order tried. ");
        if (objective > 0 || whole.Count == 0)
        {
            return text.Add("As above, by the next objective.");
        }

        SearchStep best = whole[0];
        text.Add($"The best of {Numbers.Of(whole.Count, "setting")}, {Describe(best)}, was number {Numbers.Count(best.Number + 1)} of those tried: "
            + $"{Numbers.Score(best.Scores[objective])}. ");
        text.Add(outcome.Front.Count > 0 ? "Rings are settings on the front of both objectives. " : string.Empty);
        int waves = search.Steps.Max(step => step.Wave) + 1;
        return text.Add(search.Resource is { } resource
            ? $"Open marks had a part of the {resource} only; the better of them were given more."
            : waves > 1
                ? $"Settings were chosen in {Numbers.Count(waves)} waves, those of one wave without knowing each other\u2019s scores; a rising "
                + $"cloud says that the search learned."
                : "Settings were chosen without looking at scores.");
    }

    public static RichText Front(SearchOutcome outcome)
    {
        SearchResult search = outcome.Search;
        RichText text = new RichText().Bold($"{search.Objectives[0].Title} against {search.Objectives[1].Title}. ");
        text.Add($"The line is Pareto\u2019s front: {Numbers.Of(outcome.Front.Count, "setting")}, filled, that no other equals or beats in both. "
            + "Choose among them by what a step along the line gains and costs. ");
        return search.Objectives.Count > 2
            ? text.Add($"The search has {Numbers.Count(search.Objectives.Count)} objectives; the first two are drawn.") : text;
    }

    public static RichText Slices(SliceFigure slices)
    {
        RichText text = new RichText().Bold(
            $"{slices.Search.Objectives[0].Title} over {(slices.Axes.Count == 1 ? "the searched setting" : "each searched setting")} of "
            + $"{slices.Steps[0].ReducerTitle}. ");
        text.Add("A mark is a setting that was tried, whatever its other values; a search tries more where scores are good. ");
        text.Add(slices.HasTrend
            ? "The line is a local linear regression (loess, Cleveland 1979) on the nearest two thirds of the finished settings. " : string.Empty);
        text.Add(slices.HasLists ? "Of a list, bars are the means of its values. " : string.Empty);
        return slices.Steps.Any(step => step.Share < 1) ? text.Add("Open marks had a part only.") : text;
    }

    public static RichText Pair(PairFigure pair)
    {
        RichText text = new RichText().Bold($"{pair.Search.Objectives[0].Title} over {pair.Across.Name} and {pair.Up.Name} of {pair.ReducerTitle}. ");
        text.Add(pair.Among == 2 ? string.Empty : $"Of {Numbers.Count(pair.Among)} settings these two matter most, by "
            + $"{(pair.IsByForest ? "a forest\u2019s permutation importance" : "their rank correlation with the score")}. ");
        return text.Add("Dots are the finished settings, the best with a ring. Every place has the colour of the dot nearest to it, the darker the "
            + $"better; it is no prediction, and blank where no dot lies within {Numbers.Percent(PairFigure.Reach, 0)} of an axis.");
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
}
