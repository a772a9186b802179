using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Searching;

namespace Experiments.Tests.Sweeps.Searching;

/// <summary>Searches of a space whose scores are a formula.</summary>
public sealed class SearchStrategyTests
{
    private const string Wide = "reducers: [{kind: fake, perplexity: {low: 1, high: 29, scale: log}, n_neighbors: {low: 2, high: 80, scale: log}}]";

    [Fact]
    public void Parzen_estimators_come_nearer_to_the_best_than_random_draws_do()
    {
        SearchSpace space = SearchSpaceTests.Space(Wide);
        double[] tpe = [.. Enumerable.Range(0, 20).Select(seed => Best(space, SearchStrategy.Tpe, seed))];
        double[] random = [.. Enumerable.Range(0, 20).Select(seed => Best(space, SearchStrategy.Random, seed))];

        // The peak is 0; in a space of this width 40 even draws come within about 1 / 40 of its area.
        Assert.True(tpe.Average() > random.Average() / 2, $"tpe {tpe.Average()}, random {random.Average()}");
        Assert.True(tpe.Zip(random).Count(pair => pair.First > pair.Second) >= 14);
    }

    [Fact]
    public void Parzen_estimators_choose_the_better_reducer()
    {
        SearchSpace space = SearchSpaceTests.Space(
            "reducers: [{kind: fake, failing_seed: none, perplexity: {low: 1, high: 29}}, {kind: fake, failing_seed: 7, perplexity: {low: 1, high: "
            + "29}}]");
        IReadOnlyList<Outcome> all =
            Run(space, new SearchConfig { Strategy = SearchStrategy.Tpe, Trials = 60, Defaults = false }, options =>
                options.FailingSeed is null ? 1 : 0);

        Assert.True(all.Skip(20).Count(outcome => ((FakeReducerOptions)outcome.Proposal.Choice.Options).FailingSeed is null) > 30);
    }

    [Fact]
    public void A_density_adds_up_to_one_and_is_highest_where_the_good_ones_are()
    {
        SearchSpace space = SearchSpaceTests.Space(Wide);
        Dimension real = space.Branches[0].Dimensions[0];
        Dimension whole = space.Branches[0].Dimensions[1];
        ParzenEstimator density = new(real, [0.2, 0.21, 0.25]);
        ParzenEstimator masses = new(whole, [0.2, 0.21, 0.25]);
        double area = Enumerable.Range(0, 4000).Average(i => Math.Exp(density.LogDensity((i + 0.5) / 4000)));
        double mass = Enumerable.Range(2, 79)
            .Sum(value => Math.Exp(masses.LogDensity((whole.PlaceOf(value)!.Value.From + whole.PlaceOf(value)!.Value.To) / 2)));

        Assert.Equal(1, area, 0.002);
        Assert.Equal(1, mass, 1e-9);
        Assert.True(density.LogDensity(0.21) > density.LogDensity(0.9) + 1);
    }

    [Fact]
    public void Draws_follow_the_density()
    {
        Dimension real = SearchSpaceTests.Space(Wide).Branches[0].Dimensions[0];
        ParzenEstimator density = new(real, [0.3, 0.8]);
        double[] drawn = [.. Enumerable.Range(0, 200)
            .SelectMany(i => Enumerable.Range(0, 200).Select(j => density.Draw((i + 0.5) / 200, (j + 0.5) / 200)))];
        double below = Enumerable.Range(0, 5000).Average(i => Math.Exp(density.LogDensity((i + 0.5) / 10000))) / 2;

        Assert.Equal(below, drawn.Count(place => place < 0.5) / (double)drawn.Length, 0.01);
    }

    [Fact]
    public void The_same_scores_give_the_same_proposals()
    {
        SearchSpace space = SearchSpaceTests.Space(Wide);
        SearchConfig config = new() { Strategy = SearchStrategy.Tpe, Trials = 24, Seed = 5 };

        Assert.Equal(
            Run(space, config, Score).Select(outcome => outcome.Proposal.Choice.Options),
            Run(space, config, Score).Select(outcome => outcome.Proposal.Choice.Options));
    }

