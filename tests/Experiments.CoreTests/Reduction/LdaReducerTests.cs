using System.Text.Json;
using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

public sealed class LdaReducerTests : ReducerContract
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "reduction", "lda_reference.json"))).RootElement;

    protected override string Kind => "lda";

    protected override ReducerOptions QuickOptions => new LdaOptions();

    protected override ReducerOptions TinyOptions => new LdaOptions();

    protected override int FewestSamples => 3;

    private static int[] Labels => [.. Reference.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())];

    /// <summary>Fixtures/reduction/make_lda.py: without shrinkage, with a given one, and with Ledoit and Wolf's.</summary>
    [Theory]
    [InlineData("plain", 0.0)]
    [InlineData("shrunk", 0.3)]
    [InlineData("auto", null)]
    public void Agrees_with_scikit_learn(string name, double? shrinkage)
    {
        ReductionResult result = Fit(ReductionReference.Samples, Labels, new LdaOptions { Shrinkage = shrinkage });
        double[] expected = Values(name);
        double[] signs = ManifoldReference.Signs(expected, result.Embedding);
        ManifoldReference.AssertSame(expected, result.Embedding, signs, 1e-5);
        ManifoldReference.AssertSame(Values(name + "_fresh"), result.Fitted!.Transform(ManifoldReference.Fresh, new ReductionContext()), signs, 1e-5);
    }

    [Fact]
    public void Tells_the_share_of_the_axes_that_are_left_out()
    {
        ReductionResult one = Fit(ReductionReference.Samples, Labels, new LdaOptions { NComponents = 1, Shrinkage = 0 });
        Assert.Equal(Values("plain_ratio")[0], one.Diagnostics["explained_variance_ratio_total"], 1e-8);
    }

    [Fact]
    public void Classes_have_variance_one_on_every_axis()
    {
        int[] labels = Labels;
        Matrix picture = Fit(ReductionReference.Samples, labels, new LdaOptions { Shrinkage = 0 }).Embedding;
        for (int axis = 0; axis < 2; axis++)
        {
            double sum = Enumerable.Range(0, 60).GroupBy(i => labels[i])
                .Sum(rows => rows.Sum(i => Math.Pow(picture[i, axis] - rows.Average(j => picture[j, axis]), 2)));
            Assert.Equal(1, sum / 60, 1e-5);
        }
    }

    [Fact]
    public void A_constant_feature_changes_nothing_but_rounding()
    {
        Matrix plain = TestSamples.Groups(90, 5, 3, separation: 2);
        Matrix padded = new(90, 6);
        for (int i = 0; i < 90; i++)
        {
            plain.Row(i).CopyTo(padded.Row(i));
            padded.Row(i)[5] = 7;
        }

        int[] labels = [.. Enumerable.Range(0, 90).Select(i => i % 3)];
        float[] expected = Fit(plain, labels, new LdaOptions { Shrinkage = 0 }).Embedding.Values.ToArray();
        Assert.Equal(expected, Fit(padded, labels, new LdaOptions { Shrinkage = 0 }).Embedding.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Theory]
    [InlineData(1, 1, "one class")]
    [InlineData(2, 2, "two classes have one discriminant axis; use n_components 1")]
    [InlineData(5, 3, "n_components 2 or fewer")]
    public void More_axes_than_there_are_is_refused(int components, int classes, string expected)
    {
        int[] labels = [.. Enumerable.Range(0, 60).Select(i => i % classes)];
        ReductionException fault = Assert.Throws<ReductionException>(() =>
            Fit(ReductionReference.Samples, labels, new LdaOptions { NComponents = components }));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_classes_have_one_axis_that_tells_them_apart()
    {
        int[] labels = [.. Enumerable.Range(0, 120).Select(i => i % 2)];
        Matrix line = Fit(TestSamples.Groups(120, 8, 2), labels, new LdaOptions { NComponents = 1 }).Embedding;
        Assert.True(Enumerable.Range(0, 120).All(i => (line[i, 0] > 0) == (line[i % 2, 0] > 0)));
    }

    [Fact]
    public void Without_shrinkage_more_samples_than_features_are_asked_for() =>
        Assert.Contains("use auto", Assert.Single(new LdaOptions { Shrinkage = 0 }.Check(50, 50)).Message, StringComparison.Ordinal);

    [Fact]
    public void Too_few_or_too_many_labels_are_refused() =>
        Assert.Contains("got 59", Assert.Throws<ReductionException>(() => Fit(ReductionReference.Samples, Labels[1..], new LdaOptions())).Message,
            StringComparison.Ordinal);

    private static ReductionResult Fit(Matrix samples, int[] labels, LdaOptions options) =>
        new LdaReducer(options).Fit(new ReductionInput(samples) { Labels = labels }, new ReductionContext());

    private static double[] Values(string name) => [.. Reference.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
