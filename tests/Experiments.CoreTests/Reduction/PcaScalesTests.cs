using System.Numerics;
using Experiments.Reduction;
using Experiments.Reduction.PrincipalComponents;

namespace Experiments.Tests.Reduction;

/// <summary>Components that are small beside the largest: what is there is kept, what is rounding is not.</summary>
public sealed class PcaScalesTests
{
    private static readonly ReductionContext Context = new();

    /// <summary>Whole numbers below 2²⁴, so that single precision holds them.</summary>
    private static readonly double[] Scales = [1e7, 2, 1];

    [Theory]
    [InlineData(64, 8, false)]
    [InlineData(8, 64, false)]
    [InlineData(64, 8, true)]
    [InlineData(8, 64, true)]
    [InlineData(1024, 16, false)]
    public void Components_a_ten_millionth_of_the_first_are_found(int n, int d, bool randomized)
    {
        Matrix samples = Signs(n, d);
        PcaModel model = randomized ? RandomizedPca.Fit(new CenteredSamples(samples, Context), 3, Context) : Pca.Fit(samples, 3, Context);
        Assert.Equal(randomized ? PcaMethod.Randomized : PcaMethod.SingularValues, model.Method);
        Matrix scores = model.Transform(samples, Context);
        for (int c = 0; c < 3; c++)
        {
            double variance = Scales[c] * Scales[c] * d * n / (n - 1);
            Assert.Equal(variance, model.ExplainedVariance[c], 1e-6 * variance);
            double root = Math.Sqrt(d);
            Assert.All(Enumerable.Range(0, d), f => Assert.Equal(1 / root, Math.Abs(model.Loadings[f, c]), 1e-6));
            Assert.All(Enumerable.Range(0, n), i => Assert.Equal(Scales[c] * root, Math.Abs(scores[i, c]), 1e-5 * Scales[c] * root));
        }
    }

    [Fact]
    public void What_is_rounding_stays_zero()
    {
        PcaModel model = Pca.Fit(Signs(64, 8), 4, Context);
        Assert.True(model.ExplainedVariance[2] > 0);
        Assert.Equal(0, model.ExplainedVariance[3]);
        Assert.All(Enumerable.Range(0, 8), f => Assert.Equal(0f, model.Loadings[f, 3]));
    }

    /// <summary>scikit-learn 1.2.1: PCA(3).fit of the same columns in double precision.</summary>
    [Fact]
    public void Columns_of_very_different_scale_agree_with_scikit_learn()
    {
        Matrix samples = TestSamples.Formula(200, 3, 4);
        for (int i = 0; i < 200; i++)
        {
            samples.Row(i)[0] *= 1e7f;
            samples.Row(i)[1] *= 2;
        }

        PcaModel model = Pca.Fit(samples, 3, Context);
        double[] expected = [8595975448136.339, 0.35056055364871236, 0.08460173105524448];
        Assert.Equal(expected, model.ExplainedVariance, (a, b) => Math.Abs(a - b) <= 1e-9 * a);
    }

    [Fact]
    public void The_map_of_a_model_places_samples_where_it_does()
    {
        Matrix samples = Signs(64, 8);
        PcaModel model = Pca.Fit(samples, 3, Context);
        Matrix scores = model.Transform(samples, Context);
        LinearMap map = LinearMap.Of(model);
        Assert.All(Enumerable.Range(0, 64), i => Assert.Equal(scores[i, 2], map.Place(samples.Row(i), 2), 1e-6));
    }

    [Theory]
    [InlineData(1e-38f)]
    [InlineData(1e-20f)]
    [InlineData(1e20f)]
    [InlineData(1e37f)]
    public void Units_scale_the_picture_and_nothing_else(float unit)
    {
        Matrix samples = TestSamples.Groups(60, 4, 3, separation: 1);
        Matrix scaled = new([.. samples.Values.ToArray().Select(value => value * unit)], 60, 4);
        Matrix expected = Pca.Fit(samples, 2, Context).Transform(samples, Context);
        Matrix scores = Pca.Fit(scaled, 2, Context).Transform(scaled, Context);
        Assert.All(Enumerable.Range(0, 120), v => Assert.Equal(expected.Values[v], scores.Values[v] / unit, 1e-5));
    }

    // Rank three: the sum of sign patterns (rows of Hadamard matrices, all but the constant one), which are orthogonal and have mean 0.
    private static Matrix Signs(int n, int d)
    {
        Matrix samples = new(n, d);
        for (int i = 0; i < n; i++)
        {
            for (int f = 0; f < d; f++)
            {
                for (int c = 0; c < 3; c++)
                {
                    samples.Row(i)[f] += (float)Scales[c] * Sign(i, c + 1) * Sign(f, c + 2);
                }
            }
        }

        return samples;
    }

    private static int Sign(int position, int pattern) => BitOperations.PopCount((uint)(position & pattern)) % 2 == 0 ? 1 : -1;
}
