using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

public sealed class IsomapReducerTests : ReducerContract
{
    protected override string Kind => "isomap";

    protected override ReducerOptions QuickOptions => new IsomapOptions { NNeighbors = 8 };

    protected override ReducerOptions SeededOptions => new IsomapOptions { NNeighbors = 8, Landmarks = 60 };

    protected override ReducerOptions TinyOptions => new IsomapOptions();

    protected override int FewestSamples => 6;

    [Fact]
    public void Agrees_with_scikit_learn()
    {
        ReductionResult result = new IsomapReducer(new IsomapOptions { NNeighbors = 6, NComponents = 3 })
            .Fit(new ReductionInput(ReductionReference.Samples), new ReductionContext());
        double[] expected = ManifoldReference.Picture("isomap");
        double[] signs = ManifoldReference.Signs(expected, result.Embedding);
        ManifoldReference.AssertSame(expected, result.Embedding, signs, 2e-5);
        ManifoldReference.AssertSame(
            ManifoldReference.Picture("isomap_fresh"), result.Fitted!.Transform(ManifoldReference.Fresh, new ReductionContext()), signs, 2e-5);
    }

    [Fact]
    public void Unrolls_a_curve_to_its_length()
    {
        const int points = 400;
        Matrix arc = new(points, 2);
        for (int i = 0; i < points; i++)
        {
            (arc.Row(i)[0], arc.Row(i)[1]) = ((float)Math.Cos(5.0 * i / points), (float)Math.Sin(5.0 * i / points));
        }

        Matrix line = new IsomapReducer(new IsomapOptions { NComponents = 1 }).Fit(new ReductionInput(arc), new ReductionContext()).Embedding;
        double length = Math.Abs(line[points - 1, 0] - line[0, 0]);
        Assert.Equal(5.0 * (points - 1) / points, length, 1e-2);
        Assert.All(Enumerable.Range(1, points - 1), i => Assert.Equal(line[1, 0] > line[0, 0], line[i, 0] > line[i - 1, 0]));
    }

    [Fact]
    public void Joins_a_graph_in_pieces_and_tells_how_many_there_were()
    {
        ReductionResult result = new IsomapReducer(new IsomapOptions())
            .Fit(new ReductionInput(TestSamples.Groups(90, 6, 3, separation: 100)), new ReductionContext());
        Assert.Equal(3, result.Diagnostics["graph_pieces"]);
        Assert.Equal(3, result.Diagnostics["graph_bridges"]);
        Assert.All(result.Embedding.Values.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    /// <summary>scikit-learn 1.2.1: Isomap(n_neighbors=5) of the same samples.</summary>
    [Fact]
    public void Pieces_keep_their_places_as_in_scikit_learn()
    {
        Matrix samples = TestSamples.Formula(80, 2, 5);
        for (int i = 0; i < 80; i++)
        {
            samples.Row(i)[0] += 9 * (i % 2);
            samples.Row(i)[1] += 7 * (i % 4 / 2);
        }

        ReductionResult result = new IsomapReducer(new IsomapOptions()).Fit(new ReductionInput(samples), new ReductionContext());
        Assert.Equal((4, 6), (result.Diagnostics["graph_pieces"], result.Diagnostics["graph_bridges"]));
        IReadOnlyList<MetricScore> scores =
            EmbeddingQuality.Evaluate(samples, result.Embedding, null, [], new ReductionContext(), ["scaled_kruskal_stress"]);
        Assert.Equal(0.023872120255577136, scores.Single().Value!.Value, 1e-6);
    }

    [Fact]
    public void With_landmarks_the_picture_stays_close_to_that_of_all_samples()
    {
        Matrix samples = TestSamples.Groups(300, 6, 3, separation: 3);
        Matrix all = new IsomapReducer(new IsomapOptions { NNeighbors = 10 }).Fit(new ReductionInput(samples), new ReductionContext()).Embedding;
        Matrix some = new IsomapReducer(new IsomapOptions { NNeighbors = 10, Landmarks = 100 })
            .Fit(new ReductionInput(samples), new ReductionContext()).Embedding;
        float[] spread = ProcrustesAlignment.Of([all, some]).Spread();
        Assert.True(spread.Average() < 0.05, $"mean spread {spread.Average()}");
    }
}
