using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Lda;

/// <summary>The mean of all samples and the discriminant axes.</summary>
internal sealed class LdaModel(double[] mean, double[][] axes) : IFittedReducer
{
    /// <inheritdoc/>
    public ModelParts Parts => new ModelParts().Add("mean", mean).Add("axes", axes);

    /// <inheritdoc/>
    public Matrix Transform(Matrix samples, ReductionContext context)
    {
        SampleChecks.RequireFinite(samples, "new samples");
        SampleChecks.RequireColumns(samples, mean.Length);
        Matrix placed = new(samples.Rows, axes.Length);
        RowBlocks.For(samples.Rows, 64, context, (_, start, end) =>
        {
            double[] row = new double[mean.Length];
            for (int i = start; i < end; i++)
            {
                for (int f = 0; f < row.Length; f++)
                {
                    row[f] = samples[i, f] - mean[f];
                }

                for (int c = 0; c < axes.Length; c++)
                {
                    placed.Row(i)[c] = (float)DoubleSums.Dot(row, axes[c]);
                }
            }
        });
        return FinitePicture.Require(placed, samples, null);
    }
}
