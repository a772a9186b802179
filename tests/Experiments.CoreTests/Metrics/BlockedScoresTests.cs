using Experiments.Reduction;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Metrics;

/// <summary>
/// Scores around every size at which the kernels begin a new block: chunks of packed reference rows (made small here, as wide samples make
/// them), tiles, panels, slices of features. Each score alone and with all others, against a plain loop in double precision.
/// </summary>
[Slow]
public sealed class BlockedScoresTests
{
    private const int Panel = NearestNeighbors.ReferenceColumns;
    private static readonly int[] Neighborhoods = [4, 15];

    /// <summary>Samples, features, rows of a chunk.</summary>
    public static TheoryData<int, int, int> Lattice()
    {
        TheoryData<int, int, int> lattice = [];
        foreach (int chunk in (int[])[Panel, 3 * Panel, 4 * Panel, 5 * Panel])
        {
            foreach (int rows in (int[])[chunk - 1, chunk, chunk + 1, chunk + 17, (2 * chunk) + 1])
            {
                lattice.Add(rows, 8 + (rows % 3), chunk);
            }
        }

        foreach (int features in (int[])[7, 8, 9, 15, 16, 17, 255, 256, 257, 511, 513])
        {
            lattice.Add((2 * Panel) + 97, features, Panel);
        }

        foreach (int rows in (int[])[31, 32, 33, 95, 96, 97])
        {
            lattice.Add(rows, 24, Panel);
        }

        return lattice;
    }

    [Theory]
    [MemberData(nameof(Lattice))]
    public void Scores_are_those_of_a_plain_double_precision_loop(int rows, int features, int chunk)
    {
        (Matrix samples, Matrix picture) = Pair(rows, features);
        int[] labels = [.. Enumerable.Range(0, rows).Select(i => i * 5 / rows)];
        ReductionContext context = Chunked(features, chunk);
        (RankOracle high, RankOracle low) = (new(samples), new(picture));
        Dictionary<string, double> expected = [];
        foreach (int k in Neighborhoods)
        {
            expected[$"trustworthiness@{k}"] = high.Trustworthiness(low, k);
            expected[$"continuity@{k}"] = low.Trustworthiness(high, k);
            expected[$"knn_preservation@{k}"] = high.Preservation(low, k);
            expected[$"neighborhood_hit@{k}"] = low.Hit(labels, k);
        }

        string[] all = [.. StandardMetrics.All.Select(metric => metric.Name)];
        IReadOnlyList<MetricScore> together = EmbeddingQuality.Evaluate(samples, picture, labels, Neighborhoods, context, all);
        IReadOnlyList<MetricScore> byDefault = EmbeddingQuality.Evaluate(samples, picture, labels, Neighborhoods, context);
        MetricScore[] alone = [.. all.SelectMany(name => EmbeddingQuality.Evaluate(samples, picture, labels, Neighborhoods, context, [name]))];
        Assert.Equal(together, alone);
        Assert.All(byDefault, score => Assert.Contains(score, together));
        Assert.All(expected, pair => Assert.Equal(pair.Value, together.Single(score => score.Name == pair.Key).Value!.Value, 1e-12));
    }

    /// <summary>
    /// Around the blocks of rows (8, 32, 64, 128), the lanes of sums, and the 7 columns up to which rows are made column by column.
    /// </summary>
    public static TheoryData<int, int, int> SmallLattice()
    {
        TheoryData<int, int, int> lattice = [];
        foreach ((int at, int rows) in ((int[])[4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 40, 63, 64, 65, 71, 72, 73, 95, 96, 97, 127, 128, 129]).Index())
        {
            int features = ((int[])[1, 6, 7, 8, 9, 15, 16, 17, 24])[at % 9];
            lattice.Add(rows, features, ((int[])[1, 2, 3, 7, 8, 9])[at % 6]);
            lattice.Add(rows, 26 - features, 2);
        }

        return lattice;
    }

