using Experiments.Reduction;
using Experiments.Reduction.Metrics.Curves;
using Experiments.Reduction.Metrics.Distances;
using Experiments.Reduction.Numerics;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Metrics;

/// <summary>Curves, vectors of points, placements and the engines under them.</summary>
public sealed class QualityPartsTests
{
    private static readonly ReductionContext Context = new() { Threads = 2 };

    [Theory]
    [InlineData(40, 2, 4)]
    [InlineData(90, 9, 2)]
    [InlineData(130, 30, 3)]
    public void The_curve_orders_ties_and_duplicates_as_a_double_precision_sort_does(int rows, int columns, int levels)
    {
        Matrix samples = RankOracle.Grid(rows, columns, levels, 1);
        Matrix picture = RankOracle.Grid(rows, 2, 5, 2);
        (RankOracle high, RankOracle low) = (new(samples), new(picture));
        QualityCurve curve = EmbeddingQuality.Prepare(samples, 1, Context).Curve(picture, Context);
        for (int k = 1; k < rows; k++)
        {
            Assert.Equal(high.Preservation(low, k), curve.Overlap[k - 1], 1e-12);
        }
    }

    [Fact]
    public void The_curve_bears_outliers_and_values_of_any_size()
    {
        Matrix samples = TestSamples.Normal(80, 4);
        samples.Row(7).Fill(3e30f);
        Matrix picture = TestSamples.Normal(80, 2, 1);
        foreach (ref float value in picture.Values)
        {
            value *= 1e-30f;
        }

        (RankOracle high, RankOracle low) = (new(samples), new(picture));
        QualityCurve curve = EmbeddingQuality.Prepare(samples, 1, Context).Curve(picture, Context);
        Assert.All(Enumerable.Range(1, 79), k => Assert.Equal(high.Preservation(low, k), curve.Overlap[k - 1], 1e-12));
    }

