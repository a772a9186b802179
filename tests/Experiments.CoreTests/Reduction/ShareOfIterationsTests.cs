using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

public sealed class ShareOfIterationsTests
{
    [Fact]
    public void Iterations_shrink_and_nothing_else_does()
    {
        Assert.Equal(new TSneOptions { EarlyExaggerationIter = 83, NIter = 167, Perplexity = 9 },
            new TSneOptions { Perplexity = 9 }.WithShareOfIterations(1.0 / 3, 500));
        Assert.Equal(new UmapOptions { NEpochs = 250 }, new UmapOptions().WithShareOfIterations(0.5, 10_000));
        Assert.Equal(new UmapOptions { NEpochs = 100 }, new UmapOptions().WithShareOfIterations(0.5, 10_001));
        Assert.Equal(new PacmapOptions { NIter = 150 }, new PacmapOptions().WithShareOfIterations(1.0 / 3, 500));
        Assert.Equal(new TrimapOptions { NIter = 1 }, new TrimapOptions().WithShareOfIterations(1e-6, 500));
        Assert.Equal(new MdsOptions { NIter = 100 }, new MdsOptions().WithShareOfIterations(1.0 / 3, 500));
        Assert.Equal(new PcaOptions(), new PcaOptions().WithShareOfIterations(0.5, 500));
    }
}
