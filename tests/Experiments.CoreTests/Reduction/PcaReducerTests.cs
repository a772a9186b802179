using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

public sealed class PcaReducerTests : ReducerContract
{
    protected override string Kind => "pca";

    protected override ReducerOptions QuickOptions => new PcaOptions();

    protected override ReducerOptions TinyOptions => new PcaOptions();

    protected override int FewestSamples => 2;

    [Fact]
    public void Reports_how_much_variance_the_picture_shows()
    {
        ReductionResult result = Reduce(ReductionReference.Samples);
        double[] expected = ReductionReference.Pca("explained_variance_ratio");
        Assert.Equal(expected[1], result.Diagnostics["explained_variance_ratio_2"], 1e-9);
        Assert.Equal(expected[0] + expected[1], result.Diagnostics["explained_variance_ratio_total"], 1e-9);
    }
}
