using Experiments.Reports.Statistics;
using Experiments.Results.Choosing;

namespace Experiments.Reports.SweepReport.Ranking;

/// <summary>
/// The standing of a contest's first to another contender: whether chance would do as well, and the probability of that where it could be tested.
/// </summary>
/// <param name="IsTie">True when the two cannot be told apart.</param>
/// <param name="PValue">Holm-adjusted probability by the paired t test; null where there are too few pairs to test.</param>
/// <param name="Pairs">The number of repeats that both have.</param>
internal sealed record Standing(bool IsTie, double? PValue, int Pairs)
{
    public const double Significance = 0.05;

    // Scores are printed to three decimals.
    private const double SmallestDifference = 0.0005;

    /// <summary>
    /// Tests the first against each of the others over their common repeats, adjusted for being several; pairs of fewer than
    /// <see cref="MeanInterval.Fewest"/> repeats are judged by the seed spread.
    /// </summary>
    public static IReadOnlyList<Standing> Of(ScoreSummary first, IReadOnlyList<ScoreSummary> others)
    {
        MeanInterval?[] tests = [.. others.Select(other => MeanInterval.Of([.. first.Differences(other)]))];
        double[] adjusted = HolmAdjustment.Of([.. tests.OfType<MeanInterval>().Select(test => test.PValue)]);
        int tested = 0;
        List<Standing> standings = [];
        for (int i = 0; i < others.Count; i++)
        {
            standings.Add(tests[i] is not MeanInterval test
                ? new Standing(first.Ties(others[i]), null, 0)
                : new Standing(adjusted[tested] >= Significance || Math.Abs(test.Mean) <= SmallestDifference, adjusted[tested++], test.Count));
        }

        return standings;
    }
}
