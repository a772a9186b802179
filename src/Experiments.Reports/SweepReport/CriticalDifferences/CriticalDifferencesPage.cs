using Experiments.Reports.Statistics;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.CriticalDifferences;

/// <summary>Reducers over several datasets: mean ranks, critical differences, pairs, and a table of ranks by metric.</summary>
internal static class CriticalDifferencesPage
{
    private const int MostPairs = 28;

    public static ReportPage Page { get; } = new(
        PageTitles.CriticalDifferences, "reducers over datasets: which differ by more than chance", model => model.Comparisons.Count > 0, Compose);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (BlockComparison comparison in model.Comparisons)
        {
            if (comparison.Friedman(comparison.Metric) is not { } friedman)
            {
                continue;
            }

            composer.StartSection(Page.Title, comparison.Name);
            composer.Paragraph(Blocks(comparison));
            if (comparison.CanTest)
            {
                NemenyiTest nemenyi = new(friedman.MeanRanks, friedman.Blocks);
                CriticalDifferenceFigure figure = new(comparison.Contestants, nemenyi);
                composer.Figure(figure.Height, Caption(comparison, friedman, nemenyi), figure.Draw);
                ComposePairs(comparison, friedman, nemenyi, composer);
            }
            else
            {
                composer.Paragraph(BlockFindings.TooFew(comparison));
            }

            ComposeRanks(model, comparison, composer);
        }
    }

    private static RichText Blocks(BlockComparison comparison)
    {
        RichText text = new($"Blocks: {Numbers.List(comparison.Blocks)}. A dataset is one block; its repeats, sizes and splits are averaged. "
            + "Layers of one network see the same samples through the same weights and are no independent blocks: this page is about one layer. ");
        return BlockFindings.Nouns(comparison) == "settings" ? text
            : text.Add("Each reducer stands with one setting on all blocks, that of its best mean rank; choosing it on the same blocks favours "
            + "reducers of many settings.");
    }

    private static RichText Caption(BlockComparison comparison, FriedmanTest friedman, NemenyiTest nemenyi)
    {
        string Test(TestStatistic statistic) => $"{Numbers.Decimal(statistic.Value, 2)}, {Numbers.Probability(statistic.PValue)}";
        RichText text = new RichText().Bold($"{MetricName.Long(comparison.Metric)}, {Numbers.Count(friedman.Blocks)} blocks. ");
        text.Add("Mean ranks, 1 the best; a bar joins what does not differ by Nemenyi\u2019s test at 5\u00A0% "
            + $"(critical difference {Numbers.Decimal(nemenyi.CriticalDifference, 2)} = {Numbers.Score(nemenyi.CriticalValue)} standard errors; "
            + $"Dem\u0161ar 2006). ");
        text.Add($"Friedman\u2019s \u03C7\u00B2 of {Numbers.Count(friedman.Treatments - 1)} degrees of freedom: without tie correction "
            + $"{Test(friedman.Uncorrected)}; with it {Test(friedman.TieCorrected)}; Iman and Davenport\u2019s F of the former "
            + $"{FText(friedman)}. ");
        return friedman.Blocks > 10 && friedman.Treatments > 5 ? text
            : text.Add("These probabilities are approximations made for more than 10 blocks and 5 treatments; take them as rough.");
    }

    private static string FText(FriedmanTest friedman) => double.IsPositiveInfinity(friedman.ImanDavenport.Value)
        ? "unbounded, as all blocks rank alike"
        : $"{Numbers.Decimal(friedman.ImanDavenport.Value, 2)}, {Numbers.Probability(friedman.ImanDavenport.PValue)}";

    private static void ComposePairs(BlockComparison comparison, FriedmanTest friedman, NemenyiTest nemenyi, PageComposer composer)
    {
        IReadOnlyList<BlockPair> pairs = comparison.Pairs(friedman);
        IEnumerable<TableRow> rows = pairs.Take(MostPairs).Select((pair, i) => new TableRow(
        [
            comparison.Contestants[pair.First].Label, comparison.Contestants[pair.Second].Label,
            pair.Difference is { } lead
                ? new TableCell($"{Signed.Score(lead.Mean)}", $"{Signed.Score(lead.Low)} to {Signed.Score(lead.High)}")
                : Numbers.Missing,
            Numbers.Decimal(pair.SignedRank.RankBiserial, 2), Numbers.Decimal(pair.SignedRank.Statistic, 1),
            Numbers.Chance(pair.SignedRank.PValue), Marked(pair.Adjusted), Marked(nemenyi.PValue(pair.First, pair.Second)),
        ], RuleAbove: i > 0));
        string more = pairs.Count > MostPairs ? $" The {Numbers.Count(pairs.Count - MostPairs)} least clear pairs are left out." : string.Empty;
        int blocks = comparison.Blocks.Count;
        string limit = $" With {Numbers.Count(blocks)} blocks the smallest p of a pair is {Numbers.Score(SignedRankTest.SmallestPValue(blocks))}, "
            + $"{Numbers.Score(Math.Min(1, pairs.Count * SignedRankTest.SmallestPValue(blocks)))} for the first of {Numbers.Count(pairs.Count)} by "
            + $"Holm.";
        composer.Table(
            new Table(
                [new("Better", Wraps: true), new("than", Wraps: true), new("Mean lead", Align.Right), new("r", Align.Right), new("W", Align.Right),
                    new("p", Align.Right, "Wilcoxon"), new("Holm", Align.Right, "Wilcoxon"), new("p", Align.Right, "Nemenyi")],
                [.. rows]),
            new RichText().Bold("Every two of them, block by block. ")
                .Add("Ordered by mean rank within a pair; the words hold only where a p is below 0.05 (bold). "
                + "Mean lead over blocks with its 95\u00A0% interval by Student\u2019s t; r the matched-pairs rank-biserial correlation; W the "
                + "smaller rank sum, zero leads dropped (Wilcoxon), its p exact, with ties too." + limit + more));
    }

    private static RichText Marked(double probability) =>
        probability < Standing.Significance ? new RichText().Bold(Numbers.Chance(probability)) : Numbers.Chance(probability);

    private static void ComposeRanks(ReportModel model, BlockComparison comparison, PageComposer composer)
    {
        IReadOnlyList<MetricColumn> all = MetricName.Representatives(model.Results.Metrics);
        (MetricColumn Metric, FriedmanTest Test)[] metrics =
        [
            .. all.Select(metric => (metric, test: comparison.Friedman(metric)))
                .Where(pair => pair.test is not null).Select(pair => (pair.metric, pair.test!)),
        ];
        if (metrics.Length == 0)
        {
            return;
        }

        IEnumerable<TableRow> rows = metrics.Select((one, i) =>
        {
            double best = one.Test.MeanRanks.Min();
            List<TableCell> cells = [MetricName.Long(one.Metric), Numbers.Count(one.Test.Blocks)];
            cells.AddRange(one.Test.MeanRanks.Select(rank =>
                (TableCell)(rank.Equals(best) ? new RichText().Bold(Numbers.Decimal(rank, 2)) : Numbers.Decimal(rank, 2))));
            if (comparison.CanTest)
            {
                cells.Add(Numbers.Decimal(one.Test.TieCorrected.Value, 2));
                cells.Add(Numbers.Chance(one.Test.TieCorrected.PValue));
                cells.Add(Numbers.Decimal(new NemenyiTest(one.Test.MeanRanks, one.Test.Blocks).CriticalDifference, 2));
            }

            return new TableRow(cells, RuleAbove: i > 0);
        });
        List<TableColumn> columns = [new("Metric", Wraps: true), new("Blocks", Align.Right)];
        columns.AddRange(comparison.Contestants.Select(one => new TableColumn(one.Label, Align.Right)));
        if (comparison.CanTest)
        {
            columns.AddRange([new("\u03C7\u00B2", Align.Right, "Friedman"), new("p", Align.Right, "Friedman"), new("CD", Align.Right)]);
        }

        composer.Table(new Table(columns, [.. rows]) { Gap = 6 }, new RichText().Bold("Mean ranks by metric. ")
            .Add($"The same {BlockFindings.Nouns(comparison)}, 1 the best, bold the best of a "
            + $"row{(comparison.CanTest ? "; \u03C7\u00B2 corrected for ties" : string.Empty)}. "
                + "Several metrics are several questions: their p-values are not adjusted for each other."
                + (metrics.Length < all.Count
                    ? " Left out are scores that some block lacks, or that would judge by its classes a reducer that was fitted to them."
                    : string.Empty)));
    }
}
