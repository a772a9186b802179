using Experiments.Networks.Torch;
using Experiments.Reduction;

namespace Experiments.Networks.Autoencoding;

/// <summary>Every feature less its mean, over its standard deviation; a constant feature is 0.</summary>
internal sealed class Standardisation
{
    private readonly double[] means;
    private readonly double[] scales;

    private Standardisation(double[] means, double[] scales)
    {
        this.means = means;
        this.scales = scales;
    }

    /// <summary>The number of features.</summary>
    public int Features => means.Length;

    /// <summary>Features that are not constant.</summary>
    public int Varying => scales.Count(scale => scale > 0);

    /// <summary>Measures the mean and the spread of every feature of samples.</summary>
    public static Standardisation Of(Matrix samples)
    {
        double[] means = Averages(samples, (value, _) => value);
        double[] variances = Averages(samples, (value, f) => (value - means[f]) * (value - means[f]));
        return new Standardisation(means, [.. variances.Select((variance, f) => IsConstant(samples, f) ? 0 : 1 / Math.Sqrt(variance))]);
    }

    /// <summary>Standardises one row.</summary>
    public float[] Apply(ReadOnlySpan<float> row)
    {
        float[] standardised = new float[row.Length];
        for (int f = 0; f < row.Length; f++)
        {
            standardised[f] = (float)((row[f] - means[f]) * scales[f]);
        }

        return standardised;
    }

    /// <summary>Standardises every row.</summary>
    public Matrix Apply(Matrix samples)
    {
        Matrix standardised = new(samples.Rows, samples.Columns);
        for (int i = 0; i < samples.Rows; i++)
        {
            Apply(samples.Row(i)).CopyTo(standardised.Row(i));
        }

        return standardised;
    }

    private static bool IsConstant(Matrix samples, int feature)
    {
        for (int i = 1; i < samples.Rows; i++)
        {
            if (samples[i, feature] != samples[0, feature])
            {
                return false;
            }
        }

        return true;
    }

    private static double[] Averages(Matrix samples, Func<double, int, double> of)
    {
        double[] sums = new double[samples.Columns];
        for (int i = 0; i < samples.Rows; i++)
        {
            ReadOnlySpan<float> row = samples.Row(i);
            for (int f = 0; f < row.Length; f++)
            {
                sums[f] += of(row[f], f) / samples.Rows;
            }
        }

        return sums;
    }
}
