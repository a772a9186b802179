using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>The same contract with a heavier tail, two perplexities and a spectral start.</summary>
public sealed class TSneTailedReducerTests : ReducerContract
{
    protected override string Kind => "tsne";

    protected override ReducerOptions QuickOptions => new TSneOptions { Multiscale = "5-20", Dof = 0.6, Init = TSneInit.Spectral, NIter = 250 };

    protected override ReducerOptions TinyOptions => new TSneOptions { Multiscale = "1.5-3", Dof = 0.6, Init = TSneInit.Spectral };

    protected override int FewestSamples => 10;

    [Fact]
    public void A_fitted_picture_has_the_divergence_its_fit_reported()
    {
        Matrix samples = TestSamples.Groups(180, 8, 3);
        TSneOptions options = (TSneOptions)QuickOptions with { Metric = DistanceMetric.Cosine };
        ReductionResult result = new TSneReducer(options).Fit(new ReductionInput(samples), new ReductionContext());
        Assert.Equal(result.Diagnostics["kl_divergence"], TSneDivergence.Compute(samples, result.Embedding, options, new ReductionContext()), 1e-12);
    }

    [Fact]
    public void A_heavier_tail_draws_groups_tighter()
    {
        Matrix samples = TestSamples.Groups(300, 10, 3);
        double Spread(double dof) => WithinOverAll(new TSneReducer(new TSneOptions { Dof = dof })
            .Fit(new ReductionInput(samples), new ReductionContext()).Embedding);
        Assert.True(Spread(0.5) < Spread(1));
        Assert.True(Spread(1) < Spread(4));
    }

    [Theory]
    [Slow]
    [InlineData(1500, 0.6, TSneMethod.Exact)]
    [InlineData(1501, 0.6, TSneMethod.Fft)]
    [InlineData(1501, 1.0, TSneMethod.Exact)]
    public void Powers_make_the_grid_the_faster_way_sooner(int count, double dof, TSneMethod expected)
    {
        Matrix samples = TestSamples.Groups(count, 8, 3);
        float[] Draw(TSneMethod method) => new TSneReducer(new TSneOptions { Dof = dof, Method = method, EarlyExaggerationIter = 10, NIter = 10 })
            .Fit(new ReductionInput(samples), new ReductionContext { Threads = 2 }).Embedding.Values.ToArray();
        float[] chosen = Draw(TSneMethod.Auto);
        Assert.Equal(Draw(expected), chosen);
        Assert.NotEqual(Draw(expected == TSneMethod.Fft ? TSneMethod.Exact : TSneMethod.Fft), chosen);
    }

    /// <summary>Mean distance within the groups over the mean distance of all points.</summary>
    private static double WithinOverAll(Matrix picture)
    {
        double within = 0, all = 0;
        for (int i = 0; i < picture.Rows; i++)
        {
            for (int j = 0; j < picture.Rows; j++)
            {
                double distance = Math.Sqrt(Math.Pow(picture[i, 0] - picture[j, 0], 2) + Math.Pow(picture[i, 1] - picture[j, 1], 2));
                all += distance;
                within += i % 3 == j % 3 ? 3 * distance : 0;
            }
        }

        return within / all;
    }
}
