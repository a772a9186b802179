using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>What every reducer promises of samples in any unit and of settings of any size.</summary>
public abstract partial class ReducerContract
{
    /// <summary>Powers of two, so that samples in another unit are the same samples to the last bit.</summary>
    [Theory]
    [Slow]
    [InlineData(-66)]
    [InlineData(-20)]
    [InlineData(20)]
    [InlineData(50)]
    public void Another_unit_changes_the_scale_of_the_picture_at_most(int exponent)
    {
        Matrix samples = TestSamples.Groups(150, 10, 3, separation: 2);
        Matrix picture = Reduce(samples).Embedding;
        Matrix other = Reduce(In(samples, (float)Math.ScaleB(1, exponent))).Embedding;
        double scale = picture.Values[7] == 0 ? 1 : (double)other.Values[7] / picture.Values[7];
        bool same = other.Values.ToArray().Zip(picture.Values.ToArray())
            .All(pair => Math.Abs((pair.First / scale) - pair.Second) <= 1e-5 * Math.Abs(pair.Second) + 1e-9);
        Assert.Equal(!UnitsMatter, same);
        Assert.True(UnitsMatter || scale == 1 || Math.Abs(scale - Math.ScaleB(1, exponent)) < 1e-4 * scale, $"{scale}");
    }

    [Theory]
    [Slow]
    [InlineData(1e-20f)]
    [InlineData(1e-6f)]
    [InlineData(1e6f)]
    [InlineData(1e15f)]
    public void Another_unit_keeps_the_neighbourhoods_of_the_picture_as_far_as_rounding_does(float unit)
    {
        Matrix samples = TestSamples.Groups(150, 10, 3, separation: 2);
        double Trustworthiness(Matrix scaled) => EmbeddingQuality.Evaluate(
            samples, Reduce(scaled).Embedding, null, [10], new ReductionContext(), ["trustworthiness"]).Single().Value ?? 0;
        double difference = Math.Abs(Trustworthiness(samples) - Trustworthiness(In(samples, unit)));
        Assert.True(UnitsMatter || difference < 0.03, $"differs by {difference}");
    }

    [Theory]
    [Slow]
    [InlineData(1e-45f)]
    [InlineData(1e-38f)]
    [InlineData(1e-30f)]
    [InlineData(1e20f)]
    [InlineData(1e30f)]
    [InlineData(1e38f)]
    [InlineData(3e38f)]
    public void Samples_however_large_or_small_give_a_finite_picture_or_are_named(float unit)
    {
        float[] clipped = Array.ConvertAll(TestSamples.Groups(150, 4, 3, separation: 0.3).Values.ToArray(), value => Math.Clamp(value, -1, 1) * unit);
        try
        {
            ReductionResult result = Reduce(new Matrix(clipped, 150, 4));
            AssertFinite(result.Embedding, 150, QuickOptions.NComponents);
            Assert.All(result.Diagnostics.Values, value => Assert.True(double.IsFinite(value)));
            AssertFinite(result.Fitted!.Transform(TestSamples.Normal(3, 4), new ReductionContext()), 3, QuickOptions.NComponents);
        }
        catch (ReductionException fault)
        {
            Assert.Contains("finite", fault.Message, StringComparison.Ordinal);
            Assert.Contains(unit > 1 ? "column" : "that are not finite", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Slow]
    public void Settings_however_large_or_small_give_a_finite_picture_or_are_named()
    {
        Matrix samples = TestSamples.Groups(150, 4, 3);
        foreach (OptionInfo option in OptionSchema.Of(QuickOptions.GetType())
            .Where(option => option.Type == typeof(double) || option.Name is "degree"))
        {
            foreach (string extreme in option.Type == typeof(double) ? ["0", "1e-300", "1e-30", "1e38", "1e300"] : (string[])["200", "2147483647"])
            {
                if (OptionSchema.TryParse(option, extreme, out object? value, out _))
                {
                    Dictionary<string, object?> values = OptionSchema.Of(QuickOptions.GetType())
                        .ToDictionary(one => one.Name, one => one.Property.GetValue(QuickOptions));
                    values[option.Name] = value;
                    AssertFiniteOrNamed(samples, (ReducerOptions)OptionSchema.Create(QuickOptions.GetType(), values), option.Name);
                }
            }
        }
    }

    private void AssertFiniteOrNamed(Matrix samples, ReducerOptions options, string name)
    {
        try
        {
            ReductionResult result = Descriptor.Create(options).Fit(Input(samples), new ReductionContext());
            AssertFinite(result.Embedding, samples.Rows, options.NComponents);
            AssertFinite(result.Fitted!.Transform(TestSamples.Normal(3, 4), new ReductionContext()), 3, options.NComponents);
        }
        catch (ReductionException fault)
        {
            Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        }
    }

    private static Matrix In(Matrix samples, float unit) =>
        new(Array.ConvertAll(samples.Values.ToArray(), value => value * unit), samples.Rows, samples.Columns);
}
