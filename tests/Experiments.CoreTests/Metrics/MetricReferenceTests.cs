using System.Text.Json;
using Experiments.Reduction;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Metrics;

/// <summary>Scores held against other libraries and whole matrices (Fixtures/metrics/make_more_metrics.py).</summary>
public sealed class MetricReferenceTests
{
    private static readonly ReductionContext Context = new() { Threads = 2 };

    public static TheoryData<int> Cases => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_other_libraries(int index)
    {
        (JsonElement reference, Matrix samples, Matrix picture) = Case(index);
        int[] labels = [.. Enumerable.Range(0, samples.Rows).Select(i => i * 7 / 3 % 4)];
        Dictionary<string, double> expected = Numbers(reference.GetProperty("scores"));
        Dictionary<string, double?> scores = EmbeddingQuality.Evaluate(
            samples, picture, labels, Ks(reference), Context, [.. expected.Keys.Select(name => name.Split('@')[0]).Distinct()])
            .ToDictionary(score => score.Name, score => score.Value);
        Assert.Equal(expected.Keys.Order(), scores.Keys.Order());
        Assert.All(expected, pair => Assert.Equal(pair.Value, scores[pair.Key]!.Value, Tolerance(pair.Key)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Held_out_points_are_judged_as_whole_matrices_judge_them(int index)
    {
        (JsonElement reference, Matrix samples, Matrix picture) = Case(index);
        int training = reference.GetProperty("training").GetInt32();
        IReadOnlyList<MetricScore> scores = PlacementQuality.Evaluate(
            new PlacedSamples(Part(samples, 0, training), Part(picture, 0, training)),
            new PlacedSamples(Part(samples, training, samples.Rows), Part(picture, training, samples.Rows)), Ks(reference), Context);
        Dictionary<string, double> expected = Numbers(reference.GetProperty("held_out"));
        Assert.Equal(expected.Keys.Order(), scores.Select(score => score.Name).Order());
        Assert.All(scores, score => Assert.Equal(expected[score.Name], score.Value!.Value, 1e-12));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_curve_of_all_sizes_says_where_local_ends(int index)
    {
        (JsonElement reference, Matrix samples, Matrix picture) = Case(index);
        QualityCurve curve = EmbeddingQuality.Prepare(samples, 1, Context).Curve(picture, Context);
        Assert.Equal(reference.GetProperty("best_size").GetInt32(), curve.BestSize);
        Assert.Equal(samples.Rows - 1, curve.Overlap.Count);
        Assert.Equal(samples.Rows - 2, curve.Gain.Count);
        Assert.Equal(1, curve.Overlap[^1], 1e-15);
    }

    // umap-learn keeps distances and memberships in single precision and stops its bisection at 1e-5.
    private static double Tolerance(string name) => name.StartsWith("density", StringComparison.Ordinal) ? 2e-5 : 1e-11;

    private static (JsonElement Reference, Matrix Samples, Matrix Picture) Case(int index)
    {
        JsonElement reference = JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "Fixtures", "metrics", "more-metrics.json"))).RootElement[index];
        (int rows, int columns) = (reference.GetProperty("rows").GetInt32(), reference.GetProperty("columns").GetInt32());
        Matrix samples = TestSamples.Formula(rows, columns, 1);
        Matrix picture = TestSamples.Formula(rows, 2, 2);
        for (int i = 0; i < rows; i++)
        {
            picture.Row(i)[0] = samples[i, 0] + (0.25f * picture[i, 0]);
            picture.Row(i)[1] = samples[i, 1] + (0.25f * picture[i, 1]);
        }

        return (reference, samples, picture);
    }

    private static int[] Ks(JsonElement reference) => [.. reference.GetProperty("neighbors").EnumerateArray().Select(k => k.GetInt32())];

    private static Dictionary<string, double> Numbers(JsonElement scores) =>
        scores.EnumerateObject().ToDictionary(score => score.Name, score => score.Value.GetDouble());

    private static Matrix Part(Matrix matrix, int start, int end) =>
        new(matrix.Values[(start * matrix.Columns)..(end * matrix.Columns)].ToArray(), end - start, matrix.Columns);
}
