using Experiments.Results.Records;
using Experiments.Viewer.Head;

namespace Experiments.Viewer.Content;

/// <summary>Describes a search: what was tried in order, and what nothing else is better than in every objective.</summary>
internal static class SearchBuilder
{
    /// <summary>The head of a search.</summary>
    /// <param name="search">The search.</param>
    /// <param name="places">The places of pictures by trial.</param>
    public static SearchHead Build(SearchResult search, IReadOnlyDictionary<string, int> places) => new(
        [.. search.Objectives.Select(objective => objective.Name)],
        [.. search.Steps.Select(step => new SearchedHead(PlaceOf(step, places), step.Number + 1, step.Share < 1))],
        [.. Front(search).Select(step => PlaceOf(step, places)).OfType<int>()]);

    private static int? PlaceOf(SearchStep step, IReadOnlyDictionary<string, int> places) =>
        step.Trials.Where(places.ContainsKey).Select(id => (int?)places[id]).FirstOrDefault();

    private static IEnumerable<SearchStep> Front(SearchResult search)
    {
        SearchStep[] whole =
            [.. search.Steps.Where(step => step.Share == 1 && step.Scores.All(score => score is { } value && double.IsFinite(value)))];
        return whole.Where(step => !whole.Any(other => Beats(search, other, step)));
    }

    private static bool Beats(SearchResult search, SearchStep one, SearchStep other)
    {
        double[] leads = [.. search.Objectives.Select((objective, i) =>
            objective.HigherIsBetter ? one.Scores[i]!.Value - other.Scores[i]!.Value : other.Scores[i]!.Value - one.Scores[i]!.Value)];
        return leads.All(lead => lead >= 0) && leads.Any(lead => lead > 0);
    }
}
