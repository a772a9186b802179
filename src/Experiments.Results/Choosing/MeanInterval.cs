using MathNet.Numerics.Distributions;

namespace Experiments.Results.Choosing;

/// <summary>
/// A mean with its interval by Student's t (1908): of scores, or of paired differences, whose probability of a mean as far from zero is that of the
/// paired t test.
/// </summary>
internal sealed record MeanInterval(int Count, double Mean, double Deviation, double Low, double High, double PValue)
{
    /// <summary>Fewer values are better shown themselves.</summary>
    public const int Fewest = 5;

    /// <summary>Half the length of the interval.</summary>
    public double HalfWidth => (High - Low) / 2;

    /// <summary>The interval of <see cref="Fewest"/> values or more; null of fewer.</summary>
    public static MeanInterval? Of(IReadOnlyCollection<double> values, double confidence = 0.95)
    {
        if (values.Count < Fewest)
        {
            return null;
        }

        double mean = values.Average();
        double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        double error = deviation / Math.Sqrt(values.Count);
        double reach = error * StudentT.InvCDF(0, 1, values.Count - 1, (1 + confidence) / 2);
        double probability = error > 0 ? 2 * StudentT.CDF(0, 1, values.Count - 1, -Math.Abs(mean) / error) : mean == 0 ? 1 : 0;
        return new MeanInterval(values.Count, mean, deviation, mean - reach, mean + reach, probability);
    }
}
