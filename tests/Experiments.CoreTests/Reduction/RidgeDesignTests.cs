using System.Text.Json;
using Experiments.Data.Formats;
using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

public class RidgeDesignTests
{
    private static readonly ReductionContext Context = new();

    /// <summary>
    /// 80 samples of 12 features go through the covariance, 30 of 45 through the Gram matrix (Fixtures/reduction/ridge/make_fixtures.py).
    /// </summary>
    [Theory]
    [InlineData("tall")]
    [InlineData("wide")]
    public void Agrees_with_scikit_learns_RidgeCV(string name)
    {
        JsonElement expected = JsonDocument.Parse(File.ReadAllBytes(Fixture("ridge.json"))).RootElement.GetProperty(name);
        Matrix samples = Read($"{name}-samples.npy");
        RidgeSurrogate surrogate = RidgeDesign.Decompose(samples, Context).Fit(Read($"{name}-targets.npy"), Context, Numbers(expected, "penalties"));

        for (int axis = 0; axis < 2; axis++)
        {
            JsonElement own = expected.GetProperty("axes")[axis];
            RidgeAxis quality = surrogate.Axes[axis];
            Assert.Equal(own.GetProperty("penalty").GetDouble(), quality.Penalty);
            Assert.Equal(own.GetProperty("r2").GetDouble(), quality.R2!.Value, 1e-9);
            Assert.Equal(own.GetProperty("cross_validated_r2").GetDouble(), quality.CrossValidatedR2!.Value, 1e-9);
            double[] coefficients = Numbers(own, "coefficients");
            Assert.Equal(coefficients, surrogate.Map.Weights[axis], (a, b) => Math.Abs(a - b) < 1e-9);
            double atZero = surrogate.Map.Intercepts[axis] - surrogate.Map.Weights[axis].Zip(surrogate.Map.Mean, (w, mean) => w * mean).Sum();
            Assert.Equal(own.GetProperty("intercept").GetDouble(), atZero, 1e-9);
        }
    }

    [Fact]
    public void The_left_out_errors_are_those_of_fits_without_the_sample()
    {
        Matrix samples = TestSamples.Normal(25, 4);
        Matrix targets = Targets(samples, noise: 1);
        double[] penalties = [3];
        double predicted = Enumerable.Range(0, 25).Sum(left =>
        {
            int[] rest = [.. Enumerable.Range(0, 25).Where(i => i != left)];
            LinearMap map = RidgeDesign.Decompose(Rows(samples, rest), Context).Fit(Rows(targets, rest), Context, penalties).Map;
            return Math.Pow(targets[left, 0] - map.Place(samples.Row(left), 0), 2);
        });
        double mean = Enumerable.Range(0, 25).Average(i => targets[i, 0]);
        double total = Enumerable.Range(0, 25).Sum(i => Math.Pow(targets[i, 0] - mean, 2));

        Assert.Equal(1 - (predicted / total),
            RidgeDesign.Decompose(samples, Context).Fit(targets, Context, penalties).Axes[0].CrossValidatedR2!.Value, 1e-10);
    }

    [Fact]
    public void A_linear_target_is_found_and_noise_is_not()
    {
        Matrix samples = TestSamples.Normal(200, 10);
        RidgeDesign design = RidgeDesign.Decompose(samples, Context);

        RidgeSurrogate linear = design.Fit(Targets(samples, noise: 0), Context);
        RidgeSurrogate noise = design.Fit(TestSamples.Normal(200, 1, seed: 9), Context);

        Assert.InRange(linear.Axes[0].CrossValidatedR2!.Value, 0.999999, 1);
        Assert.Equal([1, -2, 3], linear.Map.Weights[0].Take(3), (a, b) => Math.Abs(a - b) < 1e-3);
        Assert.InRange(noise.Axes[0].CrossValidatedR2!.Value, -0.05, 0.05);
        Assert.Equal(design.DefaultPenalties[^1], noise.Axes[0].Penalty);
    }

