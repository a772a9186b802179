using Experiments.Reports.Statistics;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Ranking;

/// <summary>A setting that was scored on every block, with those scores.</summary>
internal sealed record Contestant(string Label, string Reducer, string Title, IReadOnlyList<double> Scores)
{
    /// <summary>The setting as a sentence has it.</summary>
    public required string InWords { get; init; }

    /// <summary>The settings of the reducer, by which it is found again on every block.</summary>
    public required Setting Parameters { get; init; }
}

/// <summary>Two contestants held against each other block by block, the one with the better mean rank first.</summary>
/// <param name="First">The place among the contestants of the better one.</param>
/// <param name="Second">The place among the contestants of the other one.</param>
/// <param name="Difference">Mean lead of the first, turned so that more is better, with its interval.</param>
/// <param name="SignedRank">Wilcoxon's test of the leads.</param>
/// <param name="Adjusted">The test's probability after Holm's adjustment for all pairs.</param>
internal sealed record BlockPair(int First, int Second, MeanInterval? Difference, SignedRankTest SignedRank, double Adjusted);

/// <summary>
/// Reducers compared over datasets. A dataset is one independent block, whatever sizes, splits and repeats of it there are: its scores are averaged.
/// Layers of one network are no independent blocks: each layer has a comparison of its own.
/// </summary>
internal sealed class BlockComparison
{
    /// <summary>With fewer blocks no signed-rank test can fall below 5 %, whatever the scores.</summary>
    public const int FewestBlocks = 6;

    private const int MostContestants = 12;
    private readonly Dictionary<(string Block, string Reducer, Setting Parameters), ReducerSetting[]> settings;

    private BlockComparison(string name, MetricColumn metric, LayerGroup[] groups)
    {
        Name = name;
        Metric = metric;
        Blocks = [.. groups.Select(group => group.Dataset.Name).Distinct()];
        settings = groups.SelectMany(group => group.Settings.Select(setting => (group.Dataset.Name, setting)))
            .GroupBy(pair => (pair.Name, pair.setting.Reducer, pair.setting.Parameters), pair => pair.setting)
            .ToDictionary(same => same.Key, same => same.ToArray());
        Contestants = Choose();
    }

    /// <summary>The layer that is compared: "penultimate of cnn".</summary>
    public string Name { get; }

    public MetricColumn Metric { get; }

    /// <summary>Names of the datasets.</summary>
    public IReadOnlyList<string> Blocks { get; }

    /// <summary>Each reducer with one setting, that of the best mean rank over all blocks; of a single reducer its settings.</summary>
    public IReadOnlyList<Contestant> Contestants { get; }

    public bool CanTest => Blocks.Count >= FewestBlocks;

    /// <summary>One comparison a layer that several datasets share.</summary>
    public static IReadOnlyList<BlockComparison> Of(IReadOnlyList<LayerGroup> groups, MetricColumn? metric)
    {
        ModelNames names = new(groups.Select(group => group.Model));
        return metric is null ? [] :
        [
            .. groups.GroupBy(group => (group.Layer.Name, group.Layer.Pooling, ModelKey.Of(group.Model)))
                .Where(same => same.Select(group => group.Dataset.Name).Distinct().Count() > 1)
                .Select(same => new BlockComparison(Title(same.First(), names), metric, [.. same]))
                .Where(comparison => comparison.Contestants.Count > 1 && comparison.Friedman(metric) is not null),
        ];
    }

    /// <summary>
    /// Friedman's test on a metric, over the blocks where all contestants have a score; null where fewer than two have, or the metric would compare
    /// by classes what was fitted to them.
    /// </summary>
    public FriedmanTest? Friedman(MetricColumn metric)
    {
        if (Contestants.Any(one => Blocks.SelectMany(block => Of(block, one.Reducer, one.Parameters)).Any(setting => !setting.Competes(metric))))
        {
            return null;
        }

        double[][] rows = [.. Blocks
            .Select(block => Contestants.Select(one => Score(block, one.Reducer, one.Parameters, metric)).OfType<double>().ToArray())
            .Where(row => row.Length == Contestants.Count)];
        return rows.Length < 2
            ? null
            : FriedmanTest.Of([.. rows.Select(row => Array.ConvertAll(row, value => metric.HigherIsBetter ? -value : value))]);
    }

    /// <summary>Every two contestants, the clearest pairs first.</summary>
    public IReadOnlyList<BlockPair> Pairs(FriedmanTest friedman)
    {
        int[] order = [.. Enumerable.Range(0, Contestants.Count).OrderBy(i => friedman.MeanRanks[i])];
        (int First, int Second)[] pairs = [.. order.SelectMany((first, place) => order.Skip(place + 1).Select(second => (first, second)))];
        double[][] leads = [.. pairs.Select(pair => Contestants[pair.First].Scores
            .Zip(Contestants[pair.Second].Scores, (a, b) => Metric.HigherIsBetter ? a - b : b - a).ToArray())];
        SignedRankTest[] tests = [.. leads.Select(SignedRankTest.Of)];
        double[] adjusted = HolmAdjustment.Of([.. tests.Select(test => test.PValue)]);
        return [.. pairs.Select((pair, i) => new BlockPair(pair.First, pair.Second, MeanInterval.Of(leads[i]), tests[i], adjusted[i]))
            .OrderBy(pair => pair.Adjusted)];
    }

    private static string Title(LayerGroup group, ModelNames names) =>
        $"{group.Layer.Name}{(group.Layer.Pooling is "none" or "" ? string.Empty : $" ({group.Layer.Pooling})")}"
        + (group.Model.Kind == ModelResult.NoModel && group.Layer.Dimensions.Count <= 1 ? string.Empty : $" of {names.Of(group.Model)}");

    private ReducerSetting[] Of(string block, string reducer, Setting parameters) => settings.GetValueOrDefault((block, reducer, parameters), []);

    private double? Score(string block, string reducer, Setting parameters, MetricColumn metric)
    {
        double[] means = [.. Of(block, reducer, parameters).Select(setting => setting.Score(metric.Name)?.Mean).OfType<double>()];
        return means.Length == 0 ? null : means.Average();
    }

    private Contestant[] Choose()
    {
        Contestant[] all =
        [
            .. settings.Values.Select(same => same[0]).DistinctBy(setting => (setting.Reducer, setting.Parameters))
                .Select(setting => new Contestant(setting.Label, setting.Reducer, setting.ReducerTitle,
                    [.. Blocks.Select(block => Score(block, setting.Reducer, setting.Parameters, Metric)).OfType<double>()])
                {
                    InWords = setting.InWords,
                    Parameters = setting.Parameters,
                })
                .Where(one => one.Scores.Count == Blocks.Count),
        ];
        if (all.Length < 2 || all.Select(one => one.Reducer).Distinct().Count() == 1)
        {
            return all.Length <= MostContestants ? all : [];
        }

        double[][] ranks = [.. Blocks.Select((_, block) =>
            Ranks.Of([.. all.Select(one => Metric.HigherIsBetter ? -one.Scores[block] : one.Scores[block])]))];
        return [.. all.Index().GroupBy(one => one.Item.Reducer).Select(same => same.MinBy(one => ranks.Average(row => row[one.Index])).Item)
            .Take(MostContestants)];
    }
}
