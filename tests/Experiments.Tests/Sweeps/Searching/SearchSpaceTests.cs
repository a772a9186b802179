using System.Globalization;
using Experiments.Networks.Torch;
using Experiments.Reduction;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Searching;

namespace Experiments.Tests.Sweeps.Searching;

public sealed class SearchSpaceTests
{
    private const string TwoKinds = """
        datasets: [{kind: glyphs, train_size: 60, test_size: 40, samples: 40}]
        reducers:
          - {kind: pca}
          - {kind: fake, perplexity: {low: 1, high: 9, scale: log}, n_neighbors: {low: 2, high: 6}}
          - {kind: fake, perplexity: 2, failing_seed: [none, 7]}
        search: {strategy: random, trials: 30, objective: trustworthiness@5}
        """;

    [Fact]
    public void Sobol_points_are_those_of_scipy()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "searching", "sobol.csv"));
        uint[][] expected = [.. lines.Select(line => line.Split(',').Select(value => uint.Parse(value, CultureInfo.InvariantCulture)).ToArray())];

        Assert.All(expected.Index(), point =>
            Assert.Equal(point.Item, Enumerable.Range(0, SobolSequence.MostDimensions).Select(d => SobolSequence.Raw((uint)point.Index, d))));
    }

    [Fact]
    public void A_latin_hypercube_has_one_point_in_every_stratum_of_every_setting()
    {
        SearchSpace space = Space("reducers: [{kind: fake, perplexity: {low: 1, high: 9}, n_neighbors: {low: 2, high: 30}}]");
        SpaceFilling filling = new(space, SearchStrategy.LatinHypercube, 25, seed: 3);
        Proposal[] drawn = [.. Enumerable.Range(0, 25).Select(_ => filling.Next([], []))];

        Assert.All([0, 1], d => Assert.Equal(Enumerable.Range(0, 25), drawn.Select(proposal => (int)(proposal.Units[d] * 25)).Order()));
    }

    [Fact]
    public void A_range_of_integers_gives_each_of_them_the_same_chance_and_a_logarithmic_one_each_octave()
    {
        OptionInfo option = OptionSchema.Of(typeof(FakeReducerOptions)).Single(option => option.Name == "n_neighbors");
        Dimension even = Dimension.Of(option, new SearchRange(2, 5, false, new ConfigPlace(string.Empty, 1, 1)));
        Dimension log = Dimension.Of(option, new SearchRange(2, 64, true, new ConfigPlace(string.Empty, 1, 1)));
        object?[] values = [.. Enumerable.Range(0, 4000).Select(i => even.At(i / 4000.0))];

        Assert.Equal([1000, 1000, 1000, 1000], values.GroupBy(value => value).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.Equal(4, even.Size);
        Assert.Equal([2, 64], new[] { log.At(0), log.At(Math.BitDecrement(1.0)) });
        Assert.InRange((int)log.At(0.5)!, 10, 12);
        Assert.All(Enumerable.Range(2, 63), value =>
            Assert.Equal(value, log.At((log.PlaceOf(value)!.Value.From + log.PlaceOf(value)!.Value.To) / 2)));
        Assert.Null(log.PlaceOf(65));
    }

    [Fact]
    public void Settings_exist_in_their_branch_only_and_none_is_proposed_twice()
    {
        using SweepBench bench = new();
        SearchPlan plan = bench.Load(TwoKinds).Search!;
        IReadOnlyList<Asked> all = Searches.Create(plan.Space, plan.Config, plan.Rungs.Count).Next([]);

        Assert.Equal(30, all.Count);
        Assert.Equal(30, all.Select(asked => asked.Proposal.Choice.Options).Distinct().Count());
        Assert.Single(all, asked => asked.Proposal.Choice.Descriptor.Kind == "pca");
        Assert.Equal(2, all.Count(asked => asked.Proposal.Branch == plan.Space.Branches[2]));
        Assert.All(all.Where(asked => asked.Proposal.Branch == plan.Space.Branches[1]), asked =>
        {
            FakeReducerOptions options = (FakeReducerOptions)asked.Proposal.Choice.Options;
            Assert.InRange(options.Perplexity, 1, 9);
            Assert.InRange(options.NNeighbors, 2, 6);
            Assert.Equal(["perplexity", "n_neighbors", "failing_seed"], asked.Proposal.Choice.Varied.Keys);
        });
    }

    [Fact]
    public void The_defaults_and_named_points_come_first()
    {
        SearchSpace space = Space(
            "reducers: [{kind: fake, perplexity: {low: 1, high: 9}}]",
            "points: [{kind: fake, perplexity: 8}, {kind: fake, perplexity: 2, n_neighbors: 3}]");

        Assert.Equal([8, 2, 3], space.Points.Select(point => ((FakeReducerOptions)point.Choice.Options).Perplexity));
        Assert.NotNull(space.Points[0].Branch);
        Assert.NotNull(space.Points[1].Branch);
        Assert.Equal(["perplexity", "n_neighbors"], space.Points[0].Choice.Varied.Keys);
    }

    [Fact]
    public void A_small_space_ends_a_search_early()
    {
        using SweepBench bench = new();
        SearchPlan plan = bench.Load("""
            datasets: [{kind: glyphs, train_size: 60, test_size: 40, samples: 40}]
            reducers: [{kind: fake, n_neighbors: {low: 2, high: 6}}]
            search: {strategy: sobol, trials: 30}
            """).Search!;

        Assert.Equal(5, Searches.Create(plan.Space, plan.Config, 1).Next([]).Count);
    }

    [Theory]
    [InlineData("fake, perplexity: {low: 1, high: 5}", "grid", "2:37: a range is for a search: add search: {strategy: tpe, trials: 40}")]
    [InlineData("fake, perplexity: {low: 5, high: 1}", "tpe", "perplexity: got low 5 and high 1, expected low below high")]
    [InlineData("fake, perplexity: {low: 1, high: 9, scale: lgo}", "tpe", "scale: got 'lgo', expected one of linear, log (did you mean 'log'?)")]
    [InlineData("fake, perplexity: {low: 1}", "tpe", "perplexity: a range needs both ends, as in {low: 2, high: 100}")]
    [InlineData("fake, perplexity: {low: 1, high: 30}", "tpe", "fake: perplexity 30 needs more than 90 samples, there are 40")]
    [InlineData("fake, perplexity: 3", "tpe", "there is nothing to search")]
    [InlineData("fake, perplexity: [3, 4]", "tpe, objective: trust", "objective: got 'trust', expected one of trustworthiness@5")]
    [InlineData("fake, perplexity: [3, 4]", "tpe, points: [{kind: fake, perplexity: 50}]",
        "points: fake: perplexity: perplexity 50 needs more than 150 samples")]
    [InlineData("fake, perplexity: [3, 4]", "tpe, points: [{kind: fake, perplexty: 5}]", "unknown key 'perplexty' (did you mean 'perplexity'?)")]
    public void A_mistake_is_said_before_anything_runs(string reducer, string search, string expected)
    {
        using SweepBench bench = new();

        Assert.Contains(expected, bench.Problems(
            $"datasets: [{{kind: glyphs, train_size: 60, test_size: 40, samples: 40}}]\nreducers: [{{kind: {reducer}}}]\nsearch: {{strategy: "
            + $"{search}}}\n"), StringComparison.Ordinal);
    }

    internal static SearchSpace Space(string reducers, string more = "")
    {
        using SweepBench bench = new();
        return bench.Load($"datasets: [{{kind: glyphs, train_size: 90, test_size: 90, samples: 90}}]\n{reducers}\nsearch: {{strategy: random, "
            + $"{more}}}\n").Search!.Space;
    }
}