    [Theory]
    [MemberData(nameof(SmallLattice))]
    public void Curves_distances_classes_and_triplets_are_those_of_plain_loops(int rows, int features, int dimensions)
    {
        foreach (bool isGrid in (bool[])[false, true])
        {
            Matrix samples = isGrid ? RankOracle.Grid(rows, features, 5, 1) : TestSamples.Normal(rows, features, 7);
            Matrix picture = isGrid ? RankOracle.Grid(rows, dimensions, 6, 2) : TestSamples.Normal(rows, dimensions, 8);
            int[] labels = [.. Enumerable.Range(0, rows).Select(i => i * 3 / rows)];
            Dictionary<string, double> expected = new PlainScores(samples, picture, labels).All();
            IReadOnlyList<MetricScore> scores =
                EmbeddingQuality.Evaluate(samples, picture, labels, [], new ReductionContext { Threads = 2 }, expected.Keys);
            Assert.All(scores, score =>
                Assert.Equal(expected[score.Name], score.Value ?? double.PositiveInfinity, 1e-10 * Math.Max(1, Math.Min(1e9, expected[score.Name]))));
            Assert.Equal(expected["shepard"], QualityPartsTests.Binned(samples, picture, new ReductionContext { Threads = 2 })!.Value, 1e-6);
        }
    }

    [Theory]
    [InlineData(Panel)]
    [InlineData(3 * Panel)]
    [InlineData(7 * Panel)]
    public void More_points_than_products_are_kept_of_are_scored_alike(int chunk)
    {
        (Matrix samples, Matrix picture) = Pair(4200, 9);
        ReductionContext context = Chunked(9, chunk);
        string[] metrics = ["trustworthiness", "continuity", "mrre_data", "mrre_picture", "knn_preservation"];
        IReadOnlyList<MetricScore> scores = EmbeddingQuality.Evaluate(samples, picture, null, [15], context, metrics);
        Assert.Equal(EmbeddingQuality.Evaluate(samples, picture, null, [15], new ReductionContext(), metrics), scores);
        (RankOracle high, RankOracle low) = (new(samples), new(picture));
        Assert.Equal(high.Trustworthiness(low, 15), scores.Single(score => score.Name == "trustworthiness@15").Value!.Value, 1e-12);
    }

    [Theory]
    [InlineData(289, DistanceMetric.Euclidean)]
    [InlineData(577, DistanceMetric.Cosine)]
    [InlineData(865, DistanceMetric.Manhattan)]
    [InlineData(1441, DistanceMetric.Correlation)]
    [InlineData(4300, DistanceMetric.Euclidean)]
    public void Neighbors_do_not_depend_on_the_chunks(int rows, DistanceMetric metric)
    {
        (Matrix samples, _) = Pair(rows, 11);
        NeighborMethod method = rows > 4096 ? NeighborMethod.Approximate : NeighborMethod.Exact;
        NeighborGraph whole = NearestNeighbors.Compute(samples, 12, new ReductionContext(), metric, method);
        foreach (int chunk in (int[])[Panel, 2 * Panel])
        {
            NeighborGraph chunked = NearestNeighbors.Compute(samples, 12, Chunked(11, chunk), metric, method);
            Assert.Equal(whole.Indices.ToArray(), chunked.Indices.ToArray());
            Assert.Equal(whole.Distances.ToArray(), chunked.Distances.ToArray());
        }
    }

    private static ReductionContext Chunked(int features, int rows) => new() { Threads = 2, PackedValues = rows * features };

    /// <summary>A picture that shows two of the directions that the samples vary in, so that its scores are neither 1 nor chance.</summary>
    private static (Matrix Samples, Matrix Picture) Pair(int rows, int features)
    {
        Matrix samples = TestSamples.Normal(rows, features, 7);
        Matrix picture = TestSamples.Normal(rows, 2, 8);
        for (int i = 0; i < rows; i++)
        {
            samples.Row(i)[0] *= 3;
            samples.Row(i)[1] *= 2;
            picture.Row(i)[0] = samples[i, 0] + (0.2f * picture[i, 0]);
            picture.Row(i)[1] = samples[i, 1] + (0.2f * picture[i, 1]);
        }

        return (samples, picture);
    }
}
