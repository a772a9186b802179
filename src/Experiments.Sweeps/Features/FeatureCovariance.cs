using System.Numerics.Tensors;
using Experiments.Reduction;

namespace Experiments.Sweeps.Features;

/// <summary>Covariances and correlations (Pearson) of a layer's features, in double precision, divided by the number of samples.</summary>
internal sealed class FeatureCovariance
{
    private readonly double[] values;

    /// <param name="features">The features, n × d.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public FeatureCovariance(Matrix features, ReductionContext context)
    {
        Features = features.Columns;
        double[][] columns = [.. Enumerable.Range(0, Features).Select(f => Centred(features, f))];
        values = new double[Features * Features];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Max(1, context.Threads), CancellationToken = context.Cancellation };
        Parallel.For(0, Features, options, a =>
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

    /// <summary>The correlations of every two features, d × d.</summary>
    public double[] Correlations() => [.. Enumerable.Range(0, Features * Features).Select(at => Correlation(at / Features, at % Features))];

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