    [Fact]
    public void The_same_bytes_come_on_any_number_of_threads()
    {
        Matrix samples = TestSamples.Normal(1500, 30);
        double[] Weights(int threads)
        {
            ReductionContext context = new() { Threads = threads };
            return RidgeDesign.Decompose(samples, context).Fit(Targets(samples, noise: 1), context).Map.Weights[0];
        }

        Assert.Equal(Weights(1), Weights(8));
    }

    [Fact]
    public void Features_in_another_unit_get_the_same_surrogate()
    {
        Matrix samples = TestSamples.Normal(60, 5);
        Matrix larger = new([.. samples.Values.ToArray().Select(value => 1024 * value)], 60, 5);
        RidgeSurrogate own = RidgeDesign.Decompose(samples, Context).Fit(Targets(samples, noise: 1), Context);
        RidgeSurrogate other = RidgeDesign.Decompose(larger, Context).Fit(Targets(samples, noise: 1), Context);
        Assert.Equal(own.Axes[0].CrossValidatedR2!.Value, other.Axes[0].CrossValidatedR2!.Value, 1e-12);
        Assert.Equal(own.Map.Weights[0], other.Map.Weights[0].Select(weight => 1024 * weight), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Constant_axes_and_features_give_zeros_and_undefined_shares()
    {
        Matrix constant = new(10, 3);
        RidgeSurrogate nothing = RidgeDesign.Decompose(constant, Context).Fit(TestSamples.Normal(10, 1), Context);
        Assert.Equal(new double[3], nothing.Map.Weights[0]);
        RidgeSurrogate flat = RidgeDesign.Decompose(TestSamples.Normal(10, 3), Context).Fit(new Matrix(10, 1), Context);
        Assert.Null(flat.Axes[0].R2);
        Assert.Null(flat.Axes[0].CrossValidatedR2);
    }

    [Fact]
    public void What_cannot_be_fitted_is_said()
    {
        RidgeDesign design = RidgeDesign.Decompose(TestSamples.Normal(10, 3), Context);
        Assert.False(RidgeDesign.Fits(RidgeDesign.Limit + 1, RidgeDesign.Limit + 1));
        Assert.True(RidgeDesign.Fits(1_000_000, RidgeDesign.Limit));
        Assert.Contains("at least 3", Assert.Throws<ReductionException>(() => RidgeDesign.Decompose(new Matrix(2, 2), Context)).Message);
        Assert.Contains("do not belong", Assert.Throws<ReductionException>(() => design.Fit(new Matrix(9, 2), Context)).Message);
        Assert.Contains("above 0", Assert.Throws<ReductionException>(() => design.Fit(new Matrix(10, 2), Context, [0, 1])).Message);
    }

    [Fact]
    public void The_map_of_principal_components_places_as_PCA_does()
    {
        Matrix samples = TestSamples.Groups(80, 9, 4);
        PcaModel model = Pca.Fit(samples, 2, Context);
        LinearMap map = LinearMap.Of(model);
        Matrix scores = model.Transform(samples, Context);
        Assert.All(Enumerable.Range(0, 80), i => Assert.Equal(scores[i, 1], map.Place(samples.Row(i), 1), 1e-5));
        Assert.Equal(map.Place(samples.Row(3), 0), map.Terms(samples.Row(3), 0).Sum());
    }

    private static Matrix Targets(Matrix samples, double noise)
    {
        Matrix errors = TestSamples.Normal(samples.Rows, 1, seed: 5);
        return new([.. Enumerable.Range(0, samples.Rows)
            .Select(i => (float)(samples[i, 0] - (2 * samples[i, 1]) + (3 * samples[i, 2]) + 4 + (noise * errors[i, 0])))], samples.Rows, 1);
    }

    private static Matrix Rows(Matrix matrix, int[] rows) => new([.. rows.SelectMany(i => matrix.Row(i).ToArray())], rows.Length, matrix.Columns);

    private static double[] Numbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "reduction", "ridge", name);

    private static Matrix Read(string name)
    {
        NpyArray<float> array = NpyFile.ReadSingle(Fixture(name));
        return new Matrix(array.Values, array.Shape[0], array.Shape[1]);
    }
}
