using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Projections;

/// <summary>The random directions on which samples are projected.</summary>
internal sealed class RandomDirections : IFittedReducer
{
    private readonly double[][] directions;

    private RandomDirections(double[][] directions) => this.directions = directions;

    /// <inheritdoc/>
    public ModelParts Parts => new ModelParts().Add("directions", directions);

    public static RandomDirections Draw(int features, int components, long seed)
    {
        CounterRandom random = new(seed, RandomPurposes.RandomProjection);
        return new RandomDirections([.. Enumerable.Range(0, components).Select(c =>
            Enumerable.Range(0, features).Select(f => random.Normal(0, f, c) / Math.Sqrt(components)).ToArray())]);
    }

    public static RandomDirections From(ModelParts parts, int features, int components) => new(parts.Rows("directions", components, features));

    /// <inheritdoc/>
    public Matrix Transform(Matrix samples, ReductionContext context)
    {
        SampleChecks.RequireFinite(samples, "new samples");
        SampleChecks.RequireColumns(samples, directions[0].Length);
        Matrix placed = new(samples.Rows, directions.Length);
        RowBlocks.For(samples.Rows, 64, context, (_, start, end) =>
        {
            double[] row = new double[samples.Columns];
            for (int i = start; i < end; i++)
            {
                for (int f = 0; f < row.Length; f++)
                {
                    row[f] = samples[i, f];
                }

                for (int c = 0; c < directions.Length; c++)
                {
                    placed.Row(i)[c] = (float)DoubleSums.Dot(row, directions[c]);
                }
            }
        });
        return FinitePicture.Require(placed, samples, null);
    }
}
