using Experiments.Reduction;
using Experiments.Reduction.Pacmap;

namespace Experiments.Tests.Reduction;

public sealed class PacmapReducerTests : ReducerContract
{
    protected override string Kind => "pacmap";

    protected override ReducerOptions QuickOptions => new PacmapOptions();

    protected override ReducerOptions TinyOptions => new PacmapOptions { NNeighbors = 4 };

    protected override int FewestSamples => 5;

    [Fact]
    public void Near_pairs_are_those_of_the_smallest_scaled_distance()
    {
        Matrix samples = TestSamples.Groups(80, 4, 2, separation: 2);
        NeighborGraph graph = NearestNeighbors.Compute(samples, 60, new ReductionContext());
        PairChoice pairs = new PairChoice(samples, graph, new PacmapOptions(), 0).Choose(new ReductionContext());
        double[] reach = [.. Enumerable.Range(0, 80)
            .Select(i => Enumerable.Range(0, 80).Where(j => j != i).Select(j => Distance(samples, i, j)).Order().Skip(3).Take(3).Average())];
        for (int i = 0; i < 80; i++)
        {
            int[] expected = [.. graph.IndicesOf(i).ToArray().OrderBy(j => Math.Pow(Distance(samples, i, j), 2) / reach[i] / reach[j]).Take(10)];
            Assert.Equal(expected, pairs.Near.Targets[pairs.Near.Starts[i]..(pairs.Near.Starts[i] + 10)]);
        }
    }

    [Fact]
    public void Further_pairs_are_not_near_and_every_pair_is_listed_at_both_ends()
    {
        Matrix samples = TestSamples.Normal(120, 4);
        NeighborGraph graph = NearestNeighbors.Compute(samples, 60, new ReductionContext());
        PairChoice pairs = new PairChoice(samples, graph, new PacmapOptions(), 0).Choose(new ReductionContext());
        Assert.Equal(2 * 120 * 10, pairs.Near.Targets.Length);
        Assert.Equal(2 * 120 * 5, pairs.MidNear.Targets.Length);
        Assert.Equal(2 * 120 * 20, pairs.Further.Targets.Length);
        for (int i = 0; i < 120; i++)
        {
            int[] further = pairs.Further.Targets[pairs.Further.Starts[i]..(pairs.Further.Starts[i] + 20)];
            Assert.Equal(20, further.Distinct().Count());
            Assert.DoesNotContain(i, further);
            Assert.Empty(further.Intersect(pairs.Near.Targets[pairs.Near.Starts[i]..(pairs.Near.Starts[i] + 10)]));
        }

        Assert.All(new[] { pairs.Near, pairs.MidNear, pairs.Further }, table => Assert.All(Enumerable.Range(0, 120), i =>
            Assert.All(table.Targets[table.Starts[i]..table.Starts[i + 1]], j =>
                Assert.Contains(i, table.Targets[table.Starts[j]..table.Starts[j + 1]]))));
    }

    /// <summary>Derivatives of the paper's loss, by differences.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(150)]
    [InlineData(300)]
    public void Forces_are_the_derivatives_of_the_loss(int step)
    {
        double weight = step switch { 0 => 1000, 50 => 501.5, 150 => 3, _ => 0 };
        double near = step switch { < 100 => 2, < 200 => 3, _ => 1 };
        PacmapForces forces = PacmapForces.At(step);
        AssertForce(forces.Near, d => near * d / (10 + d));
        AssertForce(forces.MidNear, d => weight * d / (10_000 + d));
        AssertForce(forces.Further, d => 1 / (1 + d));
    }

    [Fact]
    public void Keeps_the_global_structure_of_a_curve_better_than_chance_and_its_neighbourhoods_too()
    {
        Matrix samples = new(400, 3);
        for (int i = 0; i < 400; i++)
        {
            (samples.Row(i)[0], samples.Row(i)[1], samples.Row(i)[2]) = (MathF.Cos(i * 0.03f), MathF.Sin(i * 0.03f), i * 0.01f);
        }

        Matrix picture = new PacmapReducer(new PacmapOptions()).Fit(new ReductionInput(samples), new ReductionContext()).Embedding;
        IReadOnlyList<MetricScore> scores = EmbeddingQuality.Evaluate(samples, picture, null, [10], new ReductionContext());
        Assert.True(scores.Single(score => score.Name == "trustworthiness@10").Value > 0.98);
    }

    private static void AssertForce(PairForce force, Func<double, double> loss)
    {
        float[] place = [0.3f, -1.1f];
        float[] other = [1.2f, 0.4f];
        float[] sum = new float[2];
        force.Add(place, other, sum);
        for (int c = 0; c < 2; c++)
        {
            const double h = 1e-5;
            double Cost(double shift) =>
                loss(1 + Math.Pow(place[0] + (c == 0 ? shift : 0) - other[0], 2) + Math.Pow(place[1] + (c == 1 ? shift : 0) - other[1], 2));
            double expected = (Cost(h) - Cost(-h)) / (2 * h);
            Assert.Equal(expected, sum[c], Math.Max(1e-6, Math.Abs(expected) * 1e-3));
        }
    }

    private static double Distance(Matrix samples, int i, int j) =>
        Math.Sqrt(Enumerable.Range(0, samples.Columns).Sum(f => Math.Pow((double)samples[i, f] - samples[j, f], 2)));
}
