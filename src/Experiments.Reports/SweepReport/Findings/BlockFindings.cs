using Experiments.Reports.Statistics;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Findings on the worth of reducers over several datasets, in words no stronger than the tests.</summary>
internal static class BlockFindings
{
    private const string Holm = "Wilcoxon\u2019s signed ranks with Holm\u2019s adjustment";
    private const string Nemenyi = "Nemenyi\u2019s mean ranks alone";
    private const string Noise = "noise";

    public static IEnumerable<Finding> Build(ReportModel model)
    {
        foreach (BlockComparison comparison in model.Comparisons)
        {
            if (comparison.Friedman(comparison.Metric) is { } friedman)
            {
                string heading = model.Comparisons.Count == 1 ? "Over datasets" : $"Over datasets, {comparison.Name}";
                yield return new Finding(heading, comparison.CanTest
                    ? Tell(comparison, friedman)
                    : TooFew(comparison), PageTitles.CriticalDifferences);
            }
        }
    }

    /// <summary>"3 datasets are 3 blocks: …".</summary>
    public static string TooFew(BlockComparison comparison)
    {
        int blocks = comparison.Blocks.Count;
        return $"{Numbers.Count(blocks)} datasets are {Numbers.Count(blocks)} blocks: a signed-rank test of so few cannot fall below "
            + $"p\u00A0=\u00A0{Numbers.Decimal(SignedRankTest.SmallestPValue(blocks), 2)}, however far apart the scores are. No reducer is "
            + $"called better; {Numbers.Of(BlockComparison.FewestBlocks - blocks, "more dataset")} would make 5\u00A0% possible for a single "
            + $"pair.";
    }

    private static RichText Tell(BlockComparison comparison, FriedmanTest friedman)
    {
        RichText text = new($"On {Contest.Lower(comparison.Metric)}, over {Numbers.Count(friedman.Blocks)} datasets as blocks, ");
        bool differ = friedman.TieCorrected.PValue < Standing.Significance;
        text.Add($"Friedman\u2019s test {(differ ? "finds" : "finds no")} differences between {Numbers.Count(friedman.Treatments)} "
            + $"{Nouns(comparison)} ({Numbers.Probability(friedman.TieCorrected.PValue)}, ties corrected). ");
        NemenyiTest nemenyi = new(friedman.MeanRanks, friedman.Blocks);
        ILookup<string, BlockPair> pairs = comparison.Pairs(friedman).ToLookup(pair => !differ ? Noise
            : pair.Adjusted < Standing.Significance ? Holm
            : nemenyi.PValue(pair.First, pair.Second) < Standing.Significance ? Nemenyi : Noise);
        foreach (string test in new[] { Holm, Nemenyi }.Where(pairs.Contains))
        {
            IEnumerable<string> orders = pairs[test].GroupBy(pair => pair.First).Select(same =>
                $"{Label(comparison, same.Key)} is better than {Numbers.List([.. same.Select(pair => Label(comparison, pair.Second))])}");
            text.Add($"By {test} {string.Join("; ", orders)}. ");
        }

        return !pairs.Contains(Noise) ? text
            : text.Add($"{(pairs.Count == 1 ? "No two are" : "The other pairs are not")} distinguishable from noise on these blocks.");
    }

    private static string Label(BlockComparison comparison, int contestant) => comparison.Contestants[contestant].InWords;

    /// <summary>Returns the noun for the contestants of a comparison.</summary>
    public static string Nouns(BlockComparison comparison) =>
        comparison.Contestants.Select(one => one.Reducer).Distinct().Count() > 1 ? "reducers" : "settings";
}
