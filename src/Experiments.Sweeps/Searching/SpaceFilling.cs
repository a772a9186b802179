using Experiments.Reduction;
using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Searching;

/// <summary>Proposals that do not look at scores: random, a Sobol' sequence, or a Latin hypercube (McKay, Beckman and Conover 1979).</summary>
internal sealed class SpaceFilling(SearchSpace space, SearchStrategy strategy, int count, long seed) : IProposer
{
    private readonly CounterRandom random = new(seed, RandomPurposes.SpaceFilling);
    private readonly SobolSequence sobol = new(seed);
    private readonly Dictionary<int, int[]> strata = [];
    private int drawn;

    public Proposal Next(IReadOnlyList<Outcome> known, IReadOnlyList<Proposal> pending)
    {
        int draw = drawn++;
        IReadOnlyList<SearchBranch> open = space.Open;
        SearchBranch branch = open[open.Count == 1 ? 0 : Math.Min(open.Count - 1, (int)(Coordinate(draw, 0) * open.Count))];
        return space.At(branch, [.. branch.Dimensions.Select((_, d) => Coordinate(draw, d + 1))]);
    }

    private double Coordinate(int draw, int dimension) => strategy switch
    {
        SearchStrategy.Sobol => sobol.At(draw, dimension),
        SearchStrategy.LatinHypercube when draw < count => (Stratum(draw, dimension) + random.Uniform(draw, dimension)) / count,
        _ => random.Uniform(draw, dimension),
    };

    private int Stratum(int draw, int dimension)
    {
        if (!strata.TryGetValue(dimension, out int[]? order))
        {
            strata[dimension] = order = new CounterRandom(seed, RandomPurposes.Strata).Permutation(count, dimension);
        }

        return order[draw];
    }
}
