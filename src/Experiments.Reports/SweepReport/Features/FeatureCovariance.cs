using System.Numerics.Tensors;
using Experiments.Reduction;

namespace Experiments.Reports.SweepReport.Features;

/// <summary>Covariances and correlations (Pearson) of a layer's features, in double precision, divided by the number of samples.</summary>
internal sealed class FeatureCovariance
{
    private readonly double[] values;

    /// <param name="features">The features, n × d.</param>
    public FeatureCovariance(Matrix features)
    {
        Features = features.Columns;
        double[][] columns = [.. Enumerable.Range(0, Features).Select(f => Centred(features, f))];
        values = new double[Features * Features];
        Parallel.For(0, Features, a =>
        {
            for (int b = 0; b <= a; b++)
            {
                double covariance = TensorPrimitives.Dot<double>(columns[a], columns[b]) / features.Rows;
                values[(a * Features) + b] = covariance;
                values[(b * Features) + a] = covariance;
            }
        });
        Varied = [.. Enumerable.Range(0, Features).Where(f => this[f, f] > 0)];
    }

    public int Features { get; }

    /// <summary>Features that are not the same in all samples, in order.</summary>
    public IReadOnlyList<int> Varied { get; }

    /// <summary>Covariance of two features.</summary>
    public double this[int a, int b] => values[(a * Features) + b];

    /// <summary>Correlation of two features, −1..1; of a constant one, 0.</summary>
    public double Correlation(int a, int b)
    {
        double scale = Math.Sqrt(this[a, a] * this[b, b]);
        return scale > 0 ? Math.Clamp(this[a, b] / scale, -1, 1) : 0;
    }

    private static double[] Centred(Matrix features, int feature)
    {
        double[] column = new double[features.Rows];
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = features[i, feature];
        }

        double mean = column.Sum() / column.Length;
        return Array.TrueForAll(column, value => value == column[0]) ? new double[column.Length] : Array.ConvertAll(column, value => value - mean);
    }
}
