using Experiments.Reduction;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Metrics;

/// <summary>What every metric keeps to, whatever it measures.</summary>
public sealed class MetricContractTests
{
    private static readonly ReductionContext Context = new() { Threads = 2 };
    private static readonly int[] Ks = [1, 2, 7];

    public static TheoryData<string> Names => [.. StandardMetrics.All.Select(metric => metric.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Tells_the_data_themselves_from_noise(string name)
    {
        Matrix samples = TestSamples.Groups(200, 9, 4);
        int[] labels = Labels(200);
        bool higher = StandardMetrics.All.Single(metric => metric.Name == name).HigherIsBetter;
        foreach ((MetricScore perfect, MetricScore random) in Scores(name, samples, samples, labels, 10)
            .Zip(Scores(name, samples, TestSamples.Normal(200, 2, 9), labels, 10)))
        {
            Assert.True(higher ? perfect.Value > random.Value + 0.02 : perfect.Value < random.Value - 0.02, $"{perfect} {random}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_a_number_or_a_reason_however_few_points_there_are(string name)
    {
        for (int n = 1; n <= 5; n++)
        {
            Matrix samples = TestSamples.Normal(n, 9);
            AssertSound(Scores(name, samples, TestSamples.Normal(n, 2, 1), Labels(n), Ks));
            AssertSound(Scores(name, samples, new Matrix(n, 2), Labels(n), Ks));
            AssertSound(Scores(name, new Matrix(n, 9), TestSamples.Normal(n, 2, 1), Labels(n), Ks));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_a_number_or_a_reason_where_points_coincide(string name)
    {
        Matrix samples = TestSamples.Normal(60, 9);
        Matrix picture = TestSamples.Normal(60, 2, 3);
        for (int i = 0; i < 60; i++)
        {
            samples.Row(i / 4 * 4).CopyTo(samples.Row(i));
            picture.Row(i / 3 * 3).CopyTo(picture.Row(i));
        }

        AssertSound(Scores(name, samples, picture, Labels(60), Ks));
        AssertSound(Scores(name, samples, new Matrix(60, 2), Labels(60), Ks));
        AssertSound(Scores(name, samples, picture, new int[60], Ks));
    }

    [Theory]
    [Slow]
    [MemberData(nameof(Names))]
    public void Is_the_same_bytes_with_any_number_of_threads_and_alone_or_among_others(string name)
    {
        Matrix samples = TestSamples.Groups(500, 9, 4);
        Matrix picture = TestSamples.Normal(500, 2, 9);
        string[] all = [.. StandardMetrics.All.Select(metric => metric.Name)];
        IReadOnlyList<MetricScore> single =
            EmbeddingQuality.Evaluate(samples, picture, Labels(500), Ks, new ReductionContext { Threads = 1 }, [name]);
        Assert.Equal(single, EmbeddingQuality.Evaluate(samples, picture, Labels(500), Ks, new ReductionContext { Threads = 8 }, [name]));
        Assert.Equal(single,
            EmbeddingQuality.Evaluate(samples, picture, Labels(500), Ks, Context, all).Where(score => score.Name.Split('@')[0] == name));
    }

    [Fact]
    public void Names_are_snake_case_and_definitions_are_sentences_of_their_own()
    {
        Assert.All(StandardMetrics.All, metric => Assert.Matches("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", metric.Name));
        Assert.All(StandardMetrics.All, metric => Assert.EndsWith(".", metric.Definition, StringComparison.Ordinal));
        Assert.Equal(StandardMetrics.All.Count, StandardMetrics.All.Select(metric => metric.Title).Distinct().Count());
        Assert.Equal(StandardMetrics.All.Count, StandardMetrics.All.Select(metric => metric.Name).Distinct().Count());
    }

    [Fact]
    public void Without_names_the_default_metrics_are_computed_and_a_name_of_none_is_refused()
    {
        Matrix samples = TestSamples.Normal(12, 6);
        string[] names = [.. EmbeddingQuality.Evaluate(samples, samples, null, [2], Context).Select(score => score.Name)];
        Assert.Equal(["trustworthiness@2", "continuity@2", "knn_preservation@2", "neighborhood_hit@2", "silhouette"], names);
        ReductionException fault =
            Assert.Throws<ReductionException>(() => EmbeddingQuality.Evaluate(samples, samples, null, [2], Context, ["trust"]));
        Assert.Contains("no metric 'trust'", fault.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<MetricScore> Scores(string name, Matrix samples, Matrix picture, int[] labels, params int[] ks) =>
        EmbeddingQuality.Evaluate(samples, picture, labels, ks, Context, [name]);

    private static void AssertSound(IReadOnlyList<MetricScore> scores) => Assert.All(scores, score =>
    {
        Assert.True(score.Value is null != score.Reason is null, score.ToString());
        Assert.True(score.Value is not { } value || double.IsFinite(value), score.ToString());
    });

    private static int[] Labels(int n) => [.. Enumerable.Range(0, n).Select(i => i % 4)];
}
