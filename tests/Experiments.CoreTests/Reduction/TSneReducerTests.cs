using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

public sealed class TSneReducerTests : ReducerContract
{
    protected override string Kind => "tsne";

    protected override ReducerOptions QuickOptions => new TSneOptions { Perplexity = 10, NIter = 250 };

    protected override ReducerOptions TinyOptions => new TSneOptions { Perplexity = 3 };

    protected override int FewestSamples => 10;

    [Fact]
    public void Is_not_restored_from_a_picture_of_other_samples()
    {
        TSneReducer reducer = new(new TSneOptions { Perplexity = 10 });
        ReductionException fault = Assert.Throws<ReductionException>(() =>
            reducer.Restore(new ReductionInput(TestSamples.Groups(150, 10, 3)), new Matrix(149, 2), new ReductionContext()));
        Assert.Contains("expected 150 x 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_its_divergence_every_fifty_iterations_and_ends_where_it_says()
    {
        List<ReductionProgress> steps = [];
        ReductionContext context = new() { Progress = new Recorder(steps) };
        ReductionResult result = new TSneReducer((TSneOptions)QuickOptions).Fit(new ReductionInput(TestSamples.Groups(150, 10, 3)), context);
        double[] losses = [.. steps.Where(step => step.Loss is not null).Select(step => step.Loss!.Value)];
        Assert.Equal(10, losses.Length);
        Assert.Equal(1, steps[^1].Fraction);
        Assert.True(losses[^1] < losses[4]);
        Assert.Equal(result.Diagnostics["kl_divergence"], losses[^1], 0.01);
    }

    [Theory]
    [InlineData(TSneMethod.Exact)]
    [InlineData(TSneMethod.Fft)]
    public void One_dimension_works_and_keeps_groups_apart(TSneMethod method)
    {
        TSneOptions options = new() { NComponents = 1, Perplexity = 10, Method = method };
        Matrix embedding = new TSneReducer(options).Fit(new ReductionInput(TestSamples.Groups(120, 8, 3)), new ReductionContext()).Embedding;
        Assert.Equal(1, embedding.Columns);
        NeighborGraph nearest = NearestNeighbors.Compute(embedding, 1, new ReductionContext());
        Assert.True(Enumerable.Range(0, 120).Count(i => nearest.IndicesOf(i)[0] % 3 == i % 3) > 112);
    }

    [Fact]
    public void A_random_start_and_another_metric_work()
    {
        TSneOptions options = new() { Perplexity = 10, Init = TSneInit.Random, Metric = DistanceMetric.Cosine };
        Matrix samples = TestSamples.Groups(150, 10, 3);
        ReductionResult result = new TSneReducer(options).Fit(new ReductionInput(samples), new ReductionContext());
        NeighborGraph nearest = NearestNeighbors.Compute(result.Embedding, 1, new ReductionContext());
        Assert.True(Enumerable.Range(0, 150).Count(i => nearest.IndicesOf(i)[0] % 3 == i % 3) > 140);
    }

    [Theory]
    [InlineData(150, 50.0, 2, "use at most 49")]
    [InlineData(3, 1.0, 2, "at least 4 samples")]
    [InlineData(150, 10.0, 3, "1 or 2 dimensions, not 3")]
    public void Impossible_settings_are_explained(int n, double perplexity, int components, string expected)
    {
        TSneOptions options = new() { Perplexity = perplexity, NComponents = components };
        Assert.Contains(options.Check(n, 10), problem => problem.Message.Contains(expected, StringComparison.Ordinal));
        ReductionException fault = Assert.Throws<ReductionException>(() =>
            new TSneReducer(options).Fit(new ReductionInput(TestSamples.Normal(n, 10)), new ReductionContext()));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_with_too_few_neighbours_is_refused()
    {
        Matrix samples = TestSamples.Normal(150, 10);
        NeighborGraph graph = NearestNeighbors.Compute(samples, 29, new ReductionContext());
        ReductionException fault = Assert.Throws<ReductionException>(() =>
            new TSneReducer((TSneOptions)QuickOptions).Fit(new ReductionInput(samples, graph), new ReductionContext()));
        Assert.Contains("t-SNE needs a Euclidean graph of 30 neighbours for 150 samples", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_placed_again_lands_by_its_own_point()
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        ReductionResult result = Reduce(samples);
        Matrix placed = result.Fitted!.Transform(samples, new ReductionContext());
        NeighborGraph nearest = NearestNeighbors.QueryNearest(result.Embedding, placed, 15, new ReductionContext());
        Assert.True(Enumerable.Range(0, 150).Count(i => nearest.IndicesOf(i).Contains(i)) > 140);
    }

    [Fact]
    public void Settings_read_as_users_write_them()
    {
        IReadOnlyList<OptionInfo> settings = OptionSchema.Of(typeof(TSneOptions));
        Assert.Contains(settings, setting => setting.Name == "early_exaggeration_iter" && Equals(setting.Default, 250));
        OptionInfo rate = settings.Single(setting => setting.Name == "learning_rate");
        Assert.True(OptionSchema.TryParse(rate, "auto", out object? value, out _) && value is null);
        Assert.False(OptionSchema.TryParse(settings.Single(setting => setting.Name == "method"), "magic", out _, out string problem));
        Assert.Contains("one of auto, exact, fft", problem, StringComparison.Ordinal);
    }

    private sealed class Recorder(List<ReductionProgress> steps) : IProgress<ReductionProgress>
    {
        public void Report(ReductionProgress value) => steps.Add(value);
    }
}
