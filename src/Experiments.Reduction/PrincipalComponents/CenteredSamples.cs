using System.Numerics.Tensors;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.PrincipalComponents;

/// <summary>Samples minus their mean, never copied: the products PCA needs of them, in double precision.</summary>
internal sealed class CenteredSamples
{
    private const int RowsPerBlock = 256;
    private readonly Matrix samples;
    private readonly double[] mean;

    /// <summary>Takes the mean of every column.</summary>
    public CenteredSamples(Matrix samples, ReductionContext context)
    {
        this.samples = samples;
        mean = DoubleSums.ColumnMeans(samples);
        TotalVariance = RowBlocks.Sum(samples.Rows, RowsPerBlock, context, SquaredNorms) / (samples.Rows - 1);
    }

    /// <summary>The number of samples, n.</summary>
    public int Rows => samples.Rows;

    /// <summary>The number of features, d.</summary>
    public int Columns => samples.Columns;

    /// <summary>Mean of every feature.</summary>
    public double[] Mean => mean;

    /// <summary>Sum of the features' variances.</summary>
    public double TotalVariance { get; }

    /// <summary>d × d covariance.</summary>
    public double[] Covariance(ReductionContext context) => Scaled(SymmetricProducts.Compute(Columns, Rows, WriteFeatures, context));

    /// <summary>n × n Gram matrix over n − 1.</summary>
    public double[] Gram(ReductionContext context) => Scaled(SymmetricProducts.Compute(Rows, Columns, WriteSamples, context));

    /// <summary>Xᵀu for every u (length n).</summary>
    public double[][] Combine(double[][] vectors, ReductionContext context)
    {
        double[][] directions = [.. vectors.Select(_ => new double[Columns])];
        RowBlocks.For(Columns, 512, context, (_, start, end) =>
        {
            double[] centered = new double[end - start];
            for (int i = 0; i < Rows; i++)
            {
                Center(samples.Row(i)[start..end], mean.AsSpan(start), centered);
                for (int c = 0; c < vectors.Length; c++)
                {
                    Span<double> direction = directions[c].AsSpan(start, end - start);
                    TensorPrimitives.MultiplyAdd(centered, vectors[c][i], direction, direction);
                }
            }
        });
        return directions;
    }

    /// <summary>Xv for every v (length d).</summary>
    public double[][] Project(double[][] vectors, ReductionContext context)
    {
        double[][] projections = [.. vectors.Select(_ => new double[Rows])];
        RowBlocks.For(Rows, 64, context, (_, start, end) =>
        {
            double[] centered = new double[Columns];
            for (int i = start; i < end; i++)
            {
                Center(samples.Row(i), mean, centered);
                for (int c = 0; c < vectors.Length; c++)
                {
                    projections[c][i] = DoubleSums.Dot(centered, vectors[c]);
                }
            }
        });
        return projections;
    }

    /// <summary>
    /// The triangular factor of the centred samples, d × d; of their transpose, n × n, when there are fewer samples than features. Its singular
    /// values over the root of n − 1 are the components' standard deviations.
    /// </summary>
    public double[] Triangle(ReductionContext context) => Columns <= Rows
        ? TriangularFactor.Compute(Rows, Columns, WriteFeature, context)
        : TriangularFactor.Compute(Columns, Rows, WriteSample, context);

    /// <summary>
    /// The model with these variances, largest first, and (not necessarily unit) directions; a direction without variance gets zeros.
    /// </summary>
    public PcaModel Model(double[] variances, double[][] directions, PcaMethod method)
    {
        double[][] unit = [.. directions.Select((direction, c) =>
        {
            double scale = variances[c] > 0 ? 1 / SignedNorm(direction) : 0;
            return Array.ConvertAll(direction, value => value * scale);
        })];
        return new PcaModel(mean, unit, variances, TotalVariance, method);
    }

    private static double SignedNorm(double[] direction)
    {
        double largest = 0;
        foreach (double value in direction)
        {
            largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
        }

        return Math.CopySign(Math.Sqrt(DoubleSums.Dot(direction, direction)), largest);
    }

    private double[] Scaled(double[] products)
    {
        for (int i = 0; i < products.Length; i++)
        {
            products[i] /= Rows - 1;
        }

        return products;
    }

    private static void Center(ReadOnlySpan<float> row, ReadOnlySpan<double> mean, Span<double> centered)
    {
        for (int f = 0; f < row.Length; f++)
        {
            centered[f] = row[f] - mean[f];
        }
    }

    private double SquaredNorms(int start, int end)
    {
        double[] centered = new double[Columns];
        double sum = 0;
        for (int i = start; i < end; i++)
        {
            Center(samples.Row(i), mean, centered);
            sum += DoubleSums.Dot(centered, centered);
        }

        return sum;
    }

    private void WriteFeature(int feature, int start, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = samples[start + i, feature] - mean[feature];
        }
    }

    private void WriteSample(int sample, int start, Span<double> values) =>
        Center(samples.Row(sample).Slice(start, values.Length), mean.AsSpan(start), values);

    // Vectors are features, coordinates are samples.
    private void WriteFeatures(int panel, int start, int count, Span<double> values)
    {
        int first = panel * SymmetricProducts.Width;
        int width = Math.Min(SymmetricProducts.Width, Columns - first);
        for (int c = 0; c < count; c++)
        {
            ReadOnlySpan<float> row = samples.Row(start + c);
            for (int lane = 0; lane < width; lane++)
            {
                values[(c * SymmetricProducts.Width) + lane] = row[first + lane] - mean[first + lane];
            }
        }
    }

    // Vectors are samples, coordinates are features.
    private void WriteSamples(int panel, int start, int count, Span<double> values)
    {
        int first = panel * SymmetricProducts.Width;
        int width = Math.Min(SymmetricProducts.Width, Rows - first);
        for (int lane = 0; lane < width; lane++)
        {
            ReadOnlySpan<float> row = samples.Row(first + lane);
            for (int c = 0; c < count; c++)
            {
                values[(c * SymmetricProducts.Width) + lane] = row[start + c] - mean[start + c];
            }
        }
    }
}
