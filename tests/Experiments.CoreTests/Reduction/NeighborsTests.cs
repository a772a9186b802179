using Experiments.Reduction;
using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Tests.Reduction;

public sealed class NeighborsTests
{
    public static TheoryData<int, int, int, string> Cases => new()
    {
        { 300, 7, 1, "normal" },
        { 700, 64, 15, "normal" },
        { 333, 300, 40, "normal" },
        { 500, 12, 30, "binary" },
        { 400, 3, 10, "duplicates" },
        { 300, 20, 10, "outlier" },
        { 300, 20, 10, "huge" },
        { 300, 20, 10, "tiny" },
        { 300, 20, 10, "offset" },
        { 9, 4, 8, "normal" },
        { 2, 1, 1, "normal" },
    };

    [Theory]
    [Slow]
    [MemberData(nameof(Cases))]
    public void Agrees_with_all_pairs_in_double_precision(int n, int d, int k, string kind)
    {
        Matrix samples = Samples(n, d, kind);
        NeighborGraph graph = NearestNeighbors.Compute(samples, k, new ReductionContext());
        for (int i = 0; i < n; i++)
        {
            (double Distance, int Index)[] expected =
                [.. BruteForce(samples, samples.Row(i).ToArray(), Euclidean).Where(pair => pair.Index != i).Take(k)];
            Assert.Equal(expected.Select(pair => pair.Index), graph.IndicesOf(i).ToArray());
            Assert.Equal(expected.Select(pair => (float)pair.Distance), graph.DistancesOf(i).ToArray(), Close);
        }
    }

    [Fact]
    public void Cosine_agrees_with_all_pairs_and_ignores_length()
    {
        Matrix samples = Samples(300, 24, "normal");
        NeighborGraph graph = NearestNeighbors.Compute(samples, 10, new ReductionContext(), DistanceMetric.Cosine);
        for (int i = 0; i < samples.Rows; i++)
        {
            int[] expected = [.. BruteForce(samples, samples.Row(i).ToArray(), Cosine).Where(pair => pair.Index != i).Take(10)
                .Select(pair => pair.Index)];
            Assert.Equal(expected, graph.IndicesOf(i).ToArray());
            Assert.Equal(Cosine(samples.Row(i).ToArray(), samples.Row(expected[0]).ToArray()), graph.DistancesOf(i)[0], 1e-6);
        }
    }

    [Fact]
    public void Under_cosine_a_row_of_zeros_is_at_distance_one_from_every_row()
    {
        Matrix samples = Samples(20, 5, "normal");
        samples.Row(4).Clear();
        samples.Row(9).Clear();
        NeighborGraph graph = NearestNeighbors.Compute(samples, 19, new ReductionContext(), DistanceMetric.Cosine);
        Assert.All(graph.DistancesOf(4).ToArray(), distance => Assert.Equal(1f, distance));
    }

    [Theory]
    [Slow]
    [MemberData(nameof(Cases))]
    public void Manhattan_agrees_with_all_pairs_in_double_precision(int n, int d, int k, string kind)
    {
        Matrix samples = Samples(n, d, kind);
        NeighborGraph graph = NearestNeighbors.Compute(samples, k, new ReductionContext(), DistanceMetric.Manhattan);
        for (int i = 0; i < n; i++)
        {
            (double Distance, int Index)[] expected =
                [.. BruteForce(samples, samples.Row(i).ToArray(), Manhattan).Where(pair => pair.Index != i).Take(k)];
            Assert.Equal(expected.Select(pair => (float)pair.Distance), graph.DistancesOf(i).ToArray(), Close);
            Assert.Equal(expected.Select(pair => pair.Index), graph.IndicesOf(i).ToArray());
        }
    }

    [Fact]
    [Slow]
    public void Correlation_is_the_cosine_of_rows_less_their_means_and_ignores_length_and_offset()
    {
        Matrix samples = Samples(300, 24, "offset");
        NeighborGraph graph = NearestNeighbors.Compute(samples, 10, new ReductionContext(), DistanceMetric.Correlation);
        for (int i = 0; i < samples.Rows; i++)
        {
            (double Distance, int Index)[] expected =
                [.. BruteForce(samples, samples.Row(i).ToArray(), (a, b) => Cosine(Centered(a), Centered(b))).Where(pair => pair.Index != i)
                    .Take(10)];
            Assert.Equal(expected.Select(pair => pair.Index), graph.IndicesOf(i).ToArray());
            Assert.Equal(expected[0].Distance, graph.DistancesOf(i)[0], 1e-6);
        }
    }

