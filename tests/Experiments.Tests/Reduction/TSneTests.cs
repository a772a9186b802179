using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>The parts of t-SNE against their equations in double precision.</summary>
public sealed class TSneTests
{
    private static readonly ReductionContext Context = new();

    [Fact]
    public void Affinities_agree_with_scikit_learn()
    {
        double[][] expected = ReductionReference.Affinities;
        double[,] joint = Dense(Affinities.Compute(NearestNeighbors.Compute(ReductionReference.Samples, 18, Context), 6, Context));
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
        Affinities affinities = Affinities.Compute(NearestNeighbors.Compute(TestSamples.Normal(200, 5), 30, Context), 10, Context);
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

    [Fact]
    public void Forces_are_the_gradient_of_the_divergence()
    {
        Affinities affinities = Affinities.Compute(NearestNeighbors.Compute(ReductionReference.Samples, 18, Context), 6, Context);
        double[,] joint = Dense(affinities);
        PlanarPoints points = Picture(60, 2);
        (float[] ax, float[] ay, float[] rx, float[] ry) = (new float[64], new float[64], new float[64], new float[64]);
        Attraction.Compute(affinities, points, ax, ay, Context);
        double z = new ExactRepulsion().Compute(points, rx, ry, Context);
        double[] x = [.. points.X.Take(60).Select(v => (double)v)];
        double[] y = [.. points.Y.Take(60).Select(v => (double)v)];
        for (int i = 0; i < 60; i += 7)
        {
            Assert.Equal(Slope(x, i, () => Divergence(joint, x, y)), 4 * (ax[i] - (rx[i] / z)), 1e-6);
            Assert.Equal(Slope(y, i, () => Divergence(joint, x, y)), 4 * (ay[i] - (ry[i] / z)), 1e-6);
        }
    }

    [Fact]
    public void The_divergence_is_that_of_its_definition()
    {
        Affinities affinities = Affinities.Compute(NearestNeighbors.Compute(ReductionReference.Samples, 18, Context), 6, Context);
        PlanarPoints points = Picture(60, 2);
        double[] x = [.. points.X.Take(60).Select(v => (double)v)];
        double[] y = [.. points.Y.Take(60).Select(v => (double)v)];
        double z = ExactRepulsion.Normalization(points, Context);
        Assert.Equal(Divergence(Dense(affinities), x, y), Attraction.Divergence(affinities, points, Context) + Math.Log(z), 1e-6);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(77)]
    public void Exact_repulsion_is_the_sum_over_all_pairs(int n)
    {
        PlanarPoints points = Picture(n, 5);
        (float[] fx, float[] fy) = (new float[n], new float[n]);
        double z = new ExactRepulsion().Compute(points, fx, fy, Context);
        (double expectedZ, double[] expectedX, _) = AllPairs(points);
        Assert.Equal(expectedZ, z, 1e-5 * expectedZ);
        Assert.Equal(expectedZ, ExactRepulsion.Normalization(points, Context), 1e-5 * expectedZ);
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal(expectedX[i], fx[i], 1e-4));
    }

    [Theory]
    [InlineData(1500, 10)]
    [InlineData(1500, 40)]
    [InlineData(300, 1e-4)]
    [InlineData(400, 100)]
    public void The_grid_approximates_all_pairs(int n, double spread)
    {
        PlanarPoints points = Picture(n, spread);
        (float[] fx, float[] fy) = (new float[n], new float[n]);
        double z = new GridRepulsion().Compute(points, fx, fy, Context);
        (double expectedZ, double[] expectedX, double[] expectedY) = AllPairs(points);
        Assert.Equal(expectedZ, z, (0.005 * expectedZ) + (2e-3 * n));
        double error = Enumerable.Range(0, n).Sum(i => Math.Pow(fx[i] - expectedX[i], 2) + Math.Pow(fy[i] - expectedY[i], 2));
        double size = Enumerable.Range(0, n).Sum(i => Math.Pow(expectedX[i], 2) + Math.Pow(expectedY[i], 2));
        Assert.True(Math.Sqrt(error / size) < (spread is < 1 or > 50 ? 0.2 : 0.03), $"relative error {Math.Sqrt(error / size)}");
    }

    [Fact]
    public void The_grid_copes_with_points_in_one_place_on_a_line_and_very_far_apart()
    {
        GridRepulsion repulsion = new();
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

    private static PlanarPoints Picture(int n, double spread)
    {
        Matrix positions = TestSamples.Normal(n, 2);
        PlanarPoints points = new(n);
        for (int i = 0; i < n; i++)
        {
            points.Set(i, (float)(spread * positions[i, 0]), (float)(spread * positions[i, 1]));
        }

        return points;
    }

    private static (double Z, double[] X, double[] Y) AllPairs(PlanarPoints points)
    {
        int n = points.Count;
        double z = 0;
        (double[] fx, double[] fy) = (new double[n], new double[n]);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double dx = (double)points.X[i] - points.X[j], dy = (double)points.Y[i] - points.Y[j];
                double w = 1 / (1 + (dx * dx) + (dy * dy));
                z += i == j ? 0 : w;
                fx[i] += w * w * dx;
                fy[i] += w * w * dy;
            }
        }

        return (z, fx, fy);
    }

    private static double Divergence(double[,] joint, double[] x, double[] y)
    {
        int n = x.Length;
        double z = 0, sum = 0;
        double W(int i, int j) => 1 / (1 + Math.Pow(x[i] - x[j], 2) + Math.Pow(y[i] - y[j], 2));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                z += i == j ? 0 : W(i, j);
                sum += joint[i, j] > 0 ? joint[i, j] * Math.Log(joint[i, j] / W(i, j)) : 0;
            }
        }

        return sum + (Math.Log(z) * joint.Cast<double>().Sum());
    }

    private static double Slope(double[] coordinates, int i, Func<double> function)
    {
        const double Step = 1e-5;
        double middle = coordinates[i];
        coordinates[i] = middle + Step;
        double high = function();
        coordinates[i] = middle - Step;
        double low = function();
        coordinates[i] = middle;
        return (high - low) / (2 * Step);
    }

    private static double[,] Dense(Affinities affinities)
    {
        double[,] joint = new double[affinities.Count, affinities.Count];
        for (int i = 0; i < affinities.Count; i++)
        {
            for (int entry = affinities.Offsets[i]; entry < affinities.Offsets[i + 1]; entry++)
            {
                joint[i, affinities.Columns[entry]] += affinities.Values[entry];
            }
        }

        return joint;
    }
}
