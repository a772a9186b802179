using Experiments.Reduction;
using Experiments.Reduction.TSne;

namespace Experiments.Tests.Reduction;

/// <summary>Where t-SNE starts and when it stops.</summary>
public sealed class TSneStartTests
{
    private static readonly ReductionContext Context = new() { Seed = 3, Threads = 2 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_spectral_start_has_the_wanted_columns_and_a_standard_deviation_of_a_ten_thousandth(int components)
    {
        Matrix start = Spectral(TestSamples.Groups(150, 10, 3), components);
        Assert.Equal((150, components), (start.Rows, start.Columns));
        double[] first = [.. Enumerable.Range(0, 150).Select(i => (double)start[i, 0])];
        double mean = first.Average();
        Assert.Equal(1e-4, Math.Sqrt(first.Average(value => (value - mean) * (value - mean))), 1e-6);
    }

    [Fact]
    public void The_spectral_start_of_a_ring_is_a_circle()
    {
        Matrix ring = new(240, 3);
        for (int i = 0; i < 240; i++)
        {
            (float sine, float cosine) = MathF.SinCos(2 * MathF.PI * i / 240);
            (ring.Row(i)[0], ring.Row(i)[1], ring.Row(i)[2]) = (cosine, sine, 0);
        }

        Matrix start = Spectral(ring, 2);
        double[] radii = [.. Enumerable.Range(0, 240).Select(i => Math.Sqrt((start[i, 0] * start[i, 0]) + (start[i, 1] * start[i, 1])))];
        Assert.True(radii.Min() > 0.9 * radii.Max(), $"radii from {radii.Min()} to {radii.Max()}");
    }

    [Fact]
    public void A_given_start_is_taken_as_it_is()
    {
        Matrix samples = TestSamples.Groups(60, 5, 3);
        TSneOptions still = new() { Perplexity = 5, EarlyExaggerationIter = 0, NIter = 0 };
        Matrix start = TestSamples.Normal(60, 2);
        Matrix embedding = new TSneReducer(still) { Start = start }.Fit(new ReductionInput(samples), Context).Embedding;
        Assert.Equal(start.Values.ToArray(), embedding.Values.ToArray());
        Assert.Contains("expected 60 x 2", Refusal(samples, still, new Matrix(59, 2)), StringComparison.Ordinal);
        start.Row(4)[1] = float.NaN;
        Assert.Contains("row 4, column 1", Refusal(samples, still, start), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_rests_stops_the_second_phase()
    {
        ReductionInput input = new(TestSamples.Groups(150, 10, 3));
        TSneOptions options = new() { Perplexity = 10, NIter = 200 };
        ReductionResult stopped = new TSneReducer(options with { MinGradNorm = 1e6 }).Fit(input, Context);
        Assert.Equal(300, stopped.Diagnostics["iterations"]);
        ReductionResult shorter = new TSneReducer(options with { NIter = 50 }).Fit(input, Context);
        Assert.Equal(shorter.Embedding.Values.ToArray(), stopped.Embedding.Values.ToArray());
        Assert.False(shorter.Diagnostics.ContainsKey("iterations"));
    }

    [Fact]
    public void The_norm_is_that_of_the_gradient_of_the_divergence()
    {
        Matrix samples = TestSamples.Groups(60, 10, 3);
        Matrix start = TestSamples.Normal(60, 2);
        TSneOptions options = new() { Perplexity = 10, EarlyExaggerationIter = 0, NIter = 49, Dof = 0.7 };
        ReductionResult Fit(TSneOptions settings) => new TSneReducer(settings) { Start = start }.Fit(new ReductionInput(samples), Context);
        double norm = GradientNorm(samples, Fit(options).Embedding, options);
        double Iterations(double least) => Fit(options with { NIter = 70, MinGradNorm = least }).Diagnostics["iterations"];
        Assert.Equal(50, Iterations(1.01 * norm));
        Assert.Equal(70, Iterations(0.99 * norm));
    }

    private static double GradientNorm(Matrix samples, Matrix picture, TSneOptions options)
    {
        double[,] joint = TSneEquations.Dense(Affinities.Compute(NearestNeighbors.Compute(samples, 30, Context), [10], Context));
        double[][] axes = [.. Enumerable.Range(0, 2).Select(c => Enumerable.Range(0, picture.Rows).Select(i => (double)picture[i, c]).ToArray())];
        double sum = 0;
        foreach (double[] axis in axes)
        {
            for (int i = 0; i < axis.Length; i++)
            {
                double slope = TSneEquations.Slope(axis, i, () => TSneEquations.Divergence(joint, axes[0], axes[1], options.Dof));
                sum += slope * slope;
            }
        }

        return Math.Sqrt(sum);
    }

    private static Matrix Spectral(Matrix samples, int components)
    {
        TSneOptions options = new() { Perplexity = 10, NComponents = components, Init = TSneInit.Spectral };
        Affinities affinities = Affinities.Compute(NearestNeighbors.Compute(samples, 30, Context), [10], Context);
        return TSneInitialization.Create(new ReductionInput(samples), affinities, options, Context);
    }

    private static string Refusal(Matrix samples, TSneOptions options, Matrix start) => Assert.Throws<ReductionException>(() =>
        new TSneReducer(options) { Start = start }.Fit(new ReductionInput(samples), Context)).Message;
}