    [Fact]
    public void Scores_of_points_average_to_the_metric()
    {
        Matrix samples = TestSamples.Groups(150, 9, 3);
        Matrix picture = TestSamples.Normal(150, 2, 5);
        QualityReference reference = EmbeddingQuality.Prepare(samples, 20, Context);
        Dictionary<string, double?> scores = reference.Evaluate(picture, null, [7], Context).ToDictionary(score => score.Name, score => score.Value);
        PointQuality points = reference.QualityOfPoints(picture, 7, Context);
        Assert.Equal((7, 150, 150), (points.K, points.Trustworthiness.Count, points.Continuity.Count));
        Assert.Equal(scores["trustworthiness@7"]!.Value, points.Trustworthiness.Average(), 1e-12);
        Assert.Equal(scores["continuity@7"]!.Value, points.Continuity.Average(), 1e-12);
        Assert.All(points.Trustworthiness, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void A_point_that_is_moved_far_away_is_the_least_trustworthy()
    {
        Matrix samples = TestSamples.Groups(150, 9, 3);
        Matrix picture = new(samples.Values.ToArray(), 150, 9);
        TestSamples.Groups(150, 9, 3).Row(1).CopyTo(picture.Row(0));
        PointQuality points = EmbeddingQuality.Prepare(samples, 10, Context).QualityOfPoints(picture, 10, Context);
        Assert.Equal(0, points.Trustworthiness.ToList().IndexOf(points.Trustworthiness.Min()));
        Assert.True(points.Trustworthiness[0] < 0.8);
        Assert.Equal(1, points.Trustworthiness.Max());
    }

    [Theory]
    [InlineData(0, "at least 1 point")]
    [InlineData(9, "at most 8")]
    [InlineData(5, "larger than the 4")]
    public void Points_are_scored_at_sizes_that_leave_some_outside(int k, string expected)
    {
        QualityReference reference = EmbeddingQuality.Prepare(TestSamples.Normal(10, 9), k == 5 ? 4 : 9, Context);
        ReductionException fault = Assert.Throws<ReductionException>(() => reference.QualityOfPoints(TestSamples.Normal(10, 2), k, Context));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_placement_is_judged_point_by_point_and_perfect_when_nothing_moves()
    {
        PlacedSamples training = new(TestSamples.Groups(90, 9, 3), TestSamples.Normal(90, 2));
        PlacedSamples held = new(TestSamples.Groups(20, 9, 3, seed: 4), TestSamples.Normal(20, 2, 4));
        double batch = Trust(training, held);
        double[] alone = [.. Enumerable.Range(0, 20).Select(i => Trust(training, new PlacedSamples(Row(held.Samples, i), Row(held.Embedding, i))))];
        Assert.Equal(batch, alone.Average(), 1e-12);
        Assert.InRange(batch, 0.2, 0.8);
        Assert.Equal(1, Trust(new PlacedSamples(training.Samples, training.Samples), new PlacedSamples(held.Samples, held.Samples)));

        // A training point placed on itself has itself as its nearest: no point is left out by index here.
        Assert.Equal(1, Trust(new PlacedSamples(training.Samples, training.Samples), new PlacedSamples(training.Samples, training.Samples)));
    }

    [Fact]
    public void A_placement_that_cannot_be_judged_is_said_why()
    {
        PlacedSamples training = new(TestSamples.Normal(8, 5), TestSamples.Normal(8, 2));
        PlacedSamples held = new(TestSamples.Normal(3, 5), TestSamples.Normal(3, 2));
        Dictionary<string, MetricScore> scores = PlacementQuality.Evaluate(training, held, [0, 7, 8], Context).ToDictionary(score => score.Name);
        Assert.Contains("at least 1", scores["trustworthiness@0"].Reason!, StringComparison.Ordinal);
        Assert.NotNull(scores["continuity@7"].Value);
        Assert.Contains("more than 8 training points", scores["knn_preservation@8"].Reason!, StringComparison.Ordinal);
        Assert.All(PlacementQuality.Evaluate(training, held, [9], Context), score => Assert.NotNull(score.Reason));
        AssertRefused("6 features", () =>
            PlacementQuality.Evaluate(training, new PlacedSamples(TestSamples.Normal(3, 6), held.Embedding), [2], Context));
        AssertRefused("4 rows for 3", () => _ = new PlacedSamples(TestSamples.Normal(3, 6), TestSamples.Normal(4, 2)));
        held.Samples.Row(2)[1] = float.NaN;
        AssertRefused("NaN in row 2, column 1", () => PlacementQuality.Evaluate(training, held, [2], Context));
    }

    [Fact]
    [Slow]
    public void Ranking_distances_by_bins_is_as_good_as_sorting_them()
    {
        Matrix samples = TestSamples.Groups(700, 9, 4);
        Matrix picture = new PcaReducer(new PcaOptions()).Fit(new ReductionInput(samples), Context).Embedding;
        (ExactDistances high, ExactDistances low) = (ExactDistances.Over(samples), ExactDistances.Over(picture));
        double sorted = SortedPairs.Spearman(high, low, Context)!.Value;
        Assert.InRange(sorted, 0.6, 0.99);
        Assert.Equal(sorted, Binned(samples, picture, Context)!.Value, 1e-6);
        Assert.Equal(Binned(samples, picture, Context), Binned(samples, picture, new ReductionContext { Threads = 1 }));
        picture.Row(5)[0] = 1e6f;
        ExactDistances outlying = ExactDistances.Over(picture);
        Assert.Equal(SortedPairs.Spearman(high, outlying, Context)!.Value, Binned(samples, picture, Context)!.Value, 1e-6);
        Assert.Null(Binned(samples, new Matrix(700, 2), Context));
    }

    internal static double? Binned(Matrix samples, Matrix picture, ReductionContext context)
    {
        (ExactDistances high, ExactDistances low) = (ExactDistances.Over(samples), ExactDistances.Over(picture));
        BinnedPairs bins = new(samples, picture, context);
        PairRows.Visit(high, low, context, (_, x, y) => bins.Count(x, y));
        bins.Rank();
        PairRows.Visit(high, low, context, bins.Add);
        return bins.Correlation();
    }

    public static TheoryData<string, double[]> RowsToRank() => new()
    {
        { "one", [3] },
        { "few", [3, double.PositiveInfinity, 0, 3, 1e-300, 3] },
        { "equal", [.. Enumerable.Repeat(2.5, 700)] },
        { "zero", [.. Enumerable.Repeat(0.0, 299), double.PositiveInfinity] },
        { "spread", [.. Values(3000).Select(v => v * 1e70)] },
        { "steps", [.. Values(3001).Select(v => Math.Floor(v * 40))] },
        { "crowd beside an outlier", [.. Values(2500).Select(v => v + 1), 1e9] },
        { "crowd of steps beside an outlier", [.. Values(2500).Select(v => Math.Floor(v * 90)), 1e9] },
        { "nearly equal", [.. Values(900).Select(v => 1 + (Math.Floor(v * 8) * 2.3e-16))] },
    };

    [Theory]
    [MemberData(nameof(RowsToRank))]
    public void Rows_are_ranked_as_a_stable_sort_ranks_them(string kind, double[] row)
    {
        Assert.NotEmpty(kind);
        int[] expected = new int[row.Length];
        foreach ((int place, int index) in Enumerable.Range(0, row.Length).OrderBy(j => row[j]).Index())
        {
            expected[index] = place + 1;
        }

        RowRanks ranks = new(row.Length);
        ranks.Rank([.. row.Reverse()]);
        ranks.Rank(row);
        Assert.Equal(expected, ranks.Ranks.ToArray());
    }

    [Theory]
    [Slow]
    [InlineData(90)]
    [InlineData(5200)]
    public void Scores_are_the_same_whatever_else_is_asked_for(int count)
    {
        Matrix samples = TestSamples.Groups(count, 9, 3);
        Matrix picture = new PcaReducer(new PcaOptions()).Fit(new ReductionInput(samples), Context).Embedding;
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 3)];
        string[] all = [.. StandardMetrics.All.Select(metric => metric.Name)];
        IReadOnlyList<MetricScore> together = EmbeddingQuality.Evaluate(samples, picture, labels, [5, 12], Context, all);
        IEnumerable<MetricScore> alone = all.SelectMany(name => EmbeddingQuality.Evaluate(samples, picture, labels, [5, 12], Context, [name]));
        Assert.Equal(alone, together);
        Assert.All(together, score => Assert.NotNull(score.Value));
    }

    private static IEnumerable<double> Values(int count)
    {
        CounterRandom random = new(5, "rows");
        return Enumerable.Range(0, count).Select(i => random.Uniform(i, 0, 0));
    }

    [Fact]
    public void Triplets_that_are_drawn_estimate_the_share_of_all_of_them()
    {
        Matrix samples = TestSamples.Normal(130, 9);
        Matrix picture = new PcaReducer(new PcaOptions()).Fit(new ReductionInput(samples), Context).Embedding;
        MetricScore drawn = Triplets(samples, picture);
        Matrix[] fewer = [.. new[] { samples, picture }.Select(m => new Matrix(m.Values[..(129 * m.Columns)].ToArray(), 129, m.Columns))];
        MetricScore all = Triplets(fewer[0], fewer[1]);
        Assert.Null(all.StandardError);
        Assert.InRange(drawn.StandardError!.Value, 0.0003, 0.0006);
        Assert.InRange(drawn.Value!.Value, all.Value!.Value - 0.005, all.Value!.Value + 0.005);
        Assert.Equal(drawn, Triplets(samples, picture));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(300)]
    public void Distances_of_several_rows_are_the_bits_of_one_pair_after_another(int columns)
    {
        (Matrix points, Matrix queries) = (TestSamples.Normal(21, columns), TestSamples.Normal(11, columns, 2));
        double[] rows = new double[11 * 21];
        ExactDistances.Between(points, queries).Fill(0, 11, 3, rows);
        for (int at = 0; at < rows.Length; at++)
        {
            (int i, int j) = Math.DivRem(at, 21);
            Assert.Equal(j < 3 ? 0 : DoubleSums.SquaredDistance(queries.Row(i), points.Row(j)), rows[at]);
        }
    }

    [Theory]
    [InlineData(12, 32, 40)]
    [InlineData(18, 48, 300)]
    [InlineData(7, 17, 9)]
    public void Products_are_the_bits_of_one_chain_of_fused_multiply_adds(int left, int right, int features)
    {
        (Matrix a, Matrix b) = (TestSamples.Normal(left, features), TestSamples.Normal(right, features, 1));
        float[] leftPanels = new float[InnerProducts.PackedLength(left, InnerProducts.TileRows, features)];
        float[] rightPanels = new float[InnerProducts.PackedLength(right, InnerProducts.TileColumns, features)];
        Enumerable.Range(0, left).ToList().ForEach(i => InnerProducts.PackRow(a.Row(i), i, InnerProducts.TileRows, leftPanels));
        Enumerable.Range(0, right).ToList().ForEach(j => InnerProducts.PackRow(b.Row(j), j, InnerProducts.TileColumns, rightPanels));
        int stride = rightPanels.Length / features;
        float[] products = new float[leftPanels.Length / features * stride];
        InnerProducts.Multiply(leftPanels, rightPanels, features, products, stride);
        for (int i = 0; i < left; i++)
        {
            Assert.All(Enumerable.Range(0, right), j => Assert.Equal(Chain(a.Row(i), b.Row(j)), products[(i * stride) + j]));
        }
    }

    private static float Chain(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float total = 0;
        for (int start = 0; start < a.Length; start += InnerProducts.Slice)
        {
            float sum = 0;
            for (int f = start; f < Math.Min(a.Length, start + InnerProducts.Slice); f++)
            {
                sum = MathF.FusedMultiplyAdd(a[f], b[f], sum);
            }

            total = start == 0 ? sum : sum + total;
        }

        return total;
    }

    private static MetricScore Triplets(Matrix samples, Matrix picture) =>
        EmbeddingQuality.Evaluate(samples, picture, null, [], Context, ["random_triplets"]).Single();

    private static double Trust(PlacedSamples training, PlacedSamples held) =>
        PlacementQuality.Evaluate(training, held, [6], Context).Single(score => score.Name == "trustworthiness@6").Value!.Value;

    private static Matrix Row(Matrix matrix, int i) => new(matrix.Row(i).ToArray(), 1, matrix.Columns);

    private static void AssertRefused(string expected, Action action) =>
        Assert.Contains(expected, Assert.Throws<ReductionException>(action).Message, StringComparison.Ordinal);
}
