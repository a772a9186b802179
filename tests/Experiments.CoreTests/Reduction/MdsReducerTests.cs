using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

public sealed class MdsReducerTests : ReducerContract
{
    protected override string Kind => "mds";

    protected override ReducerOptions QuickOptions => new MdsOptions();

    protected override ReducerOptions SeededOptions => new MdsOptions { Landmarks = 60 };

    protected override ReducerOptions TinyOptions => new MdsOptions();

    protected override int FewestSamples => 3;

    [Fact]
    public void Classical_scaling_of_euclidean_distances_is_PCA()
    {
        Matrix samples = ReductionReference.Samples;
        Matrix expected = Pca.Fit(samples, 3, new ReductionContext()).Transform(samples, new ReductionContext());
        Matrix scaled = Fit(samples, new MdsOptions { Method = MdsMethod.Classical, NComponents = 3 }).Embedding;
        double[] flat = Array.ConvertAll(expected.Values.ToArray(), value => (double)value);
        ManifoldReference.AssertSame(flat, scaled, ManifoldReference.Signs(flat, scaled), 2e-5);
    }

    [Fact]
    public void Metric_scaling_reaches_the_stress_of_scikit_learn()
    {
        Matrix samples = ReductionReference.Samples;
        ReductionResult result = Fit(samples, new MdsOptions { NIter = 3000, Tolerance = 1e-12 });
        Assert.Equal(ManifoldReference.Number("mds_stress_1"), result.Diagnostics["stress_1"], 1e-5);
        Assert.Equal(Stress(samples, result.Embedding), result.Diagnostics["stress_1"], 1e-6);
        Assert.True(Stress(samples, Fit(samples, new MdsOptions { Method = MdsMethod.Classical }).Embedding) > result.Diagnostics["stress_1"]
            + 0.005);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_stress_told_is_that_of_the_picture_also_when_steps_run_out(int steps)
    {
        Matrix samples = ReductionReference.Samples;
        ReductionResult result = Fit(samples, new MdsOptions { NIter = steps, Tolerance = 0 });
        Assert.Equal(steps, result.Diagnostics["n_iter"]);
        Assert.Equal(Stress(samples, result.Embedding), result.Diagnostics["stress_1"], 1e-7);
    }

    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-3)]
    [InlineData(1e-4)]
    public void Steps_end_when_one_wins_too_small_a_share_of_raw_stress(double tolerance)
    {
        Matrix samples = ReductionReference.Samples;
        int steps = (int)Fit(samples, new MdsOptions { Tolerance = tolerance }).Diagnostics["n_iter"];
        double Raw(int after) => Math.Pow(Fit(samples, new MdsOptions { NIter = after, Tolerance = 0 }).Diagnostics["stress_1"], 2);
        Assert.InRange(steps, 3, 299);
        Assert.True(Raw(steps - 2) - Raw(steps - 1) > tolerance * Raw(steps - 2));
        Assert.True(Raw(steps - 1) - Raw(steps) <= tolerance * Raw(steps - 1));
    }

    [Fact]
    public void Distances_that_fit_in_a_plane_are_kept_also_by_samples_that_are_no_landmarks()
    {
        Matrix flat = TestSamples.Normal(200, 2);
        Matrix lifted = new(200, 5);
        for (int i = 0; i < 200; i++)
        {
            (lifted.Row(i)[1], lifted.Row(i)[3], lifted.Row(i)[4]) = (flat[i, 0] * 0.6f, flat[i, 0] * 0.8f, flat[i, 1]);
        }

        foreach (MdsMethod method in Enum.GetValues<MdsMethod>())
        {
            Matrix placed = Fit(lifted, new MdsOptions { Method = method, Landmarks = 40 }).Embedding;
            Assert.True(Stress(lifted, placed) < 1e-5, $"{method}: {Stress(lifted, placed)}");
        }
    }

    private static ReductionResult Fit(Matrix samples, MdsOptions options) =>
        new MdsReducer(options).Fit(new ReductionInput(samples), new ReductionContext());

    private static double Stress(Matrix samples, Matrix picture)
    {
        (double difference, double all) = (0, 0);
        for (int i = 0; i < samples.Rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double wanted = Length(samples, i, j);
                difference += Math.Pow(wanted - Length(picture, i, j), 2);
                all += wanted * wanted;
            }
        }

        return Math.Sqrt(difference / all);
    }

    private static double Length(Matrix matrix, int i, int j) =>
        Math.Sqrt(Enumerable.Range(0, matrix.Columns).Sum(c => Math.Pow((double)matrix[i, c] - matrix[j, c], 2)));
}
