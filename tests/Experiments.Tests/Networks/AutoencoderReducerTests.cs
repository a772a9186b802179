using Experiments.Networks.Autoencoding;
using Experiments.Reduction;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Networks;

public sealed class AutoencoderReducerTests : ReducerContract
{
    protected override string Kind => "autoencoder";

    protected override ReducerRegistry Registry => StandardReducers.Create().AddNetworkReducers();

    protected override ReducerOptions QuickOptions => new AutoencoderOptions { Hidden = "16", Epochs = 30, BatchSize = 32, LearningRate = 0.01 };

    protected override ReducerOptions TinyOptions => new AutoencoderOptions { Hidden = "4", Epochs = 3 };

    [Fact]
    public void No_output_changes_without_its_version() => Goldens.Compare(
        "tests/Experiments.Tests/Fixtures/goldens/networks.json",
        new SortedDictionary<string, Golden> { ["reducer autoencoder"] = OutputGoldenTests.Of(Registry.Find(Kind)!, TinyOptions) });

    [Fact]
    public void A_share_of_no_epochs_is_none() =>
        Assert.Equal(new AutoencoderOptions { Epochs = 0 }, new AutoencoderOptions { Epochs = 0 }.WithShareOfIterations(0.5, 500));

    [Fact]
    public void One_linear_layer_on_a_plane_gives_everything_back()
    {
        Matrix plane = new(200, 5);
        Matrix places = TestSamples.Normal(200, 2);
        for (int i = 0; i < 200; i++)
        {
            for (int f = 0; f < 4; f++)
            {
                plane.Row(i)[f] = (float)((places[i, 0] * Math.Cos(f)) + (places[i, 1] * Math.Sin(f)) + f);
            }

            plane.Row(i)[4] = 3;
        }

        IReadOnlyDictionary<string, double> trained = Fit(plane, epochs: 300).Diagnostics;
        IReadOnlyDictionary<string, double> untrained = Fit(plane, epochs: 1).Diagnostics;
        Assert.InRange(trained["explained_variance_ratio_total"], 0.99, 1);
        Assert.True(untrained["explained_variance_ratio_total"] < 0.5);
        Assert.Equal(1 - trained["explained_variance_ratio_total"], trained["reconstruction_error"] * 5 / 4, 1e-9);
    }

    [Fact]
    public void Standardised_features_have_mean_0_and_variance_1_and_constant_ones_are_0()
    {
        Matrix samples = TestSamples.Normal(50, 3);
        for (int i = 0; i < 50; i++)
        {
            samples.Row(i)[1] = 0.1f;
            samples.Row(i)[2] = (samples[i, 2] * 100) + 1e4f;
        }

        Standardisation scale = Standardisation.Of(samples);
        Matrix standardised = scale.Apply(samples);
        Assert.Equal(2, scale.Varying);
        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal(0, standardised[i, 1]));
        foreach (int f in new[] { 0, 2 })
        {
            Assert.Equal(0, Enumerable.Range(0, 50).Average(i => standardised[i, f]), 1e-5);
            Assert.Equal(1, Enumerable.Range(0, 50).Average(i => standardised[i, f] * standardised[i, f]), 1e-5);
        }
    }

    [Theory]
    [InlineData("128-64", new[] { 128, 64 })]
    [InlineData("7", new[] { 7 })]
    [InlineData("", null)]
    [InlineData("128,64", null)]
    [InlineData("128-0", null)]
    [InlineData("128--64", null)]
    public void Widths_are_numbers_joined_by_dashes(string hidden, int[]? expected)
    {
        AutoencoderOptions options = new() { Hidden = hidden };
        Assert.Equal(expected, options.Widths());
        Assert.Equal(expected is null ? 1 : 0, options.Check(100, 10).Count());
    }

    [Fact]
    public void A_training_that_diverges_says_so()
    {
        AutoencoderOptions options = new() { Hidden = "8", LearningRate = 1e30, Epochs = 5 };
        ReductionException fault = Assert.Throws<ReductionException>(() =>
            new AutoencoderReducer(options).Fit(new ReductionInput(TestSamples.Normal(60, 4)), new ReductionContext()));
        Assert.Contains("use a smaller one", fault.Message, StringComparison.Ordinal);
    }

    private static ReductionResult Fit(Matrix samples, int epochs) =>
        new AutoencoderReducer(
            new AutoencoderOptions { Hidden = "16", Activation = EncoderActivation.Tanh, Epochs = epochs, BatchSize = 50, LearningRate = 0.01 })
            .Fit(new ReductionInput(samples), new ReductionContext());
}
