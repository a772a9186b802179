using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using MathNet.Numerics.Statistics;

namespace Experiments.Reports.SweepReport.Search;

/// <summary>What became of the settings that a search tried.</summary>
internal sealed class SearchOutcome
{
    private const int FewestForTrend = 8;

    public SearchOutcome(SearchResult search)
    {
        Search = search;
        Ranked = search.Ranked(0);
        SearchStep[] last = [.. search.Steps.GroupBy(step => (step.Reducer, new Setting(step.Varied)))
            .Select(same => same.MaxBy(step => step.Share)!)];
        Tried = last.Length;
        Failed = [.. last.Where(step => step.Scores[0] is null)];
        Pruned = [.. last.Where(step => step.Share < 1 && step.Scores[0] is not null).OrderByDescending(step => step.Share)
            .ThenByDescending(step => search.Objectives[0].HigherIsBetter ? step.Scores[0] : -step.Scores[0])];
        Front = search.Objectives.Count > 1 ? Best() : [];
    }

    public SearchResult Search { get; }

    /// <summary>The number of different settings that were tried.</summary>
    public int Tried { get; }

    /// <summary>Settings that had everything and have a score, the best first.</summary>
    public IReadOnlyList<SearchStep> Ranked { get; }

    /// <summary>Settings that had a part of the samples, seeds or epochs and were given no more; those that had most first.</summary>
    public IReadOnlyList<SearchStep> Pruned { get; }

    /// <summary>Settings without a score.</summary>
    public IReadOnlyList<SearchStep> Failed { get; }

    /// <summary>Finished settings that no other equals or beats in the first two objectives; empty for a search with one.</summary>
    public IReadOnlyList<SearchStep> Front { get; }

    /// <summary>The steps of each reducer of which settings were searched, as far as they have a score.</summary>
    public IEnumerable<SearchStep[]> Reducers => Search.Steps.Where(step => step.Scores[0] is not null)
        .GroupBy(step => step.Reducer).Select(same => same.ToArray()).Where(steps => SearchedAxis.Of(Search, steps).Count > 0);

    /// <summary>
    /// The two settings of a reducer that matter most, the best setting's reducer if it has two: by the forest's importance where it is known, else
    /// by their rank correlation with the score; null where no reducer has two numbers and enough settings.
    /// </summary>
    public PairFigure? LeadingPair(ReportModel model)
    {
        foreach (IGrouping<string, SearchStep> same in Ranked.GroupBy(step => step.Reducer)
            .OrderByDescending(same => same.Key == Ranked[0].Reducer).ThenByDescending(same => same.Count()))
        {
            SearchStep[] steps = [.. same];
            SearchedAxis[] axes = [.. SearchedAxis.Of(Search, steps).Where(axis => axis.IsNumeric)];
            if (axes.Length < 2 || steps.Length < FewestForTrend)
            {
                continue;
            }

            SettingStudy? study = model.Studies.FirstOrDefault(study => study.Id == same.Key && study.Forest is not null);
            double Weight(SearchedAxis axis) => study?.Forest!.Importances.FirstOrDefault(one => one.Name == axis.Name)?.Drop
                ?? Strength(Correlation.Spearman(steps.Select(axis.Place), steps.Select(step => step.Scores[0]!.Value)));
            SearchedAxis[] leading = [.. axes.OrderByDescending(Weight).Take(2)];
            return new PairFigure(Search, steps, leading[0], leading[1]) { IsByForest = study is not null, Among = axes.Length };
        }

        return null;
    }

    /// <summary>The strength of a correlation, which is not defined where one side does not vary.</summary>
    private static double Strength(double correlation) => double.IsNaN(correlation) ? 0 : Math.Abs(correlation);

    private IReadOnlyList<SearchStep> Best()
    {
        double Merit(SearchStep step, int objective) => Search.Objectives[objective].HigherIsBetter
            ? step.Scores[objective]!.Value : -step.Scores[objective]!.Value;
        return [.. Undominated.Of(Ranked.Where(step => step.Scores[1] is not null), step => Merit(step, 0), step => Merit(step, 1))
            .OrderBy(step => step.Scores[0])];
    }
}
