using MathNet.Numerics.Distributions;

namespace Experiments.Reports;

/// <summary>
/// Whether paired differences lie around zero (Wilcoxon 1945), two-sided. Zero differences are dropped, as Wilcoxon did and SciPy does under
/// zero_method "wilcox". Exact for up to fifty differences without ties or zeros, else by the normal approximation with tie correction and without
/// continuity correction.
/// </summary>
/// <param name="Count">Differences that are not zero.</param>
/// <param name="Positive">Sum of the ranks of positive differences.</param>
/// <param name="Negative">Sum of the ranks of negative differences.</param>
/// <param name="PValue">Probability of sums at least as uneven where nothing differs.</param>
/// <param name="IsExact">Whether the probability is exact.</param>
internal sealed record SignedRankTest(int Count, double Positive, double Negative, double PValue, bool IsExact)
{
    private const int MostExact = 50;

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
        double[] all = [.. differences];
        double[] some = [.. all.Where(difference => difference != 0)];
        if (some.Length == 0)
        {
            return new SignedRankTest(0, 0, 0, 1, true);
        }

        double[] sizes = Array.ConvertAll(some, Math.Abs);
        double[] ranks = Ranks.Of(sizes);
        double positive = ranks.Where((_, i) => some[i] > 0).Sum();
        double negative = ranks.Sum() - positive;
        double ties = Ranks.Ties(sizes);
        bool exact = some.Length <= MostExact && some.Length == all.Length && ties == 0;
        double smaller = Math.Min(positive, negative);
        return new SignedRankTest(some.Length, positive, negative, exact ? Exact(some.Length, (int)smaller) : Approximate(some.Length, smaller, ties), exact);
    }

    /// <summary>Twice the share of the 2ⁿ sign patterns whose rank sum is no larger.</summary>
    private static double Exact(int count, int statistic)
    {
        double[] share = new double[(count * (count + 1) / 2) + 1];
        share[0] = 1;
        for (int rank = 1; rank <= count; rank++)
        {
            for (int sum = share.Length - 1; sum >= 0; sum--)
            {
                share[sum] = (share[sum] + (sum >= rank ? share[sum - rank] : 0)) / 2;
            }
        }

        return Math.Min(1, 2 * share.Take(statistic + 1).Sum());
    }

    private static double Approximate(double count, double statistic, double ties)
    {
        double mean = count * (count + 1) / 4;
        double deviation = Math.Sqrt(((count * (count + 1) * ((2 * count) + 1)) - (ties / 2)) / 24);
        return Math.Min(1, 2 * Normal.CDF(0, 1, (statistic - mean) / deviation));
    }
}
