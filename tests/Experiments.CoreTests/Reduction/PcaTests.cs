using Experiments.Reduction;
using Experiments.Reduction.Numerics;
using Experiments.Reduction.PrincipalComponents;

namespace Experiments.Tests.Reduction;

public sealed class PcaTests
{
    private static readonly ReductionContext Context = new();

    [Fact]
    public void Agrees_with_scikit_learn_up_to_sign()
    {
        PcaModel model = Pca.Fit(ReductionReference.Samples, 8, Context);
        Assert.Equal(PcaMethod.Covariance, model.Method);
        Assert.Equal(ReductionReference.Pca("mean"), model.Mean, Close(1e-12));
        Assert.Equal(ReductionReference.Pca("explained_variance"), model.ExplainedVariance, Close(1e-10));
        Assert.Equal(ReductionReference.Pca("explained_variance_ratio"), model.ExplainedVarianceRatio, Close(1e-12));
        AssertSameDirections(ReductionReference.PcaComponents, model.Loadings, 1e-6);
    }

    [Fact]
    public void The_largest_loading_of_every_component_is_positive()
    {
        Matrix loadings = Pca.Fit(TestSamples.Normal(200, 9), 9, Context).Loadings;
        for (int c = 0; c < 9; c++)
        {
            float[] column = [.. Enumerable.Range(0, 9).Select(f => loadings[f, c])];
            Assert.True(column.MaxBy(Math.Abs) > 0);
            Assert.Equal(1, column.Sum(value => (double)value * value), 1e-6);
        }
    }

    [Fact]
    public void Wide_samples_give_the_same_components_through_the_gram_matrix()
    {
        Matrix tall = TestSamples.Normal(40, 30);
        Matrix wide = new(40, 60);
        for (int i = 0; i < 40; i++)
        {
            tall.Row(i).CopyTo(wide.Row(i));
        }

        PcaModel covariance = Pca.Fit(tall, 5, Context);
        PcaModel gram = Pca.Fit(wide, 5, Context);
        Assert.Equal(PcaMethod.Gram, gram.Method);
        Assert.Equal(40, gram.ExplainedVariance.Length);
        Assert.Equal(covariance.ExplainedVariance, gram.ExplainedVariance[..30], Close(1e-9));
        Assert.All(gram.ExplainedVariance[30..], variance => Assert.Equal(0, variance, 1e-12));
        Assert.Equal(covariance.TotalVariance, gram.TotalVariance, 1e-9);
        for (int f = 0; f < 30; f++)
        {
            for (int c = 0; c < 5; c++)
            {
                Assert.Equal(covariance.Loadings[f, c], gram.Loadings[f, c], 1e-5);
            }
        }
    }

    [Fact]
    public void Randomised_iteration_converges_to_the_exact_components()
    {
        Matrix samples = TestSamples.Groups(400, 80, 6);
        PcaModel exact = Pca.Fit(samples, 4, Context);
        PcaModel randomized = RandomizedPca.Fit(new CenteredSamples(samples, Context), 4, Context);
        Assert.False(randomized.IsExact);
        Assert.Equal(4, randomized.ExplainedVariance.Length);
        Assert.Equal(exact.ExplainedVariance[..4], randomized.ExplainedVariance, (a, b) => Math.Abs(a - b) < 1e-6 * a);
        Assert.Equal(exact.ExplainedVarianceRatio[..4], randomized.ExplainedVarianceRatio, Close(1e-6));
        for (int f = 0; f < 80; f++)
        {
            Assert.Equal(exact.Loadings[f, 0], randomized.Loadings[f, 0], 1e-3);
        }
    }

    [Fact]
    public void The_embedding_is_the_projection_of_centred_samples()
    {
        Matrix samples = TestSamples.Normal(50, 6);
        PcaModel model = Pca.Fit(samples, 2, Context);
        Matrix scores = model.Transform(samples, Context);
        double expected = Enumerable.Range(0, 6).Sum(f => (samples[17, f] - model.Mean[f]) * model.Loadings[f, 1]);
        Assert.Equal(expected, scores[17, 1], 1e-6);
        double variance = Enumerable.Range(0, 50).Sum(i => (double)scores[i, 0] * scores[i, 0]) / 49;
        Assert.Equal(model.ExplainedVariance[0], variance, 1e-5);
    }

    [Fact]
    public void Constant_samples_have_no_variance_and_sit_at_the_origin()
    {
        Matrix samples = new(12, 5);
        samples.Values.Fill(3.7f);
        PcaModel model = Pca.Fit(samples, 2, Context);
        Assert.Equal(0, model.TotalVariance);
        Assert.All(model.ExplainedVarianceRatio, ratio => Assert.Equal(0, ratio));
        Assert.All(model.Transform(samples, Context).Values.ToArray(), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void A_component_without_variance_is_zeros()
    {
        Matrix line = new(30, 4);
        for (int i = 0; i < 30; i++)
        {
            line.Row(i).Fill(i);
        }

        PcaModel model = Pca.Fit(line, 2, Context);
        Assert.Equal(1, model.ExplainedVarianceRatio[0], 1e-12);
        Assert.Equal(0, model.ExplainedVariance[1]);
        Assert.All(Enumerable.Range(0, 4), f => Assert.Equal(0f, model.Loadings[f, 1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Refuses_an_impossible_number_of_components(int components)
    {
        ReductionException fault = Assert.Throws<ReductionException>(() => Pca.Fit(TestSamples.Normal(30, 6), components, Context));
        Assert.Contains("ask for 1 to 6", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(131)]
    public void Eigenvectors_satisfy_their_equation(int size)
    {
        double[] matrix = Symmetric(size, (i, j) => new CounterRandom(1, "matrix").Normal(0, i, j));
        AssertDecomposition(matrix, size);
    }

    [Fact]
    public void Multiple_eigenvalues_get_orthogonal_eigenvectors()
    {
        AssertDecomposition(Symmetric(12, (i, j) => i == j ? 2 : 0), 12);
        AssertDecomposition(Symmetric(12, (i, j) => i / 4 == j / 4 ? 1 : 0), 12);
        AssertDecomposition(new double[25], 5);
    }

    private static void AssertDecomposition(double[] matrix, int size)
    {
        (double[] values, double[][] vectors) = SymmetricEigen.Largest([.. matrix], size, size, Context);
        double scale = Math.Max(1, matrix.Max(Math.Abs)) * size * 1e-13;
        for (int a = 0; a < size; a++)
        {
            for (int i = 0; i < size; i++)
            {
                double product = Enumerable.Range(0, size).Sum(j => matrix[(i * size) + j] * vectors[a][j]);
                Assert.Equal(values[a] * vectors[a][i], product, scale);
            }

            for (int b = 0; b <= a; b++)
            {
                Assert.Equal(a == b ? 1 : 0, vectors[a].Zip(vectors[b], (x, y) => x * y).Sum(), size * 1e-12);
            }
        }
    }

    private static double[] Symmetric(int size, Func<int, int, double> value)
    {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                matrix[(i * size) + j] = value(Math.Min(i, j), Math.Max(i, j));
            }
        }

        return matrix;
    }

    private static void AssertSameDirections(double[][] expected, Matrix loadings, double tolerance)
    {
        for (int c = 0; c < loadings.Columns; c++)
        {
            double dot = Enumerable.Range(0, loadings.Rows).Sum(f => expected[c][f] * loadings[f, c]);
            Assert.Equal(1, Math.Abs(dot), tolerance);
        }
    }

    private static Func<double, double, bool> Close(double tolerance) => (a, b) => Math.Abs(a - b) <= tolerance;
}
