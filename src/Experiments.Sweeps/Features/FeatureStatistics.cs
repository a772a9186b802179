using Experiments.Reduction;

namespace Experiments.Sweeps.Features;

/// <summary>
/// Means and spreads of a layer's features, over all samples and within each class.
/// </summary>
internal sealed class FeatureStatistics
{
    private readonly double[][] means;
    private readonly double[][] squares;
    private readonly int[] counts;

    /// <param name="features">The features, n × d.</param>
    /// <param name="labels">Class of every row, 0..classes-1, −1 for rows that are left out; null makes one class of all.</param>
    /// <param name="classes">The number of classes.</param>
    public FeatureStatistics(Matrix features, int[]? labels, int classes)
    {
        Features = features.Columns;
        Samples = labels?.Count(label => label >= 0) ?? features.Rows;
        Classes = labels is null ? 1 : classes;
        counts = new int[Classes];
        means = [.. Enumerable.Range(0, Classes).Select(_ => new double[Features])];
        squares = [.. Enumerable.Range(0, Classes).Select(_ => new double[Features])];
        for (int i = 0; i < features.Rows; i++)
        {
            if (labels is null || labels[i] >= 0)
            {
                Add(labels?[i] ?? 0, features.Row(i));
            }
        }

        Mean = [.. Enumerable.Range(0, Features).Select(f => Enumerable.Range(0, Classes).Sum(c => counts[c] * means[c][f]) / Samples)];
    }

    public int Features { get; }

    public int Samples { get; }

    public int Classes { get; }

    /// <summary>Mean of every feature.</summary>
    public double[] Mean { get; }

    /// <summary>Samples of a class.</summary>
    public int Count(int label) => counts[label];

    /// <summary>Covariance of the class means of two features, classes weighted by their samples.</summary>
    public double Between(int first, int second)
    {
        double sum = 0;
        for (int c = 0; c < Classes; c++)
        {
            sum += counts[c] * (means[c][first] - Mean[first]) * (means[c][second] - Mean[second]);
        }

        return sum / Samples;
    }

    /// <summary>
    /// Standardised mean difference of a feature between a class and all other samples: difference of the means over the standard deviation
    /// pooled from both groups (Cohen 1988, d); 0 for a feature that is constant in both.
    /// </summary>
    public double StandardizedDifference(int label, int feature)
    {
        int others = Samples - counts[label];
        if (counts[label] == 0 || others == 0)
        {
            return 0;
        }

        double mean = ((Samples * Mean[feature]) - (counts[label] * means[label][feature])) / others;
        double spread = squares[label][feature];
        for (int c = 0; c < Classes; c++)
        {
            spread += c == label ? 0 : squares[c][feature] + (counts[c] * (means[c][feature] - mean) * (means[c][feature] - mean));
        }

        double deviation = Math.Sqrt(spread / Math.Max(1, Samples - 2));
        return deviation > 0 ? (means[label][feature] - mean) / deviation : 0;
    }

    /// <summary>The standardised mean differences of every class and feature, classes × d.</summary>
    public double[] Differences() => [.. Enumerable.Range(0, Classes * Features).Select(at => StandardizedDifference(at / Features, at % Features))];

    /// <summary>Running means and sums of squares (Welford 1962).</summary>
    private void Add(int label, ReadOnlySpan<float> row)
    {
        counts[label]++;
        for (int f = 0; f < row.Length; f++)
        {
            double difference = row[f] - means[label][f];
            means[label][f] += difference / counts[label];
            squares[label][f] += difference * (row[f] - means[label][f]);
        }
    }
}
