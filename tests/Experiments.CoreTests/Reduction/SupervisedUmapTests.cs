using System.Text.Json;
using Experiments.Reduction;
using Experiments.Reduction.Graphs;
using Experiments.Reduction.Umap.Supervised;

namespace Experiments.Tests.Reduction;

public sealed class SupervisedUmapTests : ReducerContract
{
    private static readonly ReductionContext Context = new();
    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "Fixtures", "umap", "supervised.json"))).RootElement;

    protected override string Kind => "umap_supervised";

    protected override ReducerOptions QuickOptions => new SupervisedUmapOptions { NNeighbors = 12, NEpochs = 150 };

    protected override ReducerOptions TinyOptions => new SupervisedUmapOptions { NNeighbors = 5 };

    protected override int FewestSamples => 6;

    /// <summary>Fixtures/umap/make_supervised.py: labels that count hardly, by half, with some unknown, and alone.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Graphs_agree_with_umap_learn(int index)
    {
        JsonElement expected = Reference.GetProperty("graphs")[index];
        SupervisedUmapOptions options = new()
        {
            NNeighbors = expected.GetProperty("n_neighbors").GetInt32(),
            TargetWeight = expected.GetProperty("target_weight").GetDouble(),
        };
        Matrix samples = TestSamples.Formula(50, 6, 3);
        int[] labels = [.. expected.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())];
        FuzzyGraph plain = FuzzyGraph.Build(NearestNeighbors.Compute(samples, options.NNeighbors - 1, Context), Context);
        FuzzyGraph graph = options.Joined(plain, new ReductionInput(samples) { Labels = labels });
        Dictionary<(int, int), double> edges = expected.GetProperty("edges").EnumerateArray()
            .ToDictionary(edge => (edge[0].GetInt32(), edge[1].GetInt32()), edge => edge[2].GetDouble());
        Assert.Equal(2 * edges.Count, graph.Targets.Length);
        for (int i = 0; i < 50; i++)
        {
            for (int e = graph.Starts[i]; e < graph.Starts[i + 1]; e++)
            {
                Assert.Equal(edges[(Math.Min(i, graph.Targets[e]), Math.Max(i, graph.Targets[e]))], graph.Weights[e], 5e-5);
            }
        }
    }

    [Fact]
    public void Labels_pull_classes_apart_that_the_samples_do_not_know_and_more_so_the_more_they_count()
    {
        Matrix samples = TestSamples.Normal(300, 5);
        int[] labels = [.. Enumerable.Range(0, 300).Select(i => i % 3)];
        double Hit(Matrix picture) => EmbeddingQuality.Evaluate(samples, picture, labels, [5], Context, ["neighborhood_hit"]).Single().Value!.Value;
        double plain = Hit(new UmapReducer(new UmapOptions { NEpochs = 200 })
            .Fit(new ReductionInput(samples) { Labels = labels }, Context).Embedding);
        double half = Hit(Fit(samples, labels, 0.5));
        double alone = Hit(Fit(samples, labels, 1));
        Assert.True(plain < 0.45, $"{plain}");
        Assert.True(half > plain + 0.2, $"{half} against {plain}");
        Assert.True(alone > 0.99 && alone >= half, $"{alone} against {half}");
    }

    [Fact]
    public void Where_no_label_is_known_all_edges_count_alike()
    {
        FuzzyGraph graph = FuzzyGraph.Build(NearestNeighbors.Compute(TestSamples.Normal(60, 4), 9, Context), Context);
        int[] unknown = new int[60];
        Array.Fill(unknown, -1);
        FuzzyGraph same = LabelIntersection.Of(graph, new int[60], 0.5);
        FuzzyGraph none = LabelIntersection.Of(graph, unknown, 0.5);
        Assert.Equal(same.Targets, none.Targets);
        Assert.All(same.Weights.Zip(none.Weights), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static Matrix Fit(Matrix samples, int[] labels, double weight) =>
        new UmapReducer(new SupervisedUmapOptions { NEpochs = 200, TargetWeight = weight })
            .Fit(new ReductionInput(samples) { Labels = labels }, Context).Embedding;
}
