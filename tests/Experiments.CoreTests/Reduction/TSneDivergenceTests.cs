using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>The divergence of pictures that other programs made, as reports and benchmarks compare it.</summary>
public sealed class TSneDivergenceTests
{
    private static readonly ReductionContext Context = new() { Seed = 3, Threads = 2 };

    [Fact]
    public void A_fitted_picture_has_the_divergence_its_fit_reported()
    {
        Matrix samples = TestSamples.Groups(180, 8, 3);
        ReductionResult result = new TSneReducer(new TSneOptions { Perplexity = 12 }).Fit(new ReductionInput(samples), Context);
        Assert.Equal(result.Diagnostics["kl_divergence"], TSneDivergence.Compute(samples, result.Embedding, 12, Context), 1e-12);
    }

    [Fact]
    public void The_divergence_is_that_of_the_definition()
    {
        Matrix samples = TestSamples.Groups(40, 5, 2);
        Matrix picture = new PcaReducer(new PcaOptions()).Fit(new ReductionInput(samples), Context).Embedding;
        NeighborGraph graph = NearestNeighbors.Compute(samples, 15, Context);
        double[,] p = Joint(graph, 5);
        Assert.Equal(ByDefinition(p, picture, square => 1 / (1 + square)), TSneDivergence.Compute(samples, picture, 5, Context), 1e-5);
    }

    [Theory]
    [InlineData(1e3)]
    [InlineData(1e6)]
    [InlineData(1e9)]
    [InlineData(1e16)]
    [InlineData(1e300)]
    public void With_many_degrees_of_freedom_the_divergence_becomes_that_of_the_Gaussian_kernel(double dof)
    {
        Matrix samples = TestSamples.Groups(40, 5, 2);
        Matrix picture = TestSamples.Normal(40, 2, 6);
        double[,] p = Joint(NearestNeighbors.Compute(samples, 15, Context), 5);
        double expected = ByDefinition(p, picture, square => dof < 1e5 ? Math.Pow(1 + (square / dof), -dof) : Math.Exp(-square));
        TSneOptions options = new() { Perplexity = 5, Dof = dof };
        Assert.Equal(expected, TSneDivergence.Compute(samples, picture, options, Context), 1e-4);
        ReductionResult fit = new TSneReducer(options).Fit(new ReductionInput(samples), Context);
        Assert.Equal(fit.Diagnostics["kl_divergence"], TSneDivergence.Compute(samples, fit.Embedding, options, Context), 1e-12);
    }

    [Fact]
    public void Pictures_of_other_samples_and_of_three_dimensions_are_refused()
    {
        Matrix samples = TestSamples.Groups(40, 5, 2);
        Assert.Contains("40 rows", Assert.Throws<ReductionException>(() => TSneDivergence.Compute(samples, new Matrix(39, 2), 5, Context)).Message);
        Assert.Contains("1 or 2 columns",
            Assert.Throws<ReductionException>(() => TSneDivergence.Compute(samples, new Matrix(40, 3), 5, Context)).Message);
    }

    /// <summary>p_ij over the graph: each row's precision found by bisection on its entropy, then symmetrised.</summary>
    private static double[,] Joint(NeighborGraph graph, double perplexity)
    {
        double[,] joint = new double[graph.Count, graph.Count];
        for (int i = 0; i < graph.Count; i++)
        {
            double[] row = Conditional([.. graph.DistancesOf(i).ToArray().Select(d => (double)d * d)], Math.Log(perplexity));
            for (int m = 0; m < graph.K; m++)
            {
                int j = graph.IndicesOf(i)[m];
                joint[i, j] += row[m] / (2 * graph.Count);
                joint[j, i] += row[m] / (2 * graph.Count);
            }
        }

        return joint;
    }

    private static double[] Conditional(double[] squared, double entropy)
    {
        double low = 0, high = 1e6;
        double[] row = [];
        for (int step = 0; step < 200; step++)
        {
            double precision = (low + high) / 2;
            double[] weights = [.. squared.Select(d => Math.Exp(-precision * (d - squared[0])))];
            row = [.. weights.Select(weight => weight / weights.Sum())];
            bool tooWide = row.Where(value => value > 0).Sum(value => -value * Math.Log(value)) > entropy;
            (low, high) = tooWide ? (precision, high) : (low, precision);
        }

        return row;
    }

    private static double ByDefinition(double[,] p, Matrix picture, Func<double, double> kernel)
    {
        int n = picture.Rows;
        double Weight(int i, int j) =>
            kernel(Math.Pow((double)picture[i, 0] - picture[j, 0], 2) + Math.Pow((double)picture[i, 1] - picture[j, 1], 2));
        (int I, int J)[] pairs = [.. Enumerable.Range(0, n).SelectMany(i => Enumerable.Range(0, n).Where(j => j != i).Select(j => (i, j)))];
        double z = pairs.Sum(pair => Weight(pair.I, pair.J));
        return pairs.Where(pair => p[pair.I, pair.J] > 0).Sum(pair => p[pair.I, pair.J] * Math.Log(p[pair.I, pair.J] / (Weight(pair.I, pair.J) / z)));
    }
}
