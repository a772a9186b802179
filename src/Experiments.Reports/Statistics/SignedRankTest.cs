namespace Experiments.Reports.Statistics;

/// <summary>
/// Wilcoxon's test whether paired differences lie around zero (Wilcoxon 1945), two-sided. Zero differences are dropped, as Wilcoxon did and SciPy
/// does under zero_method "wilcox" (Pratt would rank them first and drop them then); differences of equal size share their mean rank. The
/// probability is exact for any number of differences, with ties and zeros as without: that of the rank sum over all 2ⁿ ways to give the ranks at
/// hand their signs. It takes in the order of n³ additions.
/// </summary>
/// <param name="Count">Differences that are not zero.</param>
/// <param name="Positive">Sum of the ranks of positive differences.</param>
/// <param name="Negative">Sum of the ranks of negative differences.</param>
/// <param name="PValue">Probability of sums at least as uneven where nothing differs.</param>
internal sealed record SignedRankTest(int Count, double Positive, double Negative, double PValue)
{
    /// <summary>The smaller rank sum.</summary>
    public double Statistic => Math.Min(Positive, Negative);

    /// <summary>
    /// Matched-pairs rank-biserial correlation, (W⁺ − W⁻) / (W⁺ + W⁻) (Kerby 2014): 1 where every difference is positive, 0 where none differs.
    /// </summary>
    public double RankBiserial => Count == 0 ? 0 : (Positive - Negative) / (Positive + Negative);

    /// <summary>The smallest probability that so many pairs can give: 2 / 2ⁿ.</summary>
    public static double SmallestPValue(int pairs) => Math.Pow(2, 1 - pairs);

    public static SignedRankTest Of(IEnumerable<double> differences)
    {
        double[] some = [.. differences.Where(difference => difference != 0)];
        double[] ranks = Ranks.Of(Array.ConvertAll(some, Math.Abs));
        double positive = ranks.Where((_, i) => some[i] > 0).Sum();
        double negative = ranks.Sum() - positive;
        return new SignedRankTest(some.Length, positive, negative, TwoSided(ranks, Math.Min(positive, negative)));
    }

    /// <summary>Twice the share of the 2ⁿ sign patterns whose rank sum is no larger; mean ranks are whole when doubled.</summary>
    private static double TwoSided(double[] ranks, double statistic)
    {
        double[] share = new double[(int)(2 * statistic) + 1];
        share[0] = 1;
        foreach (double rank in ranks)
        {
            int step = (int)(2 * rank);
            for (int sum = share.Length - 1; sum >= 0; sum--)
            {
                share[sum] = (share[sum] + (sum >= step ? share[sum - step] : 0)) / 2;
            }
        }

        return Math.Min(1, 2 * share.Sum());
    }
}
