using System.Text.Json;
using Experiments.Reduction;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Metrics;

public sealed class EmbeddingQualityTests
{
    private static readonly ReductionContext Context = new() { Threads = 2 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Agrees_with_scikit_learn(int index)
    {
        JsonElement reference = JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "Fixtures", "metrics", "scikit-learn.json"))).RootElement[index];
        (int rows, int columns) = (reference.GetProperty("rows").GetInt32(), reference.GetProperty("columns").GetInt32());
        Matrix samples = TestSamples.Formula(rows, columns, 1);
        Matrix embedding = TestSamples.Formula(rows, 2, 2);
        for (int i = 0; i < rows; i++)
        {
            embedding.Row(i)[0] = samples[i, 0] + (0.25f * embedding[i, 0]);
            embedding.Row(i)[1] = samples[i, 1] + (0.25f * embedding[i, 1]);
        }

        int[] labels = [.. Enumerable.Range(0, rows).Select(i => i * 7 / 3 % 4)];
        Dictionary<string, double> expected = reference.GetProperty("scores").EnumerateObject()
            .ToDictionary(score => score.Name, score => score.Value.GetDouble());
        int[] ks = [.. expected.Keys.Where(name => name.StartsWith("continuity@", StringComparison.Ordinal))
            .Select(name => int.Parse(name[11..]))];
        Dictionary<string, double?> scores = EmbeddingQuality.Evaluate(samples, embedding, labels, ks, Context)
            .ToDictionary(score => score.Name, score => score.Value);
        Assert.Equal(expected.Keys.Order(), scores.Keys.Order());
        Assert.All(expected, pair => Assert.Equal(pair.Value, scores[pair.Key]!.Value, 1e-9));
    }

    [Fact]
    public void Scores_of_classes_leave_out_samples_whose_class_is_not_known()
    {
        Matrix samples = TestSamples.Formula(60, 5, 1);
        Matrix embedding = TestSamples.Formula(60, 2, 2);
        int[] labels = [.. Enumerable.Range(0, 60).Select(i => i % 4 == 3 ? -1 : i % 3)];
        int[] known = [.. Enumerable.Range(0, 60).Where(i => labels[i] >= 0)];
        string[] all = [.. StandardMetrics.All.Select(metric => metric.Name)];
        IReadOnlyList<MetricScore> scores = EmbeddingQuality.Evaluate(samples, embedding, labels, [5, 50], Context, all);
        IReadOnlyList<MetricScore> unlabelled = EmbeddingQuality.Evaluate(samples, embedding, null, [5, 50], Context, all, "why");
        IReadOnlyList<MetricScore> part =
            EmbeddingQuality.Evaluate(samples.Take(known), embedding.Take(known), [.. known.Select(i => labels[i])], [5, 50], Context, all);
        for (int i = 0; i < scores.Count; i++)
        {
            bool ofClasses = StandardMetrics.All.Single(metric => metric.Name == scores[i].Name.Split('@')[0]).NeedsLabels;
            Assert.Equal(ofClasses ? part[i] : unlabelled[i], scores[i]);
            Assert.True(!ofClasses || unlabelled[i].Reason == "why");
        }

        Assert.Contains(scores, score => score is { Name: "silhouette", Value: not null });
        Assert.Contains(scores, score => score is { Name: "neighborhood_hit@50", Reason: "k = 50 needs more than 50 points, got 45" });
        Assert.Contains(
            EmbeddingQuality.Evaluate(samples, embedding, [.. labels.Select(_ => -1)], [5], Context), score =>
                score is { Name: "silhouette", Reason: "no sample has a label" });
    }

    [Theory]
    [InlineData(40, 2, 4)]
    [InlineData(90, 3, 2)]
    [InlineData(90, 9, 2)]
    [InlineData(200, 30, 2)]
    [InlineData(130, 300, 2)]
    public void Orders_ties_and_duplicates_as_a_double_precision_sort_does(int rows, int columns, int levels) =>
        AssertMatchesOracle(RankOracle.Grid(rows, columns, levels, 1), RankOracle.Grid(rows, 2, 5, 2), [1, 4, 13, (rows / 2) + 3]);

    [Fact]
    [Slow]
    public void Stays_exact_beyond_the_size_that_keeps_inner_products() =>
        AssertMatchesOracle(RankOracle.Grid(4100, 8, 3, 1), RankOracle.Grid(4100, 2, 60, 2), [7]);

    [Fact]
    public void Stays_exact_beside_an_outlier_and_far_from_the_origin()
    {
        Matrix samples = TestSamples.Normal(150, 40);
        foreach (ref float value in samples.Values)
        {
            value += 1000;
        }

        samples.Row(7).Fill(3e7f);
        AssertMatchesOracle(samples, TestSamples.Normal(150, 2, 3), [1, 5, 20]);
    }

    [Fact]
    public void Handles_pictures_of_many_dimensions_and_samples_of_one() =>
        AssertMatchesOracle(TestSamples.Normal(120, 1), TestSamples.Normal(120, 20, 4), [2, 30]);

    [Fact]
    public void Tells_a_perfect_picture_from_a_random_one()
    {
        Matrix samples = TestSamples.Groups(300, 12, 5);
        int[] labels = [.. Enumerable.Range(0, 300).Select(i => i % 5)];
        Dictionary<string, double?> perfect = Scores(samples, samples, labels, 10);
        Dictionary<string, double?> random = Scores(samples, TestSamples.Normal(300, 2, 9), labels, 10);
        Assert.All(perfect, score => Assert.True(score.Key == "silhouette" ? score.Value > 0.5 : score.Value == 1, score.Key));
        Assert.InRange(random["trustworthiness@10"]!.Value, 0.4, 0.6);
        Assert.InRange(random["continuity@10"]!.Value, 0.4, 0.6);
        Assert.InRange(random["neighborhood_hit@10"]!.Value, 0.15, 0.25);
        Assert.InRange(random["silhouette"]!.Value, -0.2, 0.02);
    }

    [Fact]
    public void Judges_the_same_with_any_threads_a_prepared_reference_or_a_given_graph()
    {
        Matrix samples = TestSamples.Groups(400, 12, 5);
        Matrix embedding = TestSamples.Normal(400, 2, 9);
        int[] labels = [.. Enumerable.Range(0, 400).Select(i => i % 5)];
        ReductionContext single = new() { Threads = 1 };
        IReadOnlyList<MetricScore> expected = EmbeddingQuality.Evaluate(samples, embedding, labels, [5, 15], single);
        Assert.Equal(expected, EmbeddingQuality.Evaluate(samples, embedding, labels, [5, 15], new ReductionContext { Threads = 7 }));
        NeighborGraph graph = NearestNeighbors.Compute(samples, 60, Context);
        QualityReference reference = EmbeddingQuality.Prepare(samples, 50, Context, graph);
        Assert.Equal(expected, reference.Evaluate(embedding, labels, [5, 15], Context));
        Assert.Equal(expected, reference.Evaluate(embedding, labels, [5, 15], Context));
    }

    [Fact]
    public void Says_why_a_score_is_undefined()
    {
        Matrix samples = TestSamples.Normal(12, 6);
        Matrix embedding = TestSamples.Normal(12, 2, 1);
        Dictionary<string, MetricScore> scores = EmbeddingQuality.Evaluate(samples, embedding, null, [0, 10, 11, 12], Context)
            .ToDictionary(score => score.Name);
        AssertUndefined(scores["trustworthiness@0"], "at least 1");
        Assert.NotNull(scores["trustworthiness@10"].Value);
        AssertUndefined(scores["trustworthiness@11"], "at most 10");
        Assert.Equal(1.0, scores["knn_preservation@11"].Value);
        AssertUndefined(scores["continuity@12"], "needs more than 12 points, got 12");
        AssertUndefined(scores["neighborhood_hit@10"], "no labels");
        AssertUndefined(scores["silhouette"], "no labels");
    }

    [Fact]
    public void The_silhouette_needs_two_classes_and_one_that_is_not_alone()
    {
        Matrix samples = TestSamples.Normal(6, 3);
        AssertUndefined(Silhouette(samples, [1, 1, 1, 1, 1, 1]), "one label");
        AssertUndefined(Silhouette(samples, [1, 2, 3, 4, 5, 6]), "label of its own");
    }

    [Fact]
    public void A_class_of_one_adds_nothing_to_the_silhouette()
    {
        Matrix line = new([0, 1, 10], 3, 1);
        double expected = ((1 - (1 / 10.0)) + (1 - (1 / 9.0))) / 3;
        Assert.Equal(expected, Silhouette(line, [4, 4, 8]).Value!.Value, 1e-12);
    }

    [Fact]
    public void Values_that_are_not_finite_leave_every_score_undefined()
    {
        Matrix samples = TestSamples.Normal(12, 6);
        Matrix broken = TestSamples.Normal(12, 2, 1);
        broken.Row(3)[1] = float.NaN;
        Assert.All(EmbeddingQuality.Evaluate(samples, broken, null, [2], Context), s => AssertUndefined(s, "NaN in row 3, column 1"));
        broken.Row(3)[1] = float.PositiveInfinity;
        Assert.All(EmbeddingQuality.Evaluate(broken, samples, null, [2], Context), s => AssertUndefined(s, "infinity in row 3, column 1"));
        Assert.All(EmbeddingQuality.Evaluate(new Matrix(0, 4), new Matrix(0, 2), [], [2], Context), s => AssertUndefined(s, "empty"));
    }

    [Fact]
    public void Refuses_what_does_not_belong_together()
    {
        Matrix samples = TestSamples.Normal(12, 6);
        Assert.Contains("11 rows for 12", Fault(() => EmbeddingQuality.Evaluate(samples, new Matrix(11, 2), null, [2], Context)));
        Assert.Contains("5 labels for 12", Fault(() => EmbeddingQuality.Evaluate(samples, new Matrix(12, 2), new int[5], [2], Context)));
        QualityReference reference = EmbeddingQuality.Prepare(samples, 4, Context);
        Assert.Contains("k = 5", Fault(() => reference.Evaluate(new Matrix(12, 2), null, [5], Context)));
    }

    [Fact]
    public void Scores_come_in_the_order_the_metrics_are_registered()
    {
        Matrix samples = TestSamples.Normal(12, 6);
        string[] names = [.. EmbeddingQuality.Evaluate(samples, samples, null, [2, 3], Context).Select(s => s.Name)];
        string[] expected = [.. StandardMetrics.Default.SelectMany(m => m.PerNeighborhood ? [$"{m.Name}@2", $"{m.Name}@3"] : new[] { m.Name })];
        Assert.Equal(expected, names);
    }

    private static void AssertMatchesOracle(Matrix samples, Matrix embedding, int[] ks)
    {
        int[] labels = [.. Enumerable.Range(0, samples.Rows).Select(i => i % 3)];
        Dictionary<string, double?> scores =
            EmbeddingQuality.Evaluate(samples, embedding, labels, ks, Context).ToDictionary(s => s.Name, s => s.Value);
        RankOracle high = new(samples);
        RankOracle low = new(embedding);
        foreach (int k in ks)
        {
            Assert.Equal(high.Trustworthiness(low, k), scores[$"trustworthiness@{k}"]!.Value, 1e-12);
            Assert.Equal(low.Trustworthiness(high, k), scores[$"continuity@{k}"]!.Value, 1e-12);
            Assert.Equal(high.Preservation(low, k), scores[$"knn_preservation@{k}"]!.Value, 1e-12);
            Assert.Equal(low.Hit(labels, k), scores[$"neighborhood_hit@{k}"]!.Value, 1e-12);
        }
    }

    private static Dictionary<string, double?> Scores(Matrix samples, Matrix embedding, int[] labels, int k) =>
        EmbeddingQuality.Evaluate(samples, embedding, labels, [k], Context).ToDictionary(s => s.Name, s => s.Value);

    private static MetricScore Silhouette(Matrix embedding, int[] labels) =>
        EmbeddingQuality.Evaluate(embedding, embedding, labels, [1], Context).Single(s => s.Name == "silhouette");

    private static string Fault(Action action) => Assert.Throws<ReductionException>(action).Message;

    private static void AssertUndefined(MetricScore score, string reason)
    {
        Assert.Null(score.Value);
        Assert.Contains(reason, score.Reason!, StringComparison.Ordinal);
    }
}
