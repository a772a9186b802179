using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>The same contract with repulsion on a grid.</summary>
public sealed class TSneGridReducerTests : ReducerContract
{
    protected override string Kind => "tsne";

    protected override ReducerOptions QuickOptions => new TSneOptions { Perplexity = 10, NIter = 250, Method = TSneMethod.Fft };

    protected override ReducerOptions TinyOptions => new TSneOptions { Perplexity = 3, Method = TSneMethod.Fft };

    protected override int FewestSamples => 10;

    [Theory]
    [Slow]
    [InlineData(1)]
    [InlineData(0.5)]
    public void Reaches_the_divergence_of_all_pairs(double dof)
    {
        Matrix samples = TestSamples.Groups(900, 12, 5, separation: 2);
        double Divergence(TSneMethod method) => Enumerable.Range(0, 3).Average(seed =>
            new TSneReducer(new TSneOptions { Method = method, Dof = dof })
                .Fit(new ReductionInput(samples), new ReductionContext { Seed = seed }).Diagnostics["kl_divergence"]);
        double exact = Divergence(TSneMethod.Exact);
        Assert.InRange(Divergence(TSneMethod.Fft), 0.97 * exact, 1.03 * exact);
    }
}
