using Experiments.Results.Choosing;
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

    /// <summary>Of two objectives what nothing else is better than in both; no front where they are not two, as in the printed report.</summary>
    private static IReadOnlyList<SearchStep> Front(SearchResult search)
    {
        if (search.Objectives.Count != 2)
        {
            return [];
        }

        double Merit(SearchStep step, int objective) =>
            search.Objectives[objective].HigherIsBetter ? step.Scores[objective]!.Value : -step.Scores[objective]!.Value;
        return Undominated.Of(
            search.Steps.Where(step => step.Share == 1 && step.Scores.All(score => score is { } value && double.IsFinite(value))),
            step => Merit(step, 0), step => Merit(step, 1));
    }
}
