using Experiments.Reports.Statistics;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Cover;

/// <summary>The picture to use for a purpose, with its score and how sure one can be of it.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Use">The reducer with its settings.</param>
/// <param name="Reducer">The kind of the reducer.</param>
/// <param name="Label">The label of the setting by which its picture is found; null where it stands for several layers.</param>
/// <param name="Metric">The name of the metric as a sentence has it, and its question.</param>
/// <param name="Score">The score.</param>
/// <param name="Sure">How sure the choice is.</param>
internal sealed record Answer(
    Purpose Purpose, string Use, string Reducer, string? Label, (string Name, string? Question) Metric, string Score, string Sure)
{
    /// <summary>An answer for each purpose that the sweep's scores judge by: over datasets where several were compared, else on one layer.</summary>
    public static IReadOnlyList<Answer> Of(ReportModel model)
    {
        BlockComparison? blocks = model.Comparisons.Count > 0 ? model.Comparisons[^1] : null;
        return [.. Purpose.All.Select(purpose => Of(model, purpose, blocks)).OfType<Answer>()];
    }

    private static Answer? Of(ReportModel model, Purpose purpose, BlockComparison? blocks)
    {
        if (purpose.Metric(model.Results, model.Primary) is not { } metric)
        {
            return purpose.Families.Contains(Purpose.Shepard) && model.Focus.Count > 0
                ? OfPairs(model, purpose, blocks is null ? [model.Focus[0]] : [.. model.LastLayers]) : null;
        }

        (string, string?) name = (Contest.Lower(metric), Purpose.Question(metric.Name));
        if (blocks?.Friedman(metric) is { } friedman)
        {
            return OverBlocks(purpose, blocks, friedman, name);
        }

        LayerGroup? group = model.Focus.Count > 0 ? model.Focus[0] : model.Groups.Count > 0 ? model.Groups[^1] : null;
        return group is not null && Contest.Rank(group, metric) is [{ } first, ..] ranked
            ? new Answer(purpose, first.Setting.InWords, first.Setting.Reducer, first.Setting.Label, name,
                Numbers.Score(first.Score.Mean), Certainty(group, metric, ranked))
            : null;
    }

    private static Answer OverBlocks(Purpose purpose, BlockComparison blocks, FriedmanTest friedman, (string, string?) name)
    {
        int best = Enumerable.Range(0, blocks.Contestants.Count).MinBy(i => friedman.MeanRanks[i]);
        string rank = $"mean rank {Numbers.Decimal(friedman.MeanRanks[best], 1)} of {Numbers.Count(friedman.Treatments)}";
        Contestant first = blocks.Contestants[best];
        return new Answer(purpose, first.InWords, first.Reducer, null, name, rank, Certainty(blocks, friedman, best));
    }

    /// <summary>
    /// Spearman's correlation of distances in layers and in each reducer's picture, of the pairs that the sweep keeps; mean over
    /// layers.
    /// </summary>
    private static Answer? OfPairs(ReportModel model, Purpose purpose, IReadOnlyList<LayerGroup> groups)
    {
        PictureQualities[] judged = [.. groups.Select(group => PictureQualities.Of(model, group)).OfType<PictureQualities>()];
        (ReducerSetting Setting, double Order)[] order =
        [
            .. judged.SelectMany(qualities => qualities.Pictures).GroupBy(one => one.Picture.Setting.Reducer)
                .Where(same => same.Count() == judged.Length)
                .Select(same => (same.First().Picture.Setting, Order: same.Average(one => one.DistanceOrder)))
                .Where(pair => double.IsFinite(pair.Order)).OrderByDescending(pair => pair.Order),
        ];
        if (order.Length == 0)
        {
            return null;
        }

        (ReducerSetting first, double best) = order[0];
        string next = order.Length > 1 ? $"; next {order[1].Setting.ReducerTitle} at {Numbers.Score(order[1].Order)}" : string.Empty;
        return new Answer(
            purpose, judged.Length > 1 ? first.ReducerTitle : first.InWords, first.Reducer, judged.Length > 1 ? null : first.Label,
            ("Spearman\u2019s correlation of distances", Purpose.Question(Purpose.Shepard)), Numbers.Score(best),
            judged.Length > 1 ? $"mean over {Numbers.Of(judged.Length, ScoreMatrix.Noun(model))}{next}" : $"judged by one picture of each{next}");
    }

    private static string Certainty(LayerGroup group, MetricColumn metric, IReadOnlyList<Contender> ranked)
    {
        if (ranked.Count == 1)
        {
            return AmongSettings(group, metric, ranked[0]);
        }

        (Contender Other, Standing Standing)[] others = [.. ranked.Skip(1).Zip(Contest.Standings(ranked))];
        string[] alike = [.. others.Where(pair => pair.Standing.IsTie).Select(pair => pair.Other.Setting.ReducerTitle)];
        string[] behind = [.. others.Where(pair => !pair.Standing.IsTie).Select(pair => pair.Other.Setting.ReducerTitle)];
        bool once = ranked.All(one => one.Score.Values.Count == 1);
        string than = behind.Length == others.Length && others.Length > 2 ? "all others" : Numbers.List(behind);
        string ahead = once ? $"ahead of {than} in one run: how much is chance, more seeds would tell"
            : others.Any(pair => pair.Standing is { IsTie: false, PValue: not null }) ? $"better than {than} over seeds, by test"
            : $"ahead of {than} by more than the seeds differ";
        return alike.Length == 0 ? ahead
            : behind.Length == 0 ? "cannot be told from any other"
            : $"cannot be told from {Numbers.List(alike)}; {ahead}";
    }

    /// <summary>Of a single reducer its settings are compared: the best with the next best.</summary>
    private static string AmongSettings(LayerGroup group, MetricColumn metric, Contender first)
    {
        ScoreSummary[] scores =
        [
            .. group.Settings.Where(setting => setting != first.Setting && setting.Competes(metric)).Select(setting => setting.Score(metric.Name))
                .OfType<ScoreSummary>().OrderBy(score => metric.HigherIsBetter ? -score.Mean : score.Mean),
        ];
        if (scores.Length == 0)
        {
            return "the only setting that was scored";
        }

        int tied = scores.Count(score => first.Score.Ties(score));
        string lead = Numbers.Score(Math.Abs(first.Score.Mean - scores[0].Mean));
        return $"best of {Numbers.Count(scores.Length + 1)} settings, " + (tied == 0 ? $"{lead} ahead of the next"
            : $"{Numbers.Count(tied)} of which cannot be told from it");
    }

    private static string Certainty(BlockComparison blocks, FriedmanTest friedman, int best)
    {
        string count = Numbers.Of(blocks.Blocks.Count, "dataset");
        if (!blocks.CanTest)
        {
            return $"{count} are too few to test";
        }

        if (friedman.TieCorrected.PValue >= Standing.Significance)
        {
            return $"over {count} no difference is more than chance";
        }

        NemenyiTest test = new(friedman.MeanRanks, friedman.Blocks);
        ILookup<bool, string> others = Enumerable.Range(0, blocks.Contestants.Count).Where(i => i != best)
            .OrderBy(i => friedman.MeanRanks[i]).ToLookup(i => test.PValue(best, i) < Standing.Significance, i => blocks.Contestants[i].Title);
        string behind = others.Contains(true) ? $"better than {Numbers.List([.. others[true]])} over {count}, by test" : string.Empty;
        return !others.Contains(false) ? behind
            : $"cannot be told from {Numbers.List([.. others[false]])}{(behind.Length > 0 ? "; " : $" over {count}")}{behind}";
    }
}
