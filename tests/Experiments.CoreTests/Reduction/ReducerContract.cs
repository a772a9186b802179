using System.Globalization;
using System.Text.RegularExpressions;
using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>What every reducer promises; a reducer's tests inherit it.</summary>
public abstract partial class ReducerContract
{
    /// <summary>The reducer's kind in the registry.</summary>
    protected abstract string Kind { get; }

    /// <summary>Settings with which the reducer is quick on 150 samples.</summary>
    protected abstract ReducerOptions QuickOptions { get; }

    /// <summary>The same for about ten samples.</summary>
    protected abstract ReducerOptions TinyOptions { get; }

    /// <summary>The smallest number of samples that the tiny settings embed.</summary>
    protected virtual int FewestSamples => 1;

    /// <summary>Settings that leave something to chance, where there are such.</summary>
    protected virtual ReducerOptions SeededOptions => QuickOptions;

    /// <summary>Where it is registered.</summary>
    protected virtual ReducerRegistry Registry => StandardReducers.Create();

    private ReducerDescriptor Descriptor => Registry.Find(Kind) ?? throw new InvalidOperationException($"No reducer '{Kind}' is registered.");

    [Fact]
    public void Gives_one_finite_row_a_sample()
    {
        ReductionResult result = Reduce(TestSamples.Groups(150, 10, 3));
        AssertFinite(result.Embedding, 150, QuickOptions.NComponents);
        Assert.True(result.Seconds.ContainsKey("fit"));
        Assert.All(result.Diagnostics.Values, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Keeps_separate_groups_apart_where_a_random_picture_does_not()
    {
        Matrix embedding = Reduce(TestSamples.Groups(150, 10, 3)).Embedding;
        Assert.True(NearestOfSameGroup(embedding) > 0.95);
        Assert.True(NearestOfSameGroup(TestSamples.Normal(150, 2)) < 0.6);
    }

    [Fact]
    public void Gives_the_same_bytes_for_a_seed_at_any_thread_count()
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        float[] one = Reduce(samples, threads: 1).Embedding.Values.ToArray();
        float[] three = Reduce(samples, threads: 3).Embedding.Values.ToArray();
        Assert.Equal(one, three);
    }

    [Fact]
    public void Gives_the_same_bytes_with_a_given_neighbour_graph_of_any_larger_size()
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        NeighborGraph graph = NearestNeighbors.Compute(samples, 140, new ReductionContext(), QuickOptions.NeighborMetric);
        ReductionResult shared = Descriptor.Create(QuickOptions).Fit(Input(samples) with { Neighbors = graph }, new ReductionContext());
        Assert.Equal(Reduce(samples).Embedding.Values.ToArray(), shared.Embedding.Values.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Gives_the_same_bytes_with_given_principal_components_of_any_number(int components)
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        ReductionInput input = Input(samples) with { Principal = Pca.Fit(samples, components, new ReductionContext()) };
        ReductionResult shared = Descriptor.Create(QuickOptions).Fit(input, new ReductionContext());
        Assert.Equal(Reduce(samples).Embedding.Values.ToArray(), shared.Embedding.Values.ToArray());
    }

    [Fact]
    public void Another_seed_gives_another_picture_exactly_when_the_reducer_says_so()
    {
        foreach (ReducerOptions options in new[] { QuickOptions, SeededOptions })
        {
            Matrix samples = TestSamples.Groups(150, 10, 3);
            float[][] pictures = [.. new long[] { 0, 1, 2 }.Select(seed =>
                Descriptor.Create(options).Fit(Input(samples), new ReductionContext { Seed = seed, Threads = 2 }).Embedding.Values.ToArray())];
            Assert.Equal(options.UsesSeed(150), !pictures[0].SequenceEqual(pictures[1]));
            Assert.Equal(options.UsesSeed(150), !pictures[0].SequenceEqual(pictures[2]));
        }
    }

    [Fact]
    public void Copes_with_duplicates()
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        for (int i = 0; i < 100; i++)
        {
            samples.Row(i % 4).CopyTo(samples.Row(i));
        }

        AssertFinite(Reduce(samples).Embedding, 150, QuickOptions.NComponents);
    }

