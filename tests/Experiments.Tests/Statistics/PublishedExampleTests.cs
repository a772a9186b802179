using Experiments.Reports.Statistics;
using Experiments.Results.Choosing;

namespace Experiments.Tests.Statistics;

/// <summary>Worked examples and tables of Demšar: Statistical comparisons of classifiers over multiple data sets. JMLR 7, 2006.</summary>
public sealed class PublishedExampleTests
{
    private static readonly double[] PrintedRanks = [3.143, 2.000, 2.893, 1.964];

    [Fact]
    public void Friedman_without_tie_correction_agrees_with_the_worked_example()
    {
        FriedmanTest test = FriedmanTest.OfMeanRanks(PrintedRanks, 14);
        Assert.Equal(9.28, test.Uncorrected.Value, 0.005);
        Assert.Equal(3.69, test.ImanDavenport.Value, 0.005);
        Assert.InRange(test.ImanDavenport.PValue, 0.01, 0.05);
    }

    /// <summary>Table 5 (a): critical values of two to ten classifiers.</summary>
    [Theory]
    [InlineData(0.05, new[] { 1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164 })]
    [InlineData(0.10, new[] { 1.645, 2.052, 2.291, 2.459, 2.589, 2.693, 2.780, 2.855, 2.920 })]
    public void Nemenyi_critical_values_agree_with_the_table(double significance, double[] printed)
    {
        for (int i = 0; i < printed.Length; i++)
        {
            NemenyiTest test = new(new double[i + 2], 14, significance);
            Assert.Equal(printed[i], test.CriticalValue, 0.0011);
        }
    }

    [Fact]
    public void Nemenyi_tells_no_two_of_the_example_apart_at_5_percent()
    {
        NemenyiTest test = new(PrintedRanks, 14);
        Assert.Equal(1.25, test.CriticalDifference, 0.005);
        Assert.Equal([(0, 3)], test.Cliques([3, 1, 2, 0]));

        // The paper finds at 10 percent that C4.5 (0) differs from C4.5+m (1) and C4.5+m+cf (3).
        NemenyiTest looser = new(PrintedRanks, 14, 0.10);
        Assert.Equal(1.12, looser.CriticalDifference, 0.005);
        Assert.Equal([(0, 2), (2, 3)], looser.Cliques([3, 1, 2, 0]));
        Assert.True(looser.PValue(0, 3) < 0.10 && looser.PValue(0, 2) > 0.10);
    }

    [Fact]
    public void Blocks_that_tie_everything_say_nothing_and_blocks_that_agree_say_all()
    {
        FriedmanTest level = FriedmanTest.Of([[1, 1, 1], [2, 2, 2]]);
        Assert.Equal((0, 1), (level.TieCorrected.Value, level.TieCorrected.PValue));
        FriedmanTest alike = FriedmanTest.Of([[1, 2, 3], [4, 5, 6], [1, 5, 9]]);
        Assert.Equal(6, alike.Uncorrected.Value, 1e-12);
        Assert.True(double.IsPositiveInfinity(alike.ImanDavenport.Value));
        Assert.Equal(1, SignedRankTest.Of([0, 0]).PValue);
        Assert.Equal(SignedRankTest.SmallestPValue(6), SignedRankTest.Of([1, 2, 3, 4, 5, 6]).PValue, 1e-15);
        Assert.Equal(SignedRankTest.SmallestPValue(6), SignedRankTest.Of([1, 1, 1, 1, 1, 1]).PValue, 1e-15);
        Assert.Equal(0.0625, SignedRankTest.Of([1, 2, 3, 4, 5, 0]).PValue, 1e-15);
        Assert.Equal(-1, SignedRankTest.Of([-1, -2, -3]).RankBiserial);
        Assert.Null(MeanInterval.Of([1, 2, 3, 4]));
    }
}
