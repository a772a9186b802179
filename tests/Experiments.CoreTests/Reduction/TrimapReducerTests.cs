using Experiments.Reduction;
using Experiments.Reduction.Trimap;

namespace Experiments.Tests.Reduction;

public sealed class TrimapReducerTests : ReducerContract
{
    protected override string Kind => "trimap";

    protected override ReducerOptions QuickOptions => new TrimapOptions();

    protected override ReducerOptions TinyOptions => new TrimapOptions { NInliers = 4, NOutliers = 2 };

    protected override int FewestSamples => 6;

    [Fact]
    public void Inliers_are_near_outliers_are_none_of_the_nearer_inliers_and_random_pairs_are_in_order()
    {
        Matrix samples = TestSamples.Groups(80, 4, 2, separation: 2);
        (TripletTable triplets, double[] reach) = Sampled(samples, new TrimapOptions());
        for (int i = 0; i < 80; i++)
        {
            int[] inliers = triplets.Near[(i * 15)..((i * 15) + 12)];
            int[] nearest = [.. Enumerable.Range(0, 80).Where(j => j != i).OrderBy(j => Distance(samples, i, j)).Take(62)];
            Assert.Equal(nearest.OrderBy(j => Scaled(samples, reach, i, j)).Take(12), inliers);
            for (int g = 0; g < 12; g++)
            {
                int[] outliers = triplets.Far[((i * 51) + (g * 4))..((i * 51) + (g * 4) + 4)];
                Assert.Equal(4, outliers.Distinct().Count());
                Assert.Empty(outliers.Intersect([i, .. inliers[..(g + 1)]]));
            }

            for (int r = 0; r < 3; r++)
            {
                (int near, int far) = (triplets.Near[(i * 15) + 12 + r], triplets.Far[(i * 51) + 48 + r]);
                Assert.True(Scaled(samples, reach, i, near) <= Scaled(samples, reach, i, far));
            }
        }
    }

    [Fact]
    public void Weights_are_tempered_logarithms_of_the_lead_in_scaled_distance()
    {
        Matrix samples = TestSamples.Normal(60, 5);
        (TripletTable triplets, double[] reach) = Sampled(samples, new TrimapOptions());
        double[] raw = [.. Enumerable.Range(0, 60 * 51).Select(t =>
        {
            (int i, int within) = (t / 51, t % 51);
            int near = triplets.Near[(i * 15) + (within < 48 ? within / 4 : 12 + within - 48)];
            double lead = Scaled(samples, reach, i, triplets.Far[t]) - Scaled(samples, reach, i, near);
            return within < 48 ? lead : 0.1 * lead;
        })];
        Assert.Equal(raw, triplets.Weights.Select(weight => (double)weight), (a, b) => Math.Abs(a - b) < 1e-4);
        TripletWeights.Tame(triplets, 0.5);
        double[] expected = [.. raw.Select(weight => 2 * (Math.Sqrt(1 + weight - raw.Min()) - 1))];
        Assert.Equal(expected, triplets.Weights.Select(weight => (double)weight), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void More_far_points_or_random_triplets_than_samples_are_refused_before_there_is_room_for_them()
    {
        string[] problems = [.. new TrimapOptions { NOutliers = int.MaxValue, NRandom = 61 }.Check(60, 5).Select(problem => problem.Message)];
        Assert.Equal(["n_outliers 2147483647 draws more points than there are samples; choose at most 60.",
            "n_random 61 draws more points than there are samples; choose at most 60."], problems);
        Assert.Empty(new TrimapOptions { NOutliers = 60, NRandom = 60 }.Check(60, 5));
    }

    [Theory]
    [InlineData(3, 1, 1.0986122886681098)]
    [InlineData(3, 0, 2)]
    [InlineData(4, 0.5, 2)]
    public void The_tempered_logarithm_lies_between_the_plain_one_and_none(double x, double temperature, double expected) =>
        Assert.Equal(expected, TripletWeights.TemperedLog(x, temperature), 1e-12);

    [Fact]
    public void The_gradient_is_half_the_derivative_of_the_loss()
    {
        TripletTable triplets = Sampled(TestSamples.Normal(40, 5), new TrimapOptions { NInliers = 5 }).Triplets;
        TripletWeights.Tame(triplets, 0.5);
        TripletForces forces = new(triplets, 40);
        Matrix places = TestSamples.Normal(40, 2, seed: 9);
        Matrix gradient = new(40, 2);
        forces.Compute(places, gradient, new ReductionContext());
        const float Step = 1.0f / 64;
        for (int v = 0; v < 80; v += 7)
        {
            double Loss(float moved)
            {
                Matrix other = new(places.Values.ToArray(), 40, 2);
                other.Values[v] += moved;
                return forces.Compute(other, new Matrix(40, 2), new ReductionContext());
            }

            double slope = (Loss(Step) - Loss(-Step)) / (2 * Step);
            Assert.Equal(slope / 2, gradient.Values[v], 2e-3 * Math.Max(1, Math.Abs(slope)));
        }
    }

    [Fact]
    public void A_random_start_leads_to_separate_groups_too()
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        Matrix picture = new TrimapReducer(new TrimapOptions { Init = TrimapInit.Random })
            .Fit(new ReductionInput(samples), new ReductionContext()).Embedding;
        NeighborGraph graph = NearestNeighbors.Compute(picture, 1, new ReductionContext());
        Assert.True(Enumerable.Range(0, 150).Count(i => graph.IndicesOf(i)[0] % 3 == i % 3) > 145);
    }

    [Fact]
    public void More_inliers_than_leave_room_for_outliers_are_refused()
    {
        ReductionException fault = Assert.Throws<ReductionException>(() =>
            new TrimapReducer(new TrimapOptions()).Fit(new ReductionInput(TestSamples.Normal(13, 4)), new ReductionContext()));
        Assert.Contains("choose at most 11", fault.Message, StringComparison.Ordinal);
    }

    private static (TripletTable Triplets, double[] Reach) Sampled(Matrix samples, TrimapOptions options)
    {
        NeighborGraph graph = NearestNeighbors.Compute(samples, options.NeighborsNeeded(samples.Rows), new ReductionContext());
        float[] reach = TripletWeights.Reach(graph, samples);
        TripletTable triplets = new TrimapReducer(options).Sample(samples, graph, reach, new ReductionContext());
        return (triplets, Array.ConvertAll(reach, one => (double)one));
    }

    private static double Scaled(Matrix samples, double[] reach, int i, int j) => Math.Pow(Distance(samples, i, j), 2) / reach[i] / reach[j];

    private static double Distance(Matrix samples, int i, int j) =>
        Math.Sqrt(Enumerable.Range(0, samples.Columns).Sum(f => Math.Pow((double)samples[i, f] - samples[j, f], 2)));
}
