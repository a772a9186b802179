using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

[Slow]
public sealed class ApproximateNeighborsTests
{
    private const int Count = 9000;

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Cosine)]
    [InlineData(DistanceMetric.Correlation)]
    [InlineData(DistanceMetric.Manhattan)]
    public void Find_nearly_all_true_neighbours_and_say_how_many(DistanceMetric metric)
    {
        Matrix samples = Samples(24);
        NeighborGraph exact = NearestNeighbors.Compute(samples, 15, new ReductionContext(), metric, NeighborMethod.Exact);
        NeighborGraph near = NearestNeighbors.Compute(samples, 15, new ReductionContext(), metric, NeighborMethod.Approximate);
        double recall = Enumerable.Range(0, Count).Average(i => near.IndicesOf(i).ToArray().Intersect(exact.IndicesOf(i).ToArray()).Count() / 15.0);
        Assert.Null(exact.Recall);
        Assert.InRange(recall, 0.95, 1);
        Assert.Equal(recall, near.Recall!.Value, 0.03);
        Assert.All(Enumerable.Range(0, Count), i => Assert.Equal(near.DistancesOf(i).ToArray().Order(), near.DistancesOf(i).ToArray()));
        Assert.All(Enumerable.Range(0, Count), i => Assert.DoesNotContain(i, near.IndicesOf(i).ToArray()));
    }

    [Fact]
    public void Do_not_depend_on_where_zero_lies()
    {
        // Without groups, few clusters hold the neighbours of a sample: what is told of the recall decides how many are looked at.
        Matrix samples = TestSamples.Normal(Count, 24);
        Matrix far = new(samples.Values.ToArray(), samples.Rows, samples.Columns) { Origin = [.. Enumerable.Repeat(1e6, samples.Columns)] };
        NeighborGraph here = NearestNeighbors.Compute(samples, 15, new ReductionContext(), method: NeighborMethod.Approximate);
        NeighborGraph there = NearestNeighbors.Compute(far, 15, new ReductionContext(), method: NeighborMethod.Approximate);
        Assert.Equal(here.Indices.ToArray(), there.Indices.ToArray());
        Assert.Equal(here.Recall, there.Recall);
    }

    [Fact]
    public void Are_the_same_bytes_at_any_thread_count_and_for_any_larger_k()
    {
        Matrix samples = Samples(10);
        NeighborGraph one = NearestNeighbors.Compute(samples, 8, new ReductionContext { Threads = 1 }, method: NeighborMethod.Approximate);
        NeighborGraph four = NearestNeighbors.Compute(samples, 40, new ReductionContext { Threads = 4, Seed = 3 }, method: NeighborMethod.Approximate)
            .Take(8);
        Assert.Equal(one.Indices.ToArray(), four.Indices.ToArray());
        Assert.Equal(one.Distances.ToArray(), four.Distances.ToArray());
        Assert.Equal(one.Recall, four.Recall);
    }

    [Fact]
    public void Are_found_among_duplicates_and_by_all_when_there_are_more_neighbours_than_a_few_clusters_hold()
    {
        Matrix samples = new(5000, 2);
        samples.Row(17)[0] = 1;
        NeighborGraph graph = NearestNeighbors.Compute(samples, 3000, new ReductionContext(), method: NeighborMethod.Approximate);
        Assert.All(graph.DistancesOf(3).ToArray(), distance => Assert.Equal(0f, distance));
        Assert.Equal(3000, graph.IndicesOf(3).ToArray().Distinct().Count());
        Assert.Equal(1f, graph.DistancesOf(17)[0]);
    }

    [Fact]
    public void Are_for_many_samples_or_on_request()
    {
        Assert.False(NearestNeighbors.IsApproximate(NeighborMethod.Auto, NearestNeighbors.ExactLimit));
        Assert.True(NearestNeighbors.IsApproximate(NeighborMethod.Auto, NearestNeighbors.ExactLimit + 1));
        Assert.False(NearestNeighbors.IsApproximate(NeighborMethod.Exact, 1_000_000));
        Assert.True(NearestNeighbors.IsApproximate(NeighborMethod.Approximate, 10_000));
    }

    [Fact]
    public void Stop_when_told_to()
    {
        using CancellationTokenSource source = new();
        ReductionContext context = new() { Cancellation = source.Token, Progress = new Stop(source) };
        Assert.ThrowsAny<OperationCanceledException>(() => NearestNeighbors.Compute(Samples(10), 8, context, method: NeighborMethod.Approximate));
    }

    [Fact]
    public void Are_reported_by_the_reducer_and_never_used_to_score()
    {
        Matrix samples = Samples(10);
        UmapOptions options = new() { NeighborSearch = NeighborMethod.Approximate, NEpochs = 11, Init = UmapInit.Pca };
        ReductionResult result = new UmapReducer(options).Fit(new ReductionInput(samples), new ReductionContext());
        Assert.InRange(result.Diagnostics["neighbor_recall"], 0.95, 1);
        NeighborGraph near = NearestNeighbors.Compute(samples, 15, new ReductionContext(), method: NeighborMethod.Approximate);
        QualityReference reference = EmbeddingQuality.Prepare(samples, 15, new ReductionContext(), near);
        Assert.Equal(NearestNeighbors.Compute(samples, 15, new ReductionContext()).Indices.ToArray(), reference.Neighbors.ToArray());
    }

    private static Matrix Samples(int features)
    {
        CounterRandom random = new(features, "approximate");
        Matrix samples = new(Count, features);
        for (int i = 0; i < Count; i++)
        {
            for (int f = 0; f < features; f++)
            {
                samples.Row(i)[f] = (float)((4 * random.Normal(1, i % 60, f)) + random.Normal(0, i, f));
            }
        }

        return samples;
    }

    private sealed class Stop(CancellationTokenSource source) : IProgress<ReductionProgress>
    {
        public void Report(ReductionProgress value) => source.Cancel();
    }
}
