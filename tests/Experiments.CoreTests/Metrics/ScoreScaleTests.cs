using Experiments.Reduction;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Metrics;

/// <summary>
/// What chance may expect, against every way of dealing the points of a picture out to the samples; what is perfect, against the samples themselves.
/// </summary>
public sealed class ScoreScaleTests
{
    private const int Few = 6;
    private static readonly ReductionContext Context = new() { Threads = 1 };
    private static readonly int[] Labels = [0, 0, 0, 1, 1, 2];
    private static readonly int[] Ks = [1, 2, 3, 4];

    public static TheoryData<string> Names => [.. StandardMetrics.All.Select(metric => metric.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_expectation_is_the_mean_over_all_assignments(string name)
    {
        Matrix samples = TestSamples.Normal(Few, 4, 5);
        Matrix picture = TestSamples.Normal(Few, 2, 8);
        QualityReference reference = EmbeddingQuality.Prepare(samples, Few - 1, Context);
        Dictionary<string, List<double>> all = [];
        foreach (int[] order in Orders([.. Enumerable.Range(0, Few)], 0))
        {
            Matrix dealt = new([.. order.SelectMany(i => picture.Row(i).ToArray())], Few, 2);
            foreach (MetricScore score in reference.Evaluate(dealt, Labels, Ks, Context, [name]).Where(score => score.Value is not null))
            {
                all.TryAdd(score.Name, []);
                all[score.Name].Add(score.Value!.Value);
            }
        }

        foreach ((string score, List<double> values) in all.Where(pair => pair.Value.Count == 720))
        {
            if (ScoreScale.ByChance(score, Few, Labels) is { } expected)
            {
                Assert.Equal(values.Average(), expected, 1e-9);
            }
        }
    }

    [Theory]
    [InlineData("trustworthiness@15", 10_000, 0.5003)]
    [InlineData("continuity@15", 10_000, 0.5003)]
    [InlineData("knn_preservation@15", 10_001, 0.0015)]
    [InlineData("neighborhood_hit@5", 6, 8 / 30.0)]
    [InlineData("rnx_auc", 100, 0)]
    [InlineData("random_triplets", 100, 0.5)]
    public void Well_known_expectations_are_known(string score, int count, double expected) =>
        Assert.Equal(expected, ScoreScale.ByChance(score, count, count == 6 ? Labels : null)!.Value, 1e-4);

    [Theory]
    [InlineData("silhouette")]
    [InlineData("trustworthiness")]
    [InlineData("trustworthiness@0")]
    [InlineData("trustworthiness@6")]
    [InlineData("silhouette@5")]
    [InlineData("nonsense")]
    public void What_is_not_known_is_not_made_up(string score) => Assert.Null(ScoreScale.ByChance(score, Few, Labels));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_samples_themselves_are_perfect(string name)
    {
        Matrix samples = TestSamples.Normal(60, 5);
        MetricDescriptor metric = StandardMetrics.All.Single(metric => metric.Name == name);
        foreach (MetricScore score in EmbeddingQuality.Evaluate(samples, samples, null, [3, 10], Context, [name]).Where(_ => !metric.NeedsLabels))
        {
            if (ScoreScale.Perfect(score.Name, 60) is { } perfect)
            {
                Assert.Equal(perfect, score.Value!.Value, 1e-6);
            }
        }
    }

    private static IEnumerable<int[]> Orders(int[] items, int from)
    {
        if (from == items.Length)
        {
            yield return [.. items];
        }

        for (int i = from; i < items.Length; i++)
        {
            (items[from], items[i]) = (items[i], items[from]);
            foreach (int[] order in Orders(items, from + 1))
            {
                yield return order;
            }

            (items[from], items[i]) = (items[i], items[from]);
        }
    }
}