    [Fact]
    public void Under_correlation_a_constant_row_is_at_distance_one_from_every_row()
    {
        Matrix samples = Samples(20, 5, "normal");
        samples.Row(4).Fill(0.1f);
        NeighborGraph graph = NearestNeighbors.Compute(samples, 19, new ReductionContext(), DistanceMetric.Correlation);
        Assert.All(graph.DistancesOf(4).ToArray(), distance => Assert.Equal(1f, distance));
    }

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Cosine)]
    [InlineData(DistanceMetric.Correlation)]
    [InlineData(DistanceMetric.Manhattan)]
    public void Distances_of_single_pairs_are_those_of_the_graph(DistanceMetric metric)
    {
        Matrix samples = Samples(40, 11, "offset");
        NeighborGraph graph = NearestNeighbors.Compute(samples, 5, new ReductionContext(), metric);
        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(
            PairDistance.Of(samples.Row(i), samples.Row(graph.IndicesOf(i)[4]), metric), graph.DistancesOf(i)[4], 1e-6));
    }

    [Fact]
    public void Is_the_same_bytes_at_any_thread_count_and_for_any_larger_k()
    {
        Matrix samples = Samples(1000, 33, "binary");
        NeighborGraph one = NearestNeighbors.Compute(samples, 20, new ReductionContext { Threads = 1 });
        NeighborGraph four = NearestNeighbors.Compute(samples, 50, new ReductionContext { Threads = 4 }).Take(20);
        Assert.Equal(one.Indices.ToArray(), four.Indices.ToArray());
        Assert.Equal(one.Distances.ToArray(), four.Distances.ToArray());
    }

    [Fact]
    public void Self_is_excluded_by_index_so_duplicates_find_each_other()
    {
        Matrix samples = new(50, 3);
        NeighborGraph graph = NearestNeighbors.Compute(samples, 3, new ReductionContext());
        Assert.Equal([1, 2, 3], graph.IndicesOf(0).ToArray());
        Assert.Equal([0, 1, 2], graph.IndicesOf(20).ToArray());
        Assert.All(graph.Distances.ToArray(), distance => Assert.Equal(0f, distance));
    }

    [Fact]
    public void A_query_finds_the_same_neighbours_alone_and_in_a_batch()
    {
        Matrix reference = Samples(400, 17, "normal");
        Matrix queries = Samples(130, 17, "outlier");
        NeighborGraph batch = NearestNeighbors.QueryNearest(reference, queries, 12, new ReductionContext());
        for (int i = 0; i < queries.Rows; i += 13)
        {
            Matrix single = new(queries.Row(i).ToArray(), 1, 17);
            NeighborGraph alone = NearestNeighbors.QueryNearest(reference, single, 12, new ReductionContext());
            Assert.Equal(BruteForce(reference, queries.Row(i).ToArray(), Euclidean).Take(12).Select(pair => pair.Index),
                batch.IndicesOf(i).ToArray());
            Assert.Equal(alone.IndicesOf(0).ToArray(), batch.IndicesOf(i).ToArray());
            Assert.Equal(alone.DistancesOf(0).ToArray(), batch.DistancesOf(i).ToArray());
        }
    }

    [Fact]
    public void A_query_that_is_a_reference_sample_finds_itself_first()
    {
        Matrix samples = Samples(120, 5, "normal");
        NeighborGraph graph = NearestNeighbors.QueryNearest(samples, samples, 2, new ReductionContext());
        Assert.All(Enumerable.Range(0, 120), i => Assert.Equal(i, graph.IndicesOf(i)[0]));
    }

    [Theory]
    [InlineData(0, "ask for 1 to 9")]
    [InlineData(10, "Cannot find 10 neighbours among 10 samples")]
    public void Refuses_an_impossible_k(int k, string expected)
    {
        ReductionException fault =
            Assert.Throws<ReductionException>(() => NearestNeighbors.Compute(Samples(10, 2, "normal"), k, new ReductionContext()));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_values_that_are_not_finite_and_names_the_first()
    {
        Matrix samples = Samples(10, 3, "normal");
        samples.Row(4)[1] = float.NaN;
        samples.Row(6)[0] = float.PositiveInfinity;
        ReductionException fault = Assert.Throws<ReductionException>(() => NearestNeighbors.Compute(samples, 3, new ReductionContext()));
        Assert.Contains("2 value(s) that are not finite, the first in row 4, column 1 (NaN)", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 16, 7)]
    [InlineData(13, 40, 600)]
    public void Inner_products_stay_within_their_error_bound(int left, int right, int features)
    {
        Matrix a = Samples(left, features, "normal");
        Matrix b = Samples(right, features, "offset");
        int columns = RowBlocks.Count(right, InnerProducts.TileColumns) * InnerProducts.TileColumns;
        float[] products = new float[RowBlocks.Count(left, InnerProducts.TileRows) * InnerProducts.TileRows * columns];
        InnerProducts.Multiply(Packed(a, InnerProducts.TileRows), Packed(b, InnerProducts.TileColumns), features, products, columns);
        for (int i = 0; i < left; i++)
        {
            for (int j = 0; j < right; j++)
            {
                double exact = a.Row(i).ToArray().Zip(b.Row(j).ToArray(), (x, y) => (double)x * y).Sum();
                double bound = InnerProducts.RelativeError(features) * Math.Sqrt(DoubleSums.SquaredNorm(a.Row(i)) * DoubleSums.SquaredNorm(b.Row(j)));
                Assert.InRange(products[(i * columns) + j], exact - bound, exact + bound);
            }
        }
    }

    [Theory]
    [InlineData(5, 16, 7)]
    [InlineData(13, 40, 600)]
    public void Absolute_differences_stay_within_the_error_bound_of_inner_products(int left, int right, int features)
    {
        Matrix a = Samples(left, features, "normal");
        Matrix b = Samples(right, features, "offset");
        int columns = RowBlocks.Count(right, InnerProducts.TileColumns) * InnerProducts.TileColumns;
        float[] sums = new float[RowBlocks.Count(left, InnerProducts.TileRows) * InnerProducts.TileRows * columns];
        AbsoluteDifferences.Multiply(Packed(a, InnerProducts.TileRows), Packed(b, InnerProducts.TileColumns), features, sums, columns);
        for (int i = 0; i < left; i++)
        {
            for (int j = 0; j < right; j++)
            {
                double exact = Manhattan(a.Row(i).ToArray(), b.Row(j).ToArray());
                Assert.Equal(-exact / 2, sums[(i * columns) + j], exact * InnerProducts.RelativeError(features + 1));
            }
        }
    }

    private static float[] Packed(Matrix rows, int width)
    {
        float[] panels = new float[InnerProducts.PackedLength(rows.Rows, width, rows.Columns)];
        for (int i = 0; i < rows.Rows; i++)
        {
            InnerProducts.PackRow(rows.Row(i), i, width, panels);
        }

        return panels;
    }

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) <= 1e-6f * Math.Abs(expected);

    private static Matrix Samples(int n, int d, string kind)
    {
        CounterRandom random = new(n + d, kind);
        Matrix samples = new(n, d);
        for (int i = 0; i < n; i++)
        {
            for (int f = 0; f < d; f++)
            {
                double normal = random.Normal(0, i, f);
                samples.Row(i)[f] = (float)(kind switch
                {
                    "binary" => normal > 0 ? 1 : 0,
                    "duplicates" => random.Below(3, 1, i % 100, f),
                    "outlier" => i == n / 2 ? 1e6 * normal : normal,
                    "huge" => 1e30 * normal,
                    "tiny" => 1e-30 * normal,
                    "offset" => 1000 + normal,
                    _ => normal,
                });
            }
        }

        return samples;
    }

    private static IEnumerable<(double Distance, int Index)> BruteForce(Matrix reference, float[] query, Func<float[], float[], double> distance) =>
        Enumerable.Range(0, reference.Rows).Select(j => (distance(query, reference.Row(j).ToArray()), j)).Order();

    private static double Euclidean(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => ((double)x - y) * ((double)x - y)).Sum());

    private static double Manhattan(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).Sum();

    private static float[] Centered(float[] row)
    {
        double mean = row.Average(value => (double)value);
        return [.. row.Select(value => (float)(value - mean))];
    }

    private static double Cosine(float[] a, float[] b)
    {
        double Dot(float[] x, float[] y) => x.Zip(y, (p, q) => (double)p * q).Sum();
        return 1 - (Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b)));
    }
}