    [Fact]
    public void Halving_gives_the_better_third_more()
    {
        SearchSpace space = SearchSpaceTests.Space(Wide);
        HalvingSearch search = new(space, new SearchConfig { Strategy = SearchStrategy.Halving, Trials = 27, Eta = 3 }, rungs: 3);
        IReadOnlyList<Asked> first = search.Next([]);
        IReadOnlyList<Asked> second = search.Next(Scored(first));
        IReadOnlyList<Asked> third = search.Next(Scored(second));

        Assert.Equal([27, 9, 3, 0], new[] { first, second, third, search.Next(Scored(third)) }.Select(wave => wave.Count));
        Assert.Equal([0, 1, 2], new[] { first, second, third }.Select(wave => wave.Select(asked => asked.Rung).Distinct().Single()));
        Assert.Equal(first.OrderByDescending(Score).Take(9).Select(asked => asked.Proposal), second.Select(asked => asked.Proposal));
    }

    [Fact]
    public void Hyperband_begins_brackets_at_every_rung_with_fewer_settings_each()
    {
        SearchSpace space = SearchSpaceTests.Space(Wide);
        HalvingSearch search = new(space, new SearchConfig { Strategy = SearchStrategy.Hyperband, Trials = 22, Eta = 3 }, rungs: 3);
        List<(int Rung, int Count)> waves = [];
        for (IReadOnlyList<Asked> wave = search.Next([]); wave.Count > 0; wave = search.Next(Scored(wave)))
        {
            waves.Add((wave[0].Rung, wave.Count));
        }

        // Algorithm 1 of Li et al. with R = 9 and eta = 3 has 9, 5 and 3 settings; here 22 in those shares.
        Assert.Equal([(0, 12), (1, 4), (2, 1), (1, 6), (2, 2), (2, 4)], waves);
    }

    [Fact]
    public void Several_objectives_are_ranked_by_fronts_and_failures_last()
    {
        Proposal proposal = new(null, [], null!);
        Outcome[] outcomes =
            [new(proposal, null), new(proposal, [1, 1]), new(proposal, [3, 0]), new(proposal, [0, 3]), new(proposal, [2, 2]), new(proposal, [0, 0])];
        IReadOnlyList<Outcome> ranked = OutcomeRanking.BestFirst(outcomes);

        Assert.Equal(new[] { outcomes[2], outcomes[3], outcomes[4] }.ToHashSet(ReferenceEqualityComparer.Instance),
            ranked.Take(3).ToHashSet(ReferenceEqualityComparer.Instance));
        Assert.Same(outcomes[1], ranked[3]);
        Assert.Same(outcomes[0], ranked[5]);
    }

    private static double Best(SearchSpace space, SearchStrategy strategy, int seed) =>
        Run(space, new SearchConfig { Strategy = strategy, Trials = 40, Seed = seed, Defaults = false }, Score).Max(outcome => outcome.Scores![0]);

    private static List<Outcome> Run(SearchSpace space, SearchConfig config, Func<FakeReducerOptions, double> score)
    {
        ISearch search = Searches.Create(space, config, rungs: 1);
        List<Outcome> all = [];
        for (IReadOnlyList<Asked> wave = search.Next([]); wave.Count > 0;)
        {
            Outcome[] outcomes = [.. wave.Select(asked => new Outcome(asked.Proposal, [score((FakeReducerOptions)asked.Proposal.Choice.Options)]))];
            all.AddRange(outcomes);
            wave = search.Next(outcomes);
        }

        return all;
    }

    private static Outcome[] Scored(IReadOnlyList<Asked> wave) => [.. wave.Select(asked => new Outcome(asked.Proposal, [Score(asked)]))];

    private static double Score(Asked asked) => Score((FakeReducerOptions)asked.Proposal.Choice.Options);

    private static double Score(FakeReducerOptions options) =>
        -Math.Pow(Math.Log(options.Perplexity / 12), 2) - (0.5 * Math.Pow(Math.Log(options.NNeighbors / 20.0), 2));
}