    [Fact]
    public void Copes_with_nothing_but_duplicates()
    {
        Matrix samples = new(150, 10);
        samples.Values.Fill(0.25f);
        AssertFinite(Reduce(samples).Embedding, 150, QuickOptions.NComponents);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(10)]
    public void Copes_with_as_few_samples_as_it_says_and_refuses_fewer(int n)
    {
        Func<Matrix> fit = () => Descriptor.Create(TinyOptions).Fit(Input(TestSamples.Normal(n, 5)), new ReductionContext()).Embedding;
        if (n >= FewestSamples)
        {
            AssertFinite(fit(), n, TinyOptions.NComponents);
        }
        else
        {
            Assert.Matches("samples|class", Assert.Throws<ReductionException>(fit).Message);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Asks_for_no_less_than_a_setting_can_be(int n)
    {
        ReducerOptions options = (ReducerOptions)OptionSchema.Create(Descriptor.OptionsType, new Dictionary<string, object?>());
        Assert.All(options.Problems(n, 5), problem =>
        {
            OptionInfo? option = OptionSchema.Of(Descriptor.OptionsType).FirstOrDefault(option => option.Name == problem.Option);
            Assert.All(AtMost().Matches(problem.Message), most =>
                Assert.InRange(double.Parse(most.Groups[1].Value, CultureInfo.InvariantCulture), option?.Attribute.Minimum
                    ?? 1, double.PositiveInfinity));
        });
    }

    [GeneratedRegex(@"at most (-?\d+)")]
    private static partial Regex AtMost();

    [Fact]
    public void Refuses_values_that_are_not_finite()
    {
        Matrix samples = TestSamples.Normal(150, 10);
        samples.Row(3)[2] = float.NaN;
        ReductionException fault = Assert.Throws<ReductionException>(() => Reduce(samples));
        Assert.Contains("row 3, column 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_a_new_sample_the_same_way_alone_and_in_a_batch()
    {
        ReductionResult result = Reduce(TestSamples.Groups(150, 10, 3));
        Assert.NotNull(result.Fitted);
        Matrix fresh = TestSamples.Normal(9, 10, seed: 5);
        Matrix batch = result.Fitted.Transform(fresh, new ReductionContext());
        AssertFinite(batch, 9, QuickOptions.NComponents);
        Matrix alone = result.Fitted.Transform(new Matrix(fresh.Row(4).ToArray(), 1, 10), new ReductionContext { Threads = 1 });
        Assert.Equal(batch.Row(4).ToArray(), alone.Row(0).ToArray());
    }

    [Fact]
    public void Places_samples_near_others_of_their_group()
    {
        Matrix all = TestSamples.Groups(180, 10, 3);
        Matrix fitted = new(all.Values[..1500].ToArray(), 150, 10);
        ReductionResult result = Reduce(fitted);
        Matrix placed = result.Fitted!.Transform(new Matrix(all.Values[1500..].ToArray(), 30, 10), new ReductionContext());
        NeighborGraph nearest = NearestNeighbors.QueryNearest(result.Embedding, placed, 1, new ReductionContext());
        Assert.True(Enumerable.Range(0, 30).Count(i => nearest.IndicesOf(i)[0] % 3 == i % 3) >= 29);
    }

    [Fact]
    public void Restored_from_its_picture_it_places_new_samples_as_the_fitted_one_does()
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        ReductionResult result = Reduce(samples, seed: 3);
        Matrix stored = new(result.Embedding.Values.ToArray(), result.Embedding.Rows, result.Embedding.Columns);
        Matrix fresh = TestSamples.Normal(9, 10, seed: 5);
        IFittedReducer? restored = Descriptor.Create(QuickOptions).Restore(Input(samples), stored, new ReductionContext { Seed = 3 });
        Assert.NotNull(restored);
        float[] expected = result.Fitted!.Transform(fresh, new ReductionContext()).Values.ToArray();
        Assert.Equal(expected, restored.Transform(fresh, new ReductionContext { Threads = 1 }).Values.ToArray());
    }

    [Fact]
    public void Saved_and_loaded_it_places_new_samples_in_the_same_bytes()
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        ReductionResult result = Reduce(samples, seed: 3);
        Matrix fresh = TestSamples.Normal(9, 10, seed: 5);
        FittedModel loaded = SaveAndLoad(FittedModel.Of(QuickOptions, 3, samples, result, Registry));
        Assert.Equal(result.Fitted!.Transform(fresh, new ReductionContext()).Values.ToArray(),
            loaded.Transform(fresh, new ReductionContext { Threads = 1 }).Values.ToArray());
        Assert.Equal(result.Embedding.Values.ToArray(), loaded.Embedding.Values.ToArray());
        Assert.Equal((Descriptor.Kind, QuickOptions, 3), (loaded.Reducer.Kind, loaded.Options, loaded.Seed));
        Assert.Equal(result.Diagnostics, loaded.Diagnostics);
    }

    [Fact]
    public void Kept_without_its_samples_it_gives_them_their_place_again()
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        FittedModel loaded = SaveAndLoad(FittedModel.Of(QuickOptions, 3, samples, Reduce(samples, seed: 3), Registry));
        float[] places = (loaded.Samples is null ? loaded.Transform(samples, new ReductionContext()) : loaded.Embedding).Values.ToArray();
        Assert.Equal(loaded.Embedding.Values.ToArray(), places);
    }

    [Fact]
    public void Refuses_new_samples_of_another_width()
    {
        ReductionResult result = Reduce(TestSamples.Groups(150, 10, 3));
        ReductionException fault = Assert.Throws<ReductionException>(() => result.Fitted!.Transform(new Matrix(2, 9), new ReductionContext()));
        Assert.Contains("expected 10", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stops_when_cancelled()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        ReductionContext context = new() { Cancellation = source.Token };
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Descriptor.Create(QuickOptions).Fit(Input(TestSamples.Groups(150, 10, 3)), context));
    }

    [Fact]
    public void Labels_change_the_picture_exactly_when_the_reducer_says_so()
    {
        Matrix samples = TestSamples.Groups(150, 10, 3);
        int[] labels = [.. Enumerable.Range(0, 150).Select(i => i / 50)];
        float[] labelled = Descriptor.Create(QuickOptions)
            .Fit(new ReductionInput(samples) { Labels = labels }, new ReductionContext()).Embedding.Values.ToArray();
        Assert.Equal(QuickOptions.UsesLabels, Descriptor.UsesLabels);
        Assert.Equal(QuickOptions.UsesLabels, !labelled.AsSpan().SequenceEqual(Reduce(samples).Embedding.Values));
    }

    [Fact]
    public void What_learns_from_labels_refuses_to_do_without_and_nothing_else_sees_them()
    {
        ReductionInput input = new(TestSamples.Groups(150, 10, 3)) { Labels = new int[150] };
        Assert.Equal(QuickOptions.UsesLabels, input.SeenBy(QuickOptions).Labels is not null);
        if (QuickOptions.UsesLabels)
        {
            ReductionException fault = Assert.Throws<ReductionException>(() =>
                Descriptor.Create(QuickOptions).Fit(input with { Labels = null }, new ReductionContext()));
            Assert.Contains("label", fault.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Whether the quick settings measure samples in their own unit, as the reducer's documentation says.</summary>
    protected virtual bool UnitsMatter => false;

    /// <summary>Fits the reducer with its quick settings.</summary>
    protected ReductionResult Reduce(Matrix samples, long seed = 0, int threads = 2) =>
        Descriptor.Create(QuickOptions).Fit(Input(samples), new ReductionContext { Seed = seed, Threads = threads });

    /// <summary>The samples, with the groups of <see cref="TestSamples.Groups"/> for a reducer that learns from classes.</summary>
    private ReductionInput Input(Matrix samples) =>
        new(samples) { Labels = QuickOptions.UsesLabels ? [.. Enumerable.Range(0, samples.Rows).Select(i => i % 3)] : null };

    private FittedModel SaveAndLoad(FittedModel model)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            model.Save(path);
            return FittedModel.Load(path, Registry);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void AssertFinite(Matrix embedding, int rows, int columns)
    {
        Assert.Equal((rows, columns), (embedding.Rows, embedding.Columns));
        Assert.All(embedding.Values.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    private static double NearestOfSameGroup(Matrix embedding)
    {
        NeighborGraph graph = NearestNeighbors.Compute(embedding, 1, new ReductionContext());
        return Enumerable.Range(0, embedding.Rows).Average(i => graph.IndicesOf(i)[0] % 3 == i % 3 ? 1.0 : 0.0);
    }
}
