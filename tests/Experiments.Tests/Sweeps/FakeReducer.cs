using Experiments.Reduction;

namespace Experiments.Tests.Sweeps;

/// <summary>A reducer with the options that sweeps must check, whose picture depends on samples, neighbours, settings and seed.</summary>
internal sealed class FakeReducer(FakeReducerOptions options, Action<long, CancellationToken>? started) : IReducer
{
    public IFittedReducer? Restore(ReductionInput input, Matrix embedding, ReductionContext context) => null;

    public ReductionResult Fit(ReductionInput input, ReductionContext context)
    {
        started?.Invoke(context.Seed, context.Cancellation);
        context.Cancellation.ThrowIfCancellationRequested();
        if (context.Seed == options.FailingSeed)
        {
            throw new ReductionException($"seed {context.Seed} was told to fail");
        }

        CounterRandom random = new(context.Seed, "fake");
        Matrix picture = new(input.Samples.Rows, options.NComponents);
        for (int i = 0; i < picture.Rows; i++)
        {
            for (int c = 0; c < picture.Columns; c++)
            {
                double near = 0;
                foreach (int j in input.Neighbors!.IndicesOf(i))
                {
                    near += input.Samples[j, c];
                }

                picture.Row(i)[c] = (float)(input.Samples[i, c] + (near / input.Neighbors.K) + (options.Perplexity * random.Normal(0, i, c)));
            }
        }

        return new ReductionResult(picture) { Diagnostics = new Dictionary<string, double> { ["kl_divergence"] = options.Perplexity } };
    }
}

internal sealed record FakeReducerOptions : ReducerOptions
{
    [Option("effective neighbours", Minimum = 1)]
    public double Perplexity { get; init; } = 3;

    [Option("neighbours", Minimum = 2)]
    public int NNeighbors { get; init; } = 5;

    [Option("the seed that fails", NullMeans = "none")]
    public long? FailingSeed { get; init; }

    // The noise stands in for iterations, which there are none of.
    public override ReducerOptions WithShareOfIterations(double share, int n) => this with { Perplexity = Perplexity * share };

    public override int NeighborsNeeded(int n) => Math.Max(NNeighbors, (int)(3 * Perplexity));

    public override IEnumerable<OptionProblem> Check(int n, int d)
    {
        if (3 * Perplexity >= n)
        {
            yield return new OptionProblem("perplexity", $"perplexity {Perplexity} needs more than {3 * Perplexity} samples, there are {n}");
        }

        if (NNeighbors >= n)
        {
            yield return new OptionProblem("n_neighbors", $"n_neighbors {NNeighbors} needs more than {NNeighbors} samples, there are {n}");
        }
    }
}
