using Experiments.Reduction;
using Experiments.Reduction.Metrics.Distances;
using Experiments.Reduction.Numerics;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Metrics;

/// <summary>Values of any size, distances that are nearly equal, and ties: the definitions hold there too.</summary>
public sealed class MetricExtremesTests
{
    private static readonly ReductionContext Context = new() { Threads = 2 };
    private static readonly string[] DrawnToScale = ["stress", "kruskal_stress"];

    public static TheoryData<int, double, double> Scales() => new()
    {
        { 9, 100, -100 }, { 9, -100, 100 }, { 9, 120, 120 }, { 9, -110, -110 }, { 3, 120, -110 }, { 40, -110, 120 },
    };

    [Theory]
    [MemberData(nameof(Scales))]
    public void Scores_do_not_depend_on_units(int columns, double samplesExponent, double pictureExponent)
    {
        Matrix samples = TestSamples.Groups(140, columns, 4);
        Matrix picture = TestSamples.Normal(140, 2, 9);
        int[] labels = [.. Enumerable.Range(0, 140).Select(i => i % 4)];
        string[] names = [.. StandardMetrics.All.Select(metric => metric.Name).Except(DrawnToScale)];
        IReadOnlyList<MetricScore> expected = EmbeddingQuality.Evaluate(samples, picture, labels, [3, 12], Context, names);
        IReadOnlyList<MetricScore> actual = EmbeddingQuality.Evaluate(
            Scaled(samples, samplesExponent), Scaled(picture, pictureExponent), labels, [3, 12], Context, names);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Value!.Value, pair.Second.Value!.Value, 1e-12));
    }

    [Fact]
    public void A_picture_that_is_the_samples_on_another_scale_has_no_stress_at_the_best_scale()
    {
        foreach (double exponent in new[] { 100, 1, 0, -100 })
        {
            Matrix samples = TestSamples.Normal(300, 2);
            Dictionary<string, double?> exact = Stress(samples, Scaled(samples, exponent));
            Assert.InRange(exact["scaled_stress"]!.Value, 0, 1e-28);
            Assert.InRange(exact["scaled_kruskal_stress"]!.Value, 0, 1e-14);

            // A third is rounded to single precision: to 6e-8 of a coordinate.
            Matrix third = Scaled(samples, exponent);
            foreach (ref float value in third.Values)
            {
                value /= 3;
            }

            Assert.InRange(Stress(samples, third)["scaled_kruskal_stress"]!.Value, 1e-9, 1e-7);
        }
    }

    [Fact]
    public void Scaled_stress_is_that_of_the_definition()
    {
        Matrix samples = TestSamples.Groups(90, 7, 3);
        Matrix picture = TestSamples.Normal(90, 2, 4);
        (double far, double product, double shown) = (0, 0, 0);
        for (int i = 0; i < 90; i++)
        {
            for (int j = i + 1; j < 90; j++)
            {
                (double x, double y) =
                    (DoubleSums.SquaredDistance(samples.Row(i), samples.Row(j)), DoubleSums.SquaredDistance(picture.Row(i), picture.Row(j)));
                (far, product, shown) = (far + x, product + Math.Sqrt(x * y), shown + y);
            }
        }

        Assert.Equal(1 - (product * product / far / shown), Stress(samples, picture)["scaled_stress"]!.Value, 1e-13);
    }

    /// <summary>2/7 − 1/6 and 13/21 − 3/6 are the same number; in doubles the latter is larger.</summary>
    [Fact]
    public void Of_sizes_that_exceed_chance_alike_the_smallest_is_the_best() => Assert.Equal(1, new QualityCurve([2, 5, 13, 20, 30, 42]).BestSize);

    public static TheoryData<string> Spreads() =>
        ["groups", "tiny", "huge", "nearly equidistant", "equidistant but for copies", "heavy tails", "whole numbers", "two far groups"];

    [Theory]
    [Slow]
    [MemberData(nameof(Spreads))]
    public void Distances_are_ranked_by_bins_as_by_sorting_however_they_are_spread(string kind)
    {
        Matrix samples = Spread(kind);
        Matrix picture = Scaled(new PcaReducer(new PcaOptions()).Fit(new ReductionInput(TestSamples.Groups(700, 30, 4)), Context).Embedding,
            kind == "tiny" ? 90 : -90);
        double sorted = SortedPairs.Spearman(ExactDistances.Over(samples), ExactDistances.Over(picture), Context)!.Value;
        Assert.Equal(sorted, QualityPartsTests.Binned(samples, picture, Context)!.Value, 1e-6);
        Assert.Equal(1, QualityPartsTests.Binned(samples, Scaled(samples, -3), Context)!.Value, 1e-12);
    }

    private static Matrix Spread(string kind)
    {
        Matrix samples = TestSamples.Groups(700, 30, 4);
        CounterRandom random = new(3, "spread");
        for (int i = 0; i < 700; i++)
        {
            Span<float> row = samples.Row(i);
            for (int f = 0; f < 30; f++)
            {
                row[f] = kind switch
                {
                    "tiny" => (float)Math.ScaleB(row[f], -90),
                    "huge" => (float)Math.ScaleB(row[f], 90),
                    "heavy tails" => (float)Math.ScaleB(row[f], (int)(80 * random.Uniform(0, i, 0))),
                    "whole numbers" => MathF.Round(row[f]),
                    "two far groups" => row[f] + (i % 2 * 1e6f),
                    _ => row[f],
                };
            }
        }

        return !kind.Contains("equidistant", StringComparison.Ordinal)
            ? samples
            : Corners(samples, kind.EndsWith("copies", StringComparison.Ordinal) ? 5 : 700);
    }

    /// <summary>Every point on an axis of its own, moved by a millionth; the points from <paramref name="each"/> on are copies.</summary>
    private static Matrix Corners(Matrix moves, int each)
    {
        Matrix corners = new(700, 730);
        for (int i = 0; i < 700; i++)
        {
            int own = each < 700 && i % each == 1 ? i - 1 : i;
            corners.Row(i)[own] = 1;
            for (int f = 0; f < 30; f++)
            {
                corners.Row(i)[700 + f] = moves[own, f] * 1e-4f;
            }
        }

        return corners;
    }

    private static Dictionary<string, double?> Stress(Matrix samples, Matrix picture) => EmbeddingQuality
        .Evaluate(samples, picture, null, [], Context, ["scaled_stress", "scaled_kruskal_stress"])
        .ToDictionary(score => score.Name, score => score.Value);

    private static Matrix Scaled(Matrix matrix, double exponent) =>
        new([.. matrix.Values.ToArray().Select(value => (float)Math.ScaleB(value, (int)exponent))], matrix.Rows, matrix.Columns);
}
