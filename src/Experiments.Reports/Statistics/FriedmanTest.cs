using MathNet.Numerics.Distributions;

namespace Experiments.Reports.Statistics;

/// <summary>A statistic with the probability of one at least as large where nothing differs.</summary>
internal sealed record TestStatistic(double Value, double PValue);

/// <summary>
/// Friedman's test whether treatments differ over blocks, judged by their ranks within each block (Friedman 1937). Rank 1 goes to the smallest
/// value.
/// </summary>
/// <param name="Blocks">Independent blocks, N.</param>
/// <param name="MeanRanks">Mean rank of each of the k treatments.</param>
/// <param name="Uncorrected">
/// χ²_F as Demšar (2006) prints it, 12 N / (k (k + 1)) (Σ R² − k (k + 1)² / 4), which takes ties for distinct ranks.
/// </param>
/// <param name="TieCorrected">The uncorrected statistic divided by 1 − Σ (t³ − t) / (N k (k² − 1)), as Conover (1999) and SciPy have it.</param>
internal sealed record FriedmanTest(int Blocks, IReadOnlyList<double> MeanRanks, TestStatistic Uncorrected, TestStatistic TieCorrected)
{
    /// <summary>The number of treatments, k.</summary>
    public int Treatments => MeanRanks.Count;

    /// <summary>
    /// F_F = (N − 1) χ² / (N (k − 1) − χ²) of the uncorrected statistic, less conservative (Iman and Davenport 1980); infinite where all blocks
    /// rank the treatments alike.
    /// </summary>
    public TestStatistic ImanDavenport
    {
        get
        {
            double rest = (Blocks * (Treatments - 1)) - Uncorrected.Value;
            double f = rest <= 1e-12 * Blocks ? double.PositiveInfinity : (Blocks - 1) * Uncorrected.Value / rest;
            double p = double.IsPositiveInfinity(f) ? 0 : Survival(new FisherSnedecor(Treatments - 1, (Treatments - 1) * (Blocks - 1)), f);
            return new TestStatistic(f, p);
        }
    }

    /// <summary>Tests scores, a row a block and a column a treatment.</summary>
    public static FriedmanTest Of(IReadOnlyList<IReadOnlyList<double>> scores)
    {
        double[][] ranks = [.. scores.Select(Ranks.Of)];
        int treatments = scores[0].Count;
        double[] means = [.. Enumerable.Range(0, treatments).Select(j => ranks.Average(row => row[j]))];
        double ties = scores.Sum(Ranks.Ties) / (scores.Count * (double)treatments * ((treatments * treatments) - 1));
        return OfMeanRanks(means, scores.Count, ties);
    }

    /// <summary>Tests mean ranks over a number of blocks.</summary>
    /// <param name="meanRanks">A mean rank for each treatment.</param>
    /// <param name="blocks">The number of blocks.</param>
    /// <param name="ties">Share of the variance of ranks that ties take, 0 to 1.</param>
    public static FriedmanTest OfMeanRanks(IReadOnlyList<double> meanRanks, int blocks, double ties = 0)
    {
        int k = meanRanks.Count;
        double squares = meanRanks.Sum(rank => rank * rank);
        double uncorrected = Math.Max(0, 12.0 * blocks / (k * (k + 1)) * (squares - (k * (k + 1) * (k + 1) / 4.0)));
        // Where every block ties all treatments nothing differs at all.
        double corrected = ties >= 1 - 1e-12 ? 0 : uncorrected / (1 - ties);
        ChiSquared distribution = new(k - 1);
        return new FriedmanTest(
            blocks, meanRanks, new TestStatistic(uncorrected, Survival(distribution, uncorrected)),
            new TestStatistic(corrected, Survival(distribution, corrected)));
    }

    private static double Survival(IContinuousDistribution distribution, double value) =>
        Math.Clamp(1 - distribution.CumulativeDistribution(value), 0, 1);
}
