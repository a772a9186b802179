using System.Diagnostics;

namespace Experiments.Reduction;

/// <summary>Settings of random projection: only the number of components.</summary>
public sealed record RandomProjectionOptions : ReducerOptions
{
    /// <inheritdoc/>
    public override PictureAxes Axes => PictureAxes.Linear;
}

/// <summary>
/// Gaussian random projection (Johnson and Lindenstrauss 1984; Bingham and Mannila 2001): every component is a random direction, its entries
/// normal with variance 1/components, so that squared distances are kept on average. The linear picture that learns nothing: what any
/// other must beat.
/// </summary>
public sealed class RandomProjectionReducer(RandomProjectionOptions options) : IReducer
{
    /// <inheritdoc/>
    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        options.Require(input.Samples);
        context.Cancellation.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        RandomDirections model = RandomDirections.Draw(input.Samples.Columns, options.NComponents, context.Seed);
        return new ReductionResult(model.Transform(input.Samples, context))
        {
            Seconds = new Dictionary<string, double> { ["neighbors"] = 0, ["fit"] = Stopwatch.GetElapsedTime(start).TotalSeconds },
            Fitted = model,
        };
    }

    /// <inheritdoc/>
    public IFittedReducer Assemble(ModelParts parts, int features)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return RandomDirections.From(parts, features, options.NComponents);
    }
}

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
