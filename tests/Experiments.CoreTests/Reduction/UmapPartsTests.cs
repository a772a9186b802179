using System.Runtime.Intrinsics;
using System.Text.Json;
using Experiments.Reduction;
using Experiments.Reduction.Graphs;
using Experiments.Reduction.Numerics;
using Experiments.Reduction.Umap;

namespace Experiments.Tests.Reduction;

public sealed class UmapPartsTests
{
    private static readonly ReductionContext Context = new();
    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "Fixtures", "umap", "umap-learn.json"))).RootElement;

    [Fact]
    public void Curves_agree_with_umap_learn() => Assert.All(Reference.GetProperty("curves").EnumerateArray(), expected =>
    {
        UmapCurve curve = UmapCurve.Fit(expected.GetProperty("min_dist").GetDouble(), expected.GetProperty("spread").GetDouble());
        Assert.Equal(expected.GetProperty("a").GetDouble(), curve.A, 1e-4);
        Assert.Equal(expected.GetProperty("b").GetDouble(), curve.B, 1e-4);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Fuzzy_graphs_agree_with_umap_learn(int index)
    {
        JsonElement expected = Reference.GetProperty("graphs")[index];
        UmapOptions options = new()
        {
            NNeighbors = expected.GetProperty("n_neighbors").GetInt32(),
            SetOpMixRatio = expected.GetProperty("set_op_mix_ratio").GetDouble(),
            LocalConnectivity = expected.GetProperty("local_connectivity").GetDouble(),
        };
        Dictionary<(int, int), double> edges = expected.GetProperty("edges").EnumerateArray()
            .ToDictionary(edge => (edge[0].GetInt32(), edge[1].GetInt32()), edge => edge[2].GetDouble());
        FuzzyGraph graph = Graph(TestSamples.Formula(50, 6, 3), options);
        Assert.Equal(2 * edges.Count, graph.Targets.Length);
        for (int i = 0; i < 50; i++)
        {
            for (int e = graph.Starts[i]; e < graph.Starts[i + 1]; e++)
            {
                Assert.Equal(edges[(Math.Min(i, graph.Targets[e]), Math.Max(i, graph.Targets[e]))], graph.Weights[e], 2e-5);
            }
        }
    }

    [Fact]
    public void Memberships_sum_to_the_logarithm_of_the_neighbourhood()
    {
        float[] distances = [0.5f, 0.7f, 0.9f, 1.3f, 1.4f, 2.2f, 2.5f, 3, 3.5f];
        float[] memberships = new float[9];
        LocalMetric local = SmoothDistances.Fit(distances, 10, 1, 1);
        SmoothDistances.Memberships(distances, local, memberships);
        Assert.Equal(0.5, local.Offset, 1e-9);
        Assert.Equal(1, memberships[0]);
        Assert.Equal(Math.Log2(10), memberships.Sum(), 1e-4);
    }

    [Fact]
    public void Powers_are_accurate_over_the_distances_of_a_picture()
    {
        foreach (float b in new[] { 0.5f, 0.79f, 0.8951f, 1.9f })
        {
            for (double exponent = -20; exponent < 12; exponent += 0.01)
            {
                float x = (float)Math.Pow(2, exponent);
                double expected = Math.Pow(x, b);
                float actual = VectorPower.Power(Vector256.Create(x), Vector256.Create(b))[3];
                Assert.InRange(actual / expected, 1 - 5e-6, 1 + 5e-6);
            }
        }
    }

    [Fact]
    public void Forces_are_the_derivatives_of_the_cross_entropy()
    {
        UmapCurve curve = UmapCurve.Fit(0.1, 1);
        LayoutForces forces = new(curve, 1);
        foreach (double d in new[] { 0.3, 1, 2.5, 7 })
        {
            double Similarity(double x) => 1 / (1 + (curve.A * Math.Pow(x, 2 * curve.B)));
            const double h = 1e-5;
            double attraction = (Math.Log(Similarity(d + h)) - Math.Log(Similarity(d - h))) / (2 * h);
            double repulsion = (Math.Log(1 - Similarity(d + h)) - Math.Log(1 - Similarity(d - h))) / (2 * h);
            Vector256<float> squared = Vector256.Create((float)(d * d));
            Assert.Equal(attraction, forces.Attraction(squared)[0] * d, 1e-4 * Math.Abs(attraction));
            Assert.Equal(repulsion * d * d / (0.001 + (d * d)), forces.Repulsion(squared)[0] * d, 1e-4 * repulsion);
        }

        Assert.Equal(0, forces.Attraction(Vector256<float>.Zero)[0]);
        Assert.True(float.IsFinite(forces.Repulsion(Vector256<float>.Zero)[0]));
    }

    [Fact]
    public void Eigenvectors_of_a_ring_turn_once_around_it()
    {
        const int n = 500;
        NormalizedAdjacency ring = new(Ring(n), [.. Enumerable.Range(0, n)]);
        double[][] vectors = LanczosEigenvectors.Compute(ring, 2, Context);
        foreach (double[] vector in vectors)
        {
            double[] product = new double[n];
            ring.Multiply(vector, product, Context);
            double eigenvalue = vector.Zip(product, (x, y) => x * y).Sum();
            Assert.Equal(Math.Cos(2 * Math.PI / n), eigenvalue, 1e-7);
            Assert.Equal(1, vector.Sum(x => x * x), 1e-9);
            Assert.Equal(0, vector.Sum(), 1e-9);
        }

        Assert.Equal(0, vectors[0].Zip(vectors[1], (x, y) => x * y).Sum(), 1e-9);
    }

    [Fact]
    public void Eigenvectors_agree_with_a_dense_decomposition()
    {
        const int n = 60;
        NormalizedAdjacency adjacency = new(Graph(TestSamples.Normal(n, 4), new UmapOptions()), [.. Enumerable.Range(0, n)]);
        double[] dense = new double[n * n];
        for (int j = 0; j < n; j++)
        {
            double[] unit = new double[n];
            double[] column = new double[n];
            unit[j] = 1;
            adjacency.Multiply(unit, column, Context);
            column.CopyTo(dense, j * n);
        }

        (_, double[][] expected) = SymmetricEigen.Largest(dense, n, 4, Context);
        double[][] actual = LanczosEigenvectors.Compute(adjacency, 3, Context);
        for (int v = 0; v < 3; v++)
        {
            Assert.Equal(1, Math.Abs(actual[v].Zip(expected[v + 1], (x, y) => x * y).Sum()), 1e-6);
        }
    }

    [Fact]
    public void Every_edge_is_due_as_often_as_its_weight_says()
    {
        const int epochs = 200;
        FuzzyGraph graph = Graph(TestSamples.Normal(60, 4), new UmapOptions());
        SlottedEdges edges = SlottedEdges.Build(graph, 4, 0);
        DueEdges due = new(edges);
        int[] followed = new int[edges.Targets.Length];
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            due.Refresh(epoch, Context);
            for (int slot = 0; slot < edges.Count; slot++)
            {
                int[] all = due.Of(slot).ToArray();
                int[] byRound = [.. Enumerable.Range(0, 4).SelectMany(round => due.Take(slot, round).ToArray())];
                Assert.Equal(all, byRound);
                foreach (int edge in all)
                {
                    followed[edge]++;
                    Assert.Equal(slot, edges.Targets[edges.Reverse[edge]]);
                }
            }
        }

        for (int e = 0; e < followed.Length; e++)
        {
            Assert.InRange(followed[e] - (edges.Rates[e] * epochs), -1, 0.01);
        }
    }

    [Fact]
    public void The_plane_has_the_same_bytes_as_any_space()
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        UmapOptions options = new() { NEpochs = 40, NNeighbors = 10 };
        FuzzyGraph graph = Graph(samples, options);
        Matrix start = InitialLayout.Compute(graph, new ReductionInput(samples), null, options, Context);
        SlottedEdges edges = SlottedEdges.Build(graph, 4, 0);
        UmapCurve curve = UmapCurve.Fit(0.1, 1);
        LayoutState state = new(edges, start);
        SpaceDescent space = new(state, new LayoutForces(curve, 1), 5);
        float[] expected = new LayoutOptimizer(state, space, options, 0).Run(Context).Values.ToArray();
        float[] plane = new LayoutOptimizer(new LayoutState(edges, start), new LayoutForces(curve, 1), options, 0).Run(Context).Values.ToArray();
        Assert.Equal(expected, plane);
        Assert.NotEqual(start.Values.ToArray(), plane);
    }

    [Fact]
    public void Random_slots_are_uniform()
    {
        const int count = 50;
        int[] hits = new int[count];
        for (int group = 0; group < 500; group++)
        {
            ulong key = new CounterRandom(1, "test").Bits(0, 0);
            Vector256<uint> state = SlotLanes.Start(key, Vector256.Create(group * 8) + Vector256<int>.Indices);
            for (int draw = 0; draw < 25; draw++)
            {
                Vector256<int> slots = SlotLanes.Next(ref state, count);
                for (int lane = 0; lane < 8; lane++)
                {
                    hits[slots[lane]]++;
                }
            }
        }

        // 100,000 draws: the statistic has 49 degrees of freedom, and exceeds 95 once in 10,000 times.
        double expected = 500 * 25 * 8.0 / count;
        Assert.True(hits.Sum(h => (h - expected) * (h - expected) / expected) < 95);
    }

    private static FuzzyGraph Graph(Matrix samples, UmapOptions options) => FuzzyGraph.Build(
        NearestNeighbors.Compute(samples, options.NeighborsNeeded(samples.Rows), Context, options.Metric),
        Context, options.LocalConnectivity, options.SetOpMixRatio);

    private static FuzzyGraph Ring(int n)
    {
        int[] indices = [.. Enumerable.Range(0, n).SelectMany(i => new[] { (i + 1) % n, (i + n - 1) % n })];
        float[] distances = new float[2 * n];
        Array.Fill(distances, 1f);
        return FuzzyGraph.Build(new NeighborGraph(indices, distances, n, 2), Context);
    }
}
