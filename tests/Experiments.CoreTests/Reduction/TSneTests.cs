using Experiments.Reduction;
using Experiments.Reduction.TSne;
using Experiments.Reduction.TSne.Repulsion;
using static Experiments.Tests.Reduction.TSneEquations;

namespace Experiments.Tests.Reduction;

/// <summary>The parts of t-SNE against their equations in double precision.</summary>
public sealed class TSneTests
{
    private static readonly ReductionContext Context = new();

    [Fact]
    public void Affinities_agree_with_scikit_learn()
    {
        double[][] expected = ReductionReference.Affinities;
        double[,] joint = Dense(Affinities.Compute(NearestNeighbors.Compute(ReductionReference.Samples, 18, Context), [6], Context));
        for (int i = 0; i < 60; i++)
        {
            for (int j = 0; j < 60; j++)
            {
                Assert.Equal(expected[i][j], joint[i, j], 2e-7);
            }
        }
    }

    [Fact]
    public void Affinities_are_symmetric_and_sum_to_one()
    {
        Affinities affinities = Affinities.Compute(NearestNeighbors.Compute(TestSamples.Normal(200, 5), 30, Context), [10], Context);
        double[,] joint = Dense(affinities);
        Assert.Equal(1, affinities.Values.Sum(value => (double)value), 1e-6);
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(0, affinities.Offsets[i] % Affinities.Lanes);
            Assert.Equal(0, joint[i, i]);
            Assert.All(Enumerable.Range(0, i), j => Assert.Equal(joint[j, i], joint[i, j]));
        }
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(5)]
    [InlineData(19)]
    public void Calibrated_affinities_have_the_wanted_perplexity(double perplexity)
    {
        PerplexityCalibration calibration = new(21, perplexity);
        calibration.Calibrate([.. Enumerable.Range(0, 21).Select(j => 3 + (0.2f * j))]);
        double[] p = calibration.Probabilities[..21];
        Assert.Equal(1, p.Sum(), 1e-12);
        Assert.Equal(perplexity, Math.Exp(-p.Sum(value => value > 0 ? value * Math.Log(value) : 0)), 1e-6);
    }

    [Fact]
    public void Neighbours_at_one_distance_get_equal_affinities()
    {
        PerplexityCalibration calibration = new(12, 4);
        calibration.Calibrate(new float[12]);
        Assert.All(calibration.Probabilities[..12], value => Assert.Equal(1.0 / 12, value, 1e-12));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(4)]
    public void Forces_are_the_gradient_of_the_divergence(double dof)
    {
        StudentKernel kernel = new(dof);
        Affinities affinities = Affinities.Compute(NearestNeighbors.Compute(ReductionReference.Samples, 18, Context), [6], Context);
        double[,] joint = Dense(affinities);
        PlanarPoints points = Picture(60, 2);
        (float[] ax, float[] ay, float[] rx, float[] ry) = (new float[64], new float[64], new float[64], new float[64]);
        new Attraction(affinities, kernel).Compute(points, ax, ay, Context);
        double z = new ExactRepulsion(kernel).Compute(points, rx, ry, Context);
        double[] x = [.. points.X.Take(60).Select(v => (double)v)];
        double[] y = [.. points.Y.Take(60).Select(v => (double)v)];
        for (int i = 0; i < 60; i += 7)
        {
            Assert.Equal(Slope(x, i, () => Divergence(joint, x, y, dof)), 4 * (ax[i] - (rx[i] / z)), 1e-6);
            Assert.Equal(Slope(y, i, () => Divergence(joint, x, y, dof)), 4 * (ay[i] - (ry[i] / z)), 1e-6);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(4)]
    public void The_divergence_is_that_of_its_definition(double dof)
    {
        StudentKernel kernel = new(dof);
        Affinities affinities = Affinities.Compute(NearestNeighbors.Compute(ReductionReference.Samples, 18, Context), [6], Context);
        PlanarPoints points = Picture(60, 2);
        double[] x = [.. points.X.Take(60).Select(v => (double)v)];
        double[] y = [.. points.Y.Take(60).Select(v => (double)v)];
        double z = new ExactRepulsion(kernel).Normalization(points, Context);
        Assert.Equal(Divergence(Dense(affinities), x, y, dof), new Attraction(affinities, kernel).Divergence(points, Context) + Math.Log(z), 1e-6);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(64, 1)]
    [InlineData(77, 1)]
    [InlineData(5, 0.3)]
    [InlineData(77, 0.3)]
    [InlineData(77, 10)]
    public void Exact_repulsion_is_the_sum_over_all_pairs(int n, double dof)
    {
        ExactRepulsion repulsion = new(new StudentKernel(dof));
        PlanarPoints points = Picture(n, 5);
        (float[] fx, float[] fy) = (new float[n], new float[n]);
        double z = repulsion.Compute(points, fx, fy, Context);
        (double expectedZ, double[] expectedX, _) = AllPairs(points, dof);
        Assert.Equal(expectedZ, z, 1e-5 * expectedZ);
        Assert.Equal(expectedZ, repulsion.Normalization(points, Context), 1e-5 * expectedZ);
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal(expectedX[i], fx[i], 1e-4));
    }

    [Fact]
    public void Kernels_on_either_side_of_cauchys_come_close_to_it()
    {
        PlanarPoints points = Picture(77, 5);
        (float[] cauchy, float[] near, float[] other) = (new float[77], new float[77], new float[77]);
        double z = new ExactRepulsion(StudentKernel.Cauchy).Compute(points, cauchy, other, Context);
        Assert.Equal(z, new ExactRepulsion(new StudentKernel(1 - 1e-9)).Compute(points, near, other, Context), 1e-5 * z);
        Assert.All(Enumerable.Range(0, 77), i => Assert.Equal(cauchy[i], near[i], 1e-5));
        Assert.Equal(StudentKernel.Cauchy.Weight(7), new StudentKernel(1 + 1e-9).Weight(7), 1e-8);
        Assert.Equal(Math.Exp(-2), new StudentKernel(1e9).Weight(2), 1e-6);
    }

    [Theory]
    [Slow]
    [InlineData(1500, 10, 1)]
    [InlineData(1500, 40, 1)]
    [InlineData(300, 1e-4, 1)]
    [InlineData(400, 100, 1)]
    [InlineData(1500, 10, 0.5)]
    [InlineData(1500, 40, 0.5)]
    [InlineData(1500, 40, 0.2)]
    [InlineData(1500, 10, 5)]
    public void The_grid_approximates_all_pairs(int n, double spread, double dof)
    {
        PlanarPoints points = Picture(n, spread);
        (float[] fx, float[] fy) = (new float[n], new float[n]);
        double z = new GridRepulsion(new StudentKernel(dof)).Compute(points, fx, fy, Context);
        (double expectedZ, double[] expectedX, double[] expectedY) = AllPairs(points, dof);
        Assert.Equal(expectedZ, z, (0.005 * expectedZ) + (2e-3 * n));
        double error = Enumerable.Range(0, n).Sum(i => Math.Pow(fx[i] - expectedX[i], 2) + Math.Pow(fy[i] - expectedY[i], 2));
        double size = Enumerable.Range(0, n).Sum(i => Math.Pow(expectedX[i], 2) + Math.Pow(expectedY[i], 2));
        Assert.True(Math.Sqrt(error / size) < (spread is < 1 or > 50 ? 0.2 : 0.03), $"relative error {Math.Sqrt(error / size)}");
    }

    [Fact]
    public void The_grid_copes_with_points_in_one_place_on_a_line_and_very_far_apart()
    {
        GridRepulsion repulsion = new(StudentKernel.Cauchy);
        foreach (PlanarPoints points in new[] { new PlanarPoints(50), Line(50, 3), Line(50, 1e5f), Line(50, 0.01f) })
        {
            (float[] fx, float[] fy) = (new float[50], new float[50]);
            Assert.True(double.IsFinite(repulsion.Compute(points, fx, fy, Context)));
            Assert.All(fx.Concat(fy), force => Assert.True(float.IsFinite(force)));
        }
    }

    private static PlanarPoints Line(int n, float gap)
    {
        PlanarPoints points = new(n);
        for (int i = 0; i < n; i++)
        {
            points.Set(i, i * gap, 0);
        }

        return points;
    }
}
