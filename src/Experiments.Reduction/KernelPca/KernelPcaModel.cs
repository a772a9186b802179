using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.KernelPca;

/// <summary>Components in the kernel's space, as combinations of landmarks.</summary>
internal sealed class KernelPcaModel : IFittedReducer
{
    private const int BlockRows = 32;

    private readonly KernelPcaOptions options;
    private readonly Matrix landmarks;
    private readonly double gamma;
    private readonly double[] means;
    private readonly double grand;
    private readonly double[][] weights;

    private KernelPcaModel(KernelPcaOptions options, Matrix landmarks, double[] means, double[][] weights, double share)
    {
        this.options = options;
        this.landmarks = landmarks;
        this.means = means;
        this.weights = weights;
        gamma = options.Gamma ?? 1.0 / landmarks.Columns;
        grand = means.Sum() / means.Length;
        Share = share;
    }

    /// <summary>Share of the variance in the kernel's space that the components hold, among the landmarks.</summary>
    public double Share { get; }

    /// <inheritdoc/>
    public ModelParts Parts => new ModelParts().Add("landmarks", landmarks).Add("means", means).Add("weights", weights).Add("share", Share);

    /// <summary>The model with such parts.</summary>
    public static KernelPcaModel From(ModelParts parts, int features, KernelPcaOptions options)
    {
        Matrix landmarks = parts.Matrix("landmarks", columns: features);
        return new KernelPcaModel(
            options, landmarks, parts.Row("means", landmarks.Rows), parts.Rows("weights", options.NComponents, landmarks.Rows),
            parts.Row("share", 1)[0]);
    }

    /// <summary>Centres the kernel of the landmarks and decomposes it.</summary>
    public static KernelPcaModel Fit(Matrix landmarks, KernelPcaOptions options, ReductionContext context)
    {
        int n = landmarks.Rows;
        KernelPcaModel kernel = new(options, landmarks, new double[n], [], 0);
        double[] values = new double[n * n];
        RowBlocks.For(n, BlockRows, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                kernel.Evaluate(landmarks.Row(i), values.AsSpan(i * n, n));
            }
        });
        double[] means = [.. Enumerable.Range(0, n).Select(i => values.AsSpan(i * n, n).ToArray().Sum() / n)];
        double grand = means.Sum() / n;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                values[(i * n) + j] += grand - means[i] - means[j];
            }
        }

        (double[] variances, double[][] vectors) = SymmetricEigen.Largest(values, n, options.NComponents, context);
        double all = variances.Where(variance => variance > 0).Sum();
        return new KernelPcaModel(options, landmarks, means, SpectralAxis.Of(variances, vectors), all > 0
            ? variances.Take(options.NComponents).Where(one => one > 0).Sum() / all : 0);
    }

    /// <inheritdoc/>
    public Matrix Transform(Matrix samples, ReductionContext context)
    {
        SampleChecks.RequireFinite(samples, "new samples");
        SampleChecks.RequireColumns(samples, landmarks.Columns);
        Matrix placed = new(samples.Rows, weights.Length);
        RowBlocks.For(samples.Rows, BlockRows, context, (_, start, end) =>
        {
            double[] kernel = new double[landmarks.Rows];
            for (int i = start; i < end; i++)
            {
                Evaluate(samples.Row(i), kernel);
                double mean = kernel.Sum() / kernel.Length;
                for (int l = 0; l < kernel.Length; l++)
                {
                    kernel[l] += grand - mean - means[l];
                }

                for (int c = 0; c < weights.Length; c++)
                {
                    placed.Row(i)[c] = (float)DoubleSums.Dot(kernel, weights[c]);
                }
            }
        });
        return FinitePicture.Require(placed, samples, options);
    }

    private void Evaluate(ReadOnlySpan<float> sample, Span<double> kernel)
    {
        for (int l = 0; l < kernel.Length; l++)
        {
            kernel[l] = options.Kernel switch
            {
                KernelKind.Rbf => Math.Exp(-gamma * DoubleSums.SquaredDistance(sample, landmarks.Row(l))),
                KernelKind.Cosine => 1 - PairDistance.Of(sample, landmarks.Row(l), DistanceMetric.Cosine),
                _ => Math.Pow((gamma * Product(sample, landmarks.Row(l))) + options.Coef0, options.Degree),
            };
        }
    }

    private static double Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int f = 0; f < a.Length; f++)
        {
            sum += (double)a[f] * b[f];
        }

        return sum;
    }
}
