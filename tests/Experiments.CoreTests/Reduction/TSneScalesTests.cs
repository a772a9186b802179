using Experiments.Reduction;
using Experiments.Reduction.TSne;

namespace Experiments.Tests.Reduction;

/// <summary>Affinities of several perplexities.</summary>
public sealed class TSneScalesTests
{
    private static readonly ReductionContext Context = new() { Seed = 3, Threads = 2 };

    [Fact]
    public void One_scale_is_a_perplexity()
    {
        ReductionInput input = new(TestSamples.Groups(120, 8, 3));
        TSneOptions one = new() { Perplexity = 10, NIter = 50 };
        float[] expected = new TSneReducer(one).Fit(input, Context).Embedding.Values.ToArray();
        Assert.Equal(expected, new TSneReducer(one with { Perplexity = 7, Multiscale = "10" }).Fit(input, Context).Embedding.Values.ToArray());
    }

    [Fact]
    public void Affinities_of_two_scales_are_the_mean_of_each_ones()
    {
        NeighborGraph graph = NearestNeighbors.Compute(TestSamples.Normal(150, 6), 60, Context);
        double[,] both = TSneEquations.Dense(Affinities.Compute(graph, [5, 20], Context));
        double[,] fine = TSneEquations.Dense(Affinities.Compute(graph, [5], Context));
        double[,] coarse = TSneEquations.Dense(Affinities.Compute(graph, [20], Context));
        double largest = 0;
        for (int i = 0; i < 150; i++)
        {
            for (int j = 0; j < 150; j++)
            {
                Assert.Equal((fine[i, j] + coarse[i, j]) / 2, both[i, j], 1e-9);
                largest = Math.Max(largest, Math.Abs(fine[i, j] - both[i, j]));
            }
        }

        Assert.True(largest > 1e-4);
    }

    [Fact]
    public void The_largest_scale_says_how_many_neighbours_are_needed()
    {
        Assert.Equal(60, new TSneOptions { Perplexity = 5, Multiscale = "5-12.5-20" }.NeighborsNeeded(150));
        Assert.Equal(15, new TSneOptions { Perplexity = 5 }.NeighborsNeeded(150));
    }

    [Theory]
    [InlineData("5-")]
    [InlineData("20-5")]
    [InlineData("5-5")]
    [InlineData("0.5-3")]
    [InlineData("wide")]
    [InlineData("")]
    public void What_is_no_list_of_perplexities_is_explained(string text)
    {
        OptionProblem problem = Assert.Single(new TSneOptions { Multiscale = text }.Check(1000, 10));
        Assert.Equal("multiscale", problem.Option);
        Assert.Contains($"'{text}', expected ascending perplexities", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_large_a_scale_is_explained()
    {
        OptionProblem problem = Assert.Single(new TSneOptions { Multiscale = "5-50" }.Check(150, 10));
        Assert.Equal(("multiscale", "perplexity 50 needs more than 150 samples, got 150; use at most 49, or add samples."),
            (problem.Option, problem.Message));
    }

    [Fact]
    public void Users_write_one_text()
    {
        OptionInfo setting = OptionSchema.Of(typeof(TSneOptions)).Single(option => option.Name == "multiscale");
        Assert.True(OptionSchema.TryParse(setting, "30-300", out object? value, out _) && Equals(value, "30-300"));
        Assert.True(OptionSchema.TryParse(setting, "none", out value, out _) && value is null);
    }
}
